"""A point in Korea, in WGS84, of whatever pair of numbers a list gives."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from pyproj import Transformer
from pyproj.exceptions import ProjError

from directory.importing.cleaning.text import Mended, narrow

LATITUDES = (33, 39)
LONGITUDES = (124, 132)
WGS84 = 4326
PROJECTED = {2097, 5174, 5179, 5181, 5186}
# What geocoders answer when they find nothing: Seoul City Hall.
DEFAULT_POINT = (Decimal("37.566470"), Decimal("126.977963"))
DEFAULT_RADIUS = Decimal("0.00005")
FEWEST_DECIMALS = 4
DEGREES = re.compile(
    r"(?P<degrees>[0-9]{1,3})\s*(?:°|º|도)\s*(?:(?P<minutes>[0-9]{1,2}(?:\.[0-9]+)?)\s*(?:'|′|’|분)\s*)?"
    r"(?:(?P<seconds>[0-9]{1,2}(?:\.[0-9]+)?)\s*(?:\"|''|″|”|'|초)?\s*)?[NE북동]?"
)
FROM_DEGREES = "도·분·초를 소수로 바꾸었습니다."
SIX_PLACES = Decimal("0.000001")


class Point(NamedTuple):
    """``quality``: "source" as the list has it, "converted" from another system, "repaired" by us."""

    latitude: Decimal
    longitude: Decimal
    quality: str = "source"


def degrees(raw):
    """A finite number, or None. ``37.57~2`` has lost its end to a list editor's slip."""
    return _number(raw)[0]


def point(raw_latitude, raw_longitude, crs=""):
    """The point of latitude and longitude, or of Y (to the north) and X (to the east).

    ``crs`` is what the source states: "EPSG:5174", "5181" or nothing. Without it only what cannot be
    another system is converted: 5179 and 5186. Whether the guess is right shows in the 시군구 alone.
    """
    if not narrow(raw_latitude) and not narrow(raw_longitude):
        return Mended(None)
    (first, told), (second, told_too) = _number(raw_latitude), _number(raw_longitude)
    if first is None or second is None:
        return Mended(None, "좌표를 읽을 수 없어 비웠습니다.")
    remark = told or told_too
    if _in_korea(first, second):
        quality = "converted" if remark == FROM_DEGREES else "repaired" if remark else "source"
        return _checked(Point(first, second, quality), remark, (first, second))
    if _in_korea(second, first):
        told = "위도와 경도가 바뀌어 있어 바로잡았습니다."
        return _checked(Point(second, first, "repaired"), told, (first, second))
    return _converted(first, second, crs)


def _number(raw):
    """A number and what was repaired to read it."""
    given = narrow(raw).strip(" ,;")
    in_degrees = DEGREES.fullmatch(given)
    if in_degrees:
        parts = [Decimal(part or 0) for part in in_degrees.groups()]
        whole = parts[0] + parts[1] / 60 + parts[2] / 3600
        return whole.quantize(Decimal("0.0000001")), FROM_DEGREES
    bare, slip, _ = given.partition("~")
    try:
        number = Decimal(bare.strip().rstrip("NEne°").strip())
    except InvalidOperation:
        return None, ""
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return (Decimal(0), "") if number == 0 else (None, "")
    return number, f"‘{given[:40]}’에서 ~ 뒤를 뺐습니다." if slip else ""


def _checked(found, remark, given):
    """Six decimals, and a look at what points to a wrong place."""
    place = Point(found.latitude.quantize(SIX_PLACES), found.longitude.quantize(SIX_PLACES), found.quality)
    if all(abs(a - b) <= DEFAULT_RADIUS for a, b in zip(place[:2], DEFAULT_POINT, strict=True)):
        return Mended(None, "주소를 찾지 못했을 때 쓰는 서울시청 좌표라 비웠습니다.")
    if min(-number.as_tuple().exponent for number in given) < FEWEST_DECIMALS:
        remark = f"{remark} 소수점 아래가 네 자리보다 짧아 위치가 정확하지 않습니다.".strip()
    return Mended(place, remark)


def _in_korea(latitude, longitude):
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def _converted(y, x, crs):
    stated = re.search(r"[0-9]{4,5}", str(crs or ""))
    system = int(stated[0]) if stated else _guessed(y, x)
    if system is None and max(abs(y), abs(x)) >= 50_000:
        told = "좌표계를 알 수 없는 평면 좌표라 비웠습니다. 출처 설정에 좌표계(EPSG 번호)를 적어 주십시오."
        return Mended(None, told)
    if system not in PROJECTED:
        return Mended(None, "대한민국 밖의 좌표라 비웠습니다.")
    for east, north, quality in ((x, y, "converted"), (y, x, "repaired")):
        place = _transformed(system, east, north)
        if place:
            told = "" if stated else f"적히지 않은 좌표계를 EPSG:{system}(으)로 보고 바꾸었습니다."
            if quality == "repaired":
                told = f"{told} X와 Y가 바뀌어 있어 바로잡았습니다.".strip()
            return _checked(Point(*place, quality), told, place)
    return Mended(None, "대한민국 밖의 좌표라 비웠습니다.")


def _guessed(y, x):
    """The system that alone has such numbers, or None.

    Between 400,000 and 500,000 a Y may be 5186 in 충청 or 5181, 5174 and 2097 in Seoul; above 500,000
    the latter three would lie north of the 38th parallel.
    """
    small, large = sorted((y, x))
    if 700_000 <= small <= 1_300_000 <= large <= 2_100_000:
        return 5179
    if 50_000 <= x <= 500_000 < y <= 680_000 or 50_000 <= y <= 500_000 < x <= 680_000:
        return 5186
    return None


@lru_cache(maxsize=8)
def _transformer(system):
    return Transformer.from_crs(system, WGS84, always_xy=True)


def _transformed(system, east, north):
    try:
        longitude, latitude = _transformer(system).transform(float(east), float(north), errcheck=True)
    except (ProjError, OverflowError, ValueError):
        return None
    if not _in_korea(latitude, longitude):
        return None
    return Decimal(repr(latitude)).quantize(SIX_PLACES), Decimal(repr(longitude)).quantize(SIX_PLACES)


def drag_filled(points):
    """Positions of those a spreadsheet made by dragging: both numbers one more than in the row before.

    Takes the pairs as the file has them, row by row, (None, None) or None where there are none.
    """
    numbers = [tuple(map(_as_number, pair[:2])) if pair else (None, None) for pair in points]
    return {
        position
        for position, (before, now) in enumerate(zip(numbers, numbers[1:], strict=False), 1)
        if None not in (*before, *now) and all(b - a == 1 for a, b in zip(before, now, strict=True))
    }


def _as_number(given):
    return given if isinstance(given, Decimal) else degrees(given)
