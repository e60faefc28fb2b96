"""``bbox=`` and ``near=``: only what has a public place is found, by the place that the public is told."""

import math

from django.db.models import ExpressionWrapper, F, FloatField

from api.errors import bad_request
from api.pages.lookups import natural

METRES_OF_A_DEGREE = 111_320
MOST_METRES = 50_000
WITHIN = 3_000
PARAMETERS = {"bbox", "near", "within"}


def _numbers(name, text, count, example):
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) != count or not all(map(math.isfinite, found)):
        raise bad_request(f"{name}는 {example}처럼 적습니다.", f"{name} is written as {example}.")
    return found


def in_box(rows, text):
    """West, south, east, north in degrees, edges included."""
    west, south, east, north = _numbers("bbox", text, 4, "127.02,37.55,127.09,37.61")
    if west > east or south > north:
        raise bad_request("bbox는 서, 남, 동, 북의 차례입니다.", "bbox is west,south,east,north.")
    return rows.filter(longitude__range=(west, east), latitude__range=(south, north))


def near(rows, text, metres):
    """Those within so many metres of a latitude and longitude, the nearest first."""
    latitude, longitude = _numbers("near", text, 2, "37.5744,127.0396")
    reach = natural("within", metres) if metres else WITHIN
    if not (-90 < latitude < 90 and -180 <= longitude <= 180) or not 0 < reach <= MOST_METRES:
        raise bad_request(
            f"near는 위도,경도이고 within은 1부터 {MOST_METRES:,}미터까지입니다.",
            f"near is latitude,longitude; within is from 1 to {MOST_METRES} metres.",
        )
    narrowing = math.cos(math.radians(latitude))
    high, wide = reach / METRES_OF_A_DEGREE, reach / METRES_OF_A_DEGREE / max(narrowing, 0.01)
    north, east = F("latitude") - latitude, (F("longitude") - longitude) * narrowing
    away = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    box = rows.filter(
        latitude__range=(latitude - high, latitude + high),
        longitude__range=(longitude - wide, longitude + wide),
    )
    return box.annotate(away=away).filter(away__lte=high * high)
