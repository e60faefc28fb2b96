"""Mending Korean addresses: pure functions that never raise, and mending twice changes nothing."""

import re
from typing import NamedTuple

from directory.importing.cleaning import text

ROAD = re.compile(r"[가-힣0-9.·]+(?:대로|로|길)\s+(?:지하\s?)?[0-9]")
LOT = re.compile(r"(?:^|\s)[가-힣]+[0-9]*(?:동|리|가)\s+(?:산\s?)?[0-9]+(?:-[0-9]+)?(?:번지)?")
SIDO_SHORT = {"서울시": "서울특별시", "서울": "서울특별시"}
OTHER_SIDO = re.compile(r"^[가-힣]{2,}(?:특별시|광역시|특별자치시|특별자치도|통합특별시|도)(?:\s|$)")


class Address(NamedTuple):
    """What one address cell says. ``legal_dong`` is the 법정동 in brackets, or of the lot number."""

    road: str
    lot: str
    legal_dong: str


def tidy(raw, sido, sigungu):
    """The address on one line with the district in front, spaces where they belong, brackets in order."""
    line = text(raw)
    if not line:
        return ""
    line = re.sub(r"([가-힣](?:로|길))([0-9]+(?:-[0-9]+)?)(?![0-9-]|[가-힣]*길|로)", r"\1 \2", line)
    line = re.sub(r"\s*\(\s*", " (", line)
    line = re.sub(r"\s*\)\s*", ") ", line)
    line = re.sub(r"\s*,\s*", ", ", line)
    line = re.sub(r"\(\s*(?:,\s*)*\)", "", line)
    line = re.sub(r",\s*(?=\)|$)", "", line)
    line = re.sub(r"(?<=\()(?:,\s*)+", "", line)
    return _with_district(" ".join(line.split()).strip(" ,"), sido, sigungu)


def _with_district(line, sido, sigungu):
    """Add 시도 and 시군구 where a district's own list leaves them out; other regions stay as they are."""
    if not line:
        return ""
    for short, full in {**SIDO_SHORT, sido: sido}.items():
        rest = line.removeprefix(short).strip()
        if rest != line and (rest.startswith(sigungu) or line.startswith((short + " ", full))):
            line = f"{full} {rest}".strip()
            break
    if not line.startswith(sido):
        if OTHER_SIDO.match(line):
            return line
        line = f"{sido} {line}" if line.startswith(sigungu) else f"{sido} {sigungu} {line}"
    head = f"{sido} {sigungu}"
    if line.startswith(head) and line[len(head) : len(head) + 1] not in {"", " "}:
        line = f"{head} {line[len(head) :]}"
    return line


def legal_dong(line):
    """The 법정동 an address names: in brackets after a road address, before the number of a lot."""
    in_brackets = re.findall(r"\(([^()]*)\)", line)
    for part in (piece.strip() for bracket in in_brackets for piece in bracket.split(",")):
        if re.fullmatch(r"[가-힣]{1,6}[0-9]*(?:동|리|가)", part):
            return part
    before_number = re.search(r"\s([가-힣]{1,6}(?:동|리|가))\s+(?:산\s?)?[0-9]", line)
    return before_number[1] if before_number else ""


def address(raw, sido, sigungu):
    """One cell, sorted by what it says: a road and number, or a 동 and lot number."""
    line = tidy(raw, sido, sigungu)
    is_lot = not ROAD.search(line) and LOT.search(line)
    return Address("" if is_lot else line, line if is_lot else "", legal_dong(line))
