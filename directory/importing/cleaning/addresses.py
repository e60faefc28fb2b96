"""Mending Korean addresses: what is the road and number, the lot, the detail, the 법정동."""

import re
import unicodedata
from typing import NamedTuple

from directory.importing.cleaning.regions import SIDO, SIDO_HEAD, sigungu_of_line, without_sido
from directory.importing.cleaning.text import Mended, narrow, text

ROAD = re.compile(r"[가-힣0-9.·]+(?:대로|로|길)\s+(?:지하\s?)?[0-9]")
LOT = re.compile(r"(?:^|\s)[가-힣]+[0-9]*(?:동|리|가)\s+(?:산\s?)?[0-9]+(?:-[0-9]+)?(?:번지)?")
ROAD_HEAD = re.compile(
    r"(.*?[가-힣0-9.·]+(?:대로|로|길) (?:지하 ?)?[0-9]+(?:-[0-9]+)?)(?:번지)?(?=[\s,]|\Z)(.*)"
)
LOT_HEAD = re.compile(
    r"(.*?[가-힣]+[0-9]*(?:동|리|가) (?:산 ?)?[0-9]+(?:-[0-9]+)?(?:번지(?: ?[0-9]+호)?|호)?)(?=[\s,]|\Z)(.*)"
)
# Empty brackets, and commas with nothing on one side.
STRAY = re.compile(r"\(\s*\)|(?<=\()\s*,|,\s*(?=[,)]|$)|^\s*,")
# A road and its number written together; 약령시로5길 is one name, and so is the dong 종로5가.
GLUED = re.compile(
    r"([가-힣0-9](?:로|길))([0-9]+(?:-[0-9]+)?)(?![0-9-]|[가-힣]*길|로|가(?![가-힣])|[층호동])"
)
GLUED_LOT = re.compile(r"([가-힣0-9](?:동|리))((?:산 ?)?[0-9]+(?:-[0-9]+)?(?:번지)?)(?=[\s,()]|$)")
PARTED_ROAD = re.compile(r"(로) ([0-9]+(?:[가-힣]{0,2}길|가))(?![가-힣])")
# 420경동프라자: a number and a building; 20가길 and 43번길 are roads, 3층 and 101호 are no names.
GLUED_NAME = re.compile(
    r"((?:로|길) [0-9]+(?:-[0-9]+)?)(?=[가-힣]{3})(?![가-힣]{0,3}(?:길|로)(?![가-힣])|[층호동번])"
)
# 22 and 3층, or floor 223? Nobody's house has that many floors, and no road is a house.
NO_NUMBER = re.compile(r"(?:로|길)\s?[0-9-]+(?:층|호)")
SPACED = (
    (GLUED, r"\1 \2"),
    (GLUED_LOT, r"\1 \2"),
    (PARTED_ROAD, r"\1\2"),
    (GLUED, r"\1 \2"),
    (GLUED_NAME, r"\1 "),
)
OLD_POSTCODE = re.compile(r"^\W*(?:우\W*)?[0-9]{3}(?:-[0-9]{3}|[0-9]{2,3})\W+(?=[가-힣])")
# Parts of a building, not 법정동.
NO_DONG = re.compile(r"[가나다라마바사아자차카타파하]동|(?:관리|단지|상가|본|별|신|구|연구|기숙사)동")
OTHER_SIDO = re.compile(r"^[가-힣]{2,}(?:시|도)(?:\s|$)")
OTHER_SIGUNGU = re.compile(r"^[가-힣]{1,4}[시군구](?:\s|$)")
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3014: "(", 0x3015: ")"}


# What is longer is no address; it stays as it is, for whoever checks the length.
LONGEST = 400


class Address(NamedTuple):
    """What one address cell says. ``road`` or ``lot`` up to the number; the floor, room and building in ``detail``."""

    road: str = ""
    lot: str = ""
    detail: str = ""
    legal_dong: str = ""
    remark: str = ""

    @property
    def line(self):
        """All of it, as the law on road addresses writes it."""
        dong = "" if self.lot else self.legal_dong
        if ROAD_HEAD.fullmatch(self.road) or LOT_HEAD.fullmatch(self.lot):
            head, inside = ", ".join(filter(None, (self.road or self.lot, self.detail))), dong
        else:  # Without a number everything behind it would be read as its name.
            head, inside = self.road or self.lot, ", ".join(filter(None, (dong, self.detail)))
        return f"{head} ({inside})".strip() if inside else head


def address(raw, sido="", sigungu=""):
    """One cell, sorted by what it says: a road and number, or a 동 and lot number."""
    line = tidy(raw, sido, sigungu)
    if len(line) > LONGEST:
        return Address(line)
    plain = tidy(re.sub(r"\([^()]*\)", " ", line), sido, sigungu)
    is_lot = not ROAD.search(plain) and LOT.search(plain)
    if not is_lot and NO_NUMBER.search(plain) and not ROAD.search(NO_NUMBER.sub("", plain)):
        told = "건물번호와 층·호가 붙어 있어 나누지 않았습니다. 확인해 주십시오."
        return Address(plain, "", _detail(line, ""), _legal_dong(line, ""), told)
    parts = (LOT_HEAD if is_lot else ROAD_HEAD).fullmatch(plain)
    head, rest = parts.groups() if parts else (plain, "")
    road, lot = ("", head) if is_lot else (head, "")
    return Address(road, lot, _detail(line, rest.strip(" ,")), _legal_dong(line, lot))


