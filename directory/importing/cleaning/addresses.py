"""Mending Korean addresses: pure functions that never raise, and mending twice changes nothing."""

import re
from typing import NamedTuple

from directory.importing.cleaning import text

ROAD = re.compile(r"[가-힣0-9.·]+(?:대로|로|길)\s+(?:지하\s?)?[0-9]")
LOT = re.compile(r"(?:^|\s)[가-힣]+[0-9]*(?:동|리|가)\s+(?:산\s?)?[0-9]+(?:-[0-9]+)?(?:번지)?")
# Empty brackets, and commas with nothing on one side.
STRAY = re.compile(r"\(\s*\)|(?<=\()\s*,|,\s*(?=[,)]|$)|^\s*,")
# A road and its number written together; 약령시로5길 is one name.
GLUED = re.compile(r"([가-힣0-9](?:로|길))([0-9]+(?:-[0-9]+)?)(?![0-9-]|[가-힣]*길|로)")
SHORT_SIDO = {"서울특별시": ["서울시", "서울"]}
OTHER_SIDO = re.compile(r"^[가-힣]{2,}(?:시|도)(?:\s|$)")
OTHER_SIGUNGU = re.compile(r"^[가-힣]{1,4}[시군구](?:\s|$)")


class Address(NamedTuple):
    """What one address cell says. ``legal_dong`` is the 법정동 in brackets, or of the lot number."""

    road: str
    lot: str
    legal_dong: str


def tidy(raw, sido, sigungu):
    """The address on one line with the district in front, spaces where they belong, brackets in order."""
    line, left = text(raw), 1
    while left:  # What is dropped may leave another empty bracket or stray comma behind.
        line, left = STRAY.subn("", line)
    line = GLUED.sub(r"\1 \2", line)
    line = re.sub(r"\s*\(\s*", " (", line)
    line = re.sub(r"\s*\)\s*", ") ", line)
    line = re.sub(r"\s*,\s*", ", ", line)
    return _with_district(" ".join(line.split()).strip(" ,"), sido, sigungu)


def _with_district(line, sido, sigungu):
    """Add 시도 and 시군구 where a district's own list leaves them out; other regions stay as they are."""
    if not line:
        return ""
    short = "|".join(SHORT_SIDO.get(sido, [sido]))
    named = re.match(rf"(?:{sido}|{short})(?:\s+|(?={sigungu})|$)", line)
    rest = line[named.end() :] if named else line
    if not named and OTHER_SIDO.match(line):
        return line
    if named and OTHER_SIGUNGU.match(rest) and not rest.startswith(sigungu):
        return f"{sido} {rest}"
    if rest.startswith(sigungu) and not rest.startswith((f"{sigungu}청", f"{sigungu}민")):
        rest = rest.removeprefix(sigungu).strip(" ,")
    return f"{sido} {sigungu} {rest}".strip()


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
