"""시도 by all their names, old and new, and the 시군구 an address begins with."""

import re
from functools import lru_cache

# Present name (2026) → other names lists use. 전남 and 광주 became one in July 2026.
SIDO = {
    "서울특별시": ("서울시", "서울"),
    "부산광역시": ("부산시", "부산"),
    "대구광역시": ("대구시", "대구"),
    "인천광역시": ("인천시", "인천"),
    "대전광역시": ("대전시", "대전"),
    "울산광역시": ("울산시", "울산"),
    "세종특별자치시": ("세종시", "세종"),
    "경기도": ("경기",),
    "강원특별자치도": ("강원도", "강원"),
    "충청북도": ("충북",),
    "충청남도": ("충남",),
    "전북특별자치도": ("전라북도", "전북"),
    "전남광주통합특별시": ("전남광주특별시", "전남광주", "전라남도", "전남", "광주광역시", "광주"),
    "경상북도": ("경북",),
    "경상남도": ("경남",),
    "제주특별자치도": ("제주도", "제주"),
}
PRESENT = {name: present for present, others in SIDO.items() for name in (present, *others)}
_longest_first = sorted(PRESENT, key=len, reverse=True)
FULL = "|".join(name for name in _longest_first if len(name) > 2)
SHORT = "|".join(name for name in _longest_first if len(name) == 2)
# A full name may be glued to what follows; 서울 only to a 구, for 광주시 and 제주시 are cities, 부산진구 a district.
SIDO_HEAD = re.compile(
    rf"(?:{FULL})\s*|(?:{SHORT})(?:\s+|\Z)|광주시\s*(?=(?:동|서|남|북|광산)구)|(?:서울|부산|대구|인천|대전|울산)(?!진구|시)(?=[가-힣]{{1,3}}구)"
)
SIGUNGU = re.compile(r"([가-힣]{1,4}[시군구])(?=[\s,(]|\Z)")
# Glued to a road or a dong. 양구군 would end too soon, 약령시로 is a road, 동대문구청 an office.
GLUED_SIGUNGU = re.compile(
    r"(양구군|[가-힣]{1,3}?(?:[군구]|시(?!장)))(?!로|길|청|민|립|의회|보건)(?=[가-힣])"
)
CITY_DISTRICT = re.compile(r"\s*([가-힣]{1,4}?구)(?=[\s,(]|\Z|[가-힣]{2,}(?:로|길|동))")


def sido_of(raw):
    """The present name of the 시도 a text begins with, or an empty string."""
    found = SIDO_HEAD.match(str(raw or "").strip())
    return (
        PRESENT.get(found[0].strip().removesuffix("시"), PRESENT.get(found[0].strip(), "")) if found else ""
    )


def without_sido(line):
    """The line after its 시도, however often it is written."""
    while found := SIDO_HEAD.match(line):
        line = line[found.end() :].lstrip()
    return line


@lru_cache(maxsize=4096)
def sigungu_of_line(line):
    """동대문구, 신안군, 안산시 상록구; an empty string where the line names none."""
    rest = without_sido(line)
    found = SIGUNGU.match(rest) or (GLUED_SIGUNGU.match(rest) if rest != line else None)
    if not found:
        return ""
    if found[1].endswith("시"):
        within = CITY_DISTRICT.match(rest[found.end() :])
        return f"{found[1]} {within[1]}" if within else found[1]
    return found[1]
