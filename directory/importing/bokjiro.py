"""What only 복지로's answers have: repeated facts in one cell, encrypted contacts, bullets lost on the way."""

import re
from typing import NamedTuple

from directory.importing.cleaning import long_text, text
from directory.importing.cleaning.regions import sido_of, sigungu_of_line, without_sido

KEYS = "servSeCode|servSeDetailNm|servSeDetailLink|wlfareInfoDtlCd|wlfareInfoReldNm|wlfareInfoReldCn"
FACT = re.compile(rf"(?:^|\|)\s*({KEYS}):")
# The guide's own example: base64 of something only 복지로 can read.
ENCRYPTED = re.compile(r"[A-Za-z0-9+/]{12,}={0,2}")
LOST_BULLET = re.compile(r"(?m)^[ \t]*[？?][ \t]+|(?<=\s)？[ \t]+")
SEE_THERE = re.compile(r"\s*(?:—|-)?\s*복지로 상세 참조\s*$")
NUMBER = re.compile(r"[0-9()\-–~,./\s]{3,}|[0-9()\-–~,./\s]{3,}\(?내선[0-9\s]+\)?")


class Pair(NamedTuple):
    """One repeated fact: 보건복지부 콜센터, 129."""

    name: str
    value: str

    def __str__(self):
        return " ".join(filter(None, self))


def pairs(raw):
    """Name and value of each repeated fact; a cell that is plain text is values alone, line by line."""
    if not FACT.search(raw):
        return [Pair("", line) for line in map(text, raw.splitlines()) if line]
    found = []
    for record in re.split(r"\n(?=\s*(?:servSe|wlfareInfo))", raw):
        starts = list(FACT.finditer(record))
        ends = [start.start() for start in starts[1:]] + [len(record)]
        facts = {start[1]: record[start.end() : end] for start, end in zip(starts, ends, strict=True)}
        name = text(facts.get("servSeDetailNm") or facts.get("wlfareInfoReldNm", ""))
        value = text(facts.get("servSeDetailLink") or facts.get("wlfareInfoReldCn", ""))
        if name or value:
            found.append(Pair(name, value))
    return list(dict.fromkeys(found))


def lines(raw):
    """The repeated facts, one on each line."""
    return "\n".join(map(str, pairs(raw)))


def ways(raw):
    """What is said about applying: of 복지로's categories (신청기관연락처목록) only what stands under them."""
    return "\n".join(
        pair.value if pair.name.endswith("목록") and pair.value else str(pair) for pair in pairs(raw)
    )


def is_encrypted(raw):
    return bool(ENCRYPTED.fullmatch(raw.strip())) and not raw.strip().isdigit()


def is_number(raw):
    return bool(NUMBER.fullmatch(raw.strip()))


def prose(raw, limit):
    """A long text with its lost bullets as dots: (``Mended``, how many there were)."""
    mended = long_text(raw, limit)
    restored, count = LOST_BULLET.subn("· ", mended.value)
    return mended._replace(value=restored), count


def applied_by(raw):
    """인터넷,방문 — 복지로 상세 참조 → 인터넷, 방문."""
    return joined(SEE_THERE.sub("", text(raw)))


def joined(raw):
    """A list of words with the same comma between them everywhere."""
    return ", ".join(dict.fromkeys(filter(None, map(text, re.split(r"[,，、]", raw)))))


class Office(NamedTuple):
    """Who gives the help: 시도, 시군구, and what is left of the name."""

    sido: str
    sigungu: str
    rest: str


def office(raw):
    """서울특별시 동대문구 주민복지국 복지정책과, parted. A name without a 시도 is all rest."""
    name = text(raw)
    sido = sido_of(name)
    if not sido:
        return Office("", "", name)
    sigungu, rest = sigungu_of_line(name), without_sido(name)
    return Office(sido, sigungu, rest.removeprefix(sigungu).strip())