def detail(raw):
    """A cell that holds only what stands behind the number: / 서울대학교 (이화동)."""
    line = tidy(raw)
    rest = " ".join(re.sub(r"\([^()]*\)", " ", line).split()).strip(" ,/")
    return Address(detail=_detail(line, rest), legal_dong=_legal_dong(line, ""))


def _detail(line, rest):
    """Floor, room and building: behind the number and in brackets, each once; the 법정동 is no detail."""
    dong = _bracketed_dong(line)
    pieces = [piece.strip() for piece in rest.split(",")]
    pieces += [piece for piece in _bracketed(line) if piece != dong]
    return ", ".join(dict.fromkeys(filter(None, pieces)))


def tidy(raw, sido="", sigungu=""):
    """The address on one line with the district in front, spaces where they belong, brackets in order."""
    if len(raw or "") > LONGEST:
        return text(raw)
    line, left = _balanced(OLD_POSTCODE.sub("", text(_narrowed(raw)))), 1
    while left:  # What is dropped may leave another empty bracket or stray comma behind.
        line, left = STRAY.subn("", line)
    line = re.sub(r"\s*\(\s*", " (", line)
    line = re.sub(r"\s*\)\s*", ") ", line)
    line = re.sub(r"\s*,\s*", ", ", line)
    line = " ".join(line.split()).strip(" ,")
    for pattern, spaced in SPACED:
        line = pattern.sub(spaced, line)
    return _with_district(line, sido, sigungu) if sido and sigungu else line


def _narrowed(raw):
    return (raw if isinstance(raw, str) else str(raw or "")).translate(WIDE)


def _balanced(line):
    """Every bracket closed, none within another: a cell is cut off, or 건물(동) stands in brackets."""
    kept, depth = [], 0
    for character in line:
        if character == "(":
            depth += 1
            kept.append("(" if depth == 1 else ",")
        elif character == ")":
            depth = max(depth - 1, -1)
            kept.append(")" if depth == 0 else " " if depth > 0 else "")
            depth = max(depth, 0)
        else:
            kept.append(character)
    return "".join(kept) + ")" * bool(depth)


def _with_district(line, sido, sigungu):
    """Add 시도 and 시군구 where a district's own list leaves them out; other regions stay as they are."""
    if not line:
        return ""
    names = "|".join((sido, *SIDO.get(sido, ())))
    named, rest = False, line
    while found := re.match(rf"(?:{names})(?:\s+|(?={sigungu})|$)", rest):
        named, rest = True, rest[found.end() :]
    if not named and (SIDO_HEAD.match(line) or OTHER_SIDO.match(line)):
        return line
    if named and OTHER_SIGUNGU.match(rest) and not rest.startswith(sigungu):
        return f"{sido} {rest}"
    while rest.startswith(sigungu) and not rest.startswith((f"{sigungu}청", f"{sigungu}민")):
        rest = rest.removeprefix(sigungu).strip(" ,")
    return f"{sido} {sigungu} {rest}".strip()


def _bracketed(line):
    pieces = (
        piece.strip() for bracket in re.findall(r"\(([^()]*)\)", line) for piece in re.split("[,/]", bracket)
    )
    return [piece for piece in pieces if piece]


def _bracketed_dong(line):
    for piece in _bracketed(line):
        if re.fullmatch(r"[가-힣]{1,6}[0-9]*(?:동|리|가)", piece) and not NO_DONG.fullmatch(piece):
            return piece
    return ""


def _legal_dong(line, lot):
    """The 법정동 an address names: in brackets behind a road address, before the number of a lot.

    People write the 행정동 there too: 장안2동 and 전농제1동 lie in 장안동 and 전농동.
    """
    before_number = re.search(r"(?:^|\s)([가-힣]{1,6}[0-9]*(?:동|리|가)) (?:산 ?)?[0-9]", lot)
    named = _bracketed_dong(line) or (before_number[1] if before_number else "")
    return re.sub(r"(?<=[가-힣])제?[0-9]+동$", "동", named)


def sigungu_of(raw):
    """Which 시군구 an address names, as it is written there: 동대문구, 안산시 상록구, or nothing."""
    return sigungu_of_line(OLD_POSTCODE.sub("", text(_narrowed(raw))))


def folded(given):
    """A key to compare addresses by: without 시도, brackets, spaces and punctuation. Of text or an ``Address``."""
    key, line = None, (given.road or given.lot) if isinstance(given, Address) else str(given or "")
    while key != line:  # 시도 and brackets may stand behind marks that are no part of the key.
        key, line = line, _folded_once(line)
    return key


def _folded_once(line):
    line = re.sub(r"\([^()]*\)", " ", _balanced(unicodedata.normalize("NFKC", line)))
    line = without_sido(" ".join(line.split()).strip(" ,."))
    line = re.sub(r"번지\s*(?:([0-9]+)호)?", lambda lot: f"-{lot[1]}" if lot[1] else "", line)
    return re.sub(r"[^\w-]|_", "", line).casefold()


def postcode(raw):
    """Five digits. Six-digit codes ended in 2015 and are dropped; four digits have lost their first zero."""
    digits = re.sub(r"[\s-]", "", narrow(raw))
    if not digits or re.fullmatch(r"[0-9]{5}", digits):
        return Mended(digits)
    if re.fullmatch(r"[0-9]{4}", digits):
        return Mended(digits.zfill(5), "앞의 0이 빠져 있어 채웠습니다.")
    if re.fullmatch(r"[0-9]{6}", digits):
        return Mended("", "2015년까지 쓰던 여섯 자리 우편번호라 비웠습니다.")
    return Mended("", "우편번호가 아니어서 비웠습니다.")
