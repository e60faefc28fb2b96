"""Where a point is: the district's 행정동 by their boundaries."""

import csv
import json
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

from directory.importing.cleaning import Mended, degrees

FOLDER = Path(__file__).resolve().parent.parent / "data"
# Geocoders put what they cannot find on Seoul City Hall.
DEFAULT_POINT = (Decimal("37.566470"), Decimal("126.977963"))
DEFAULT_RADIUS = Decimal("0.00002")
LATITUDES = (33, 39)
LONGITUDES = (124, 132)


class District:
    """Names and boundaries of one district, from ``data/dong_boundaries.geojson`` and ``dongs.csv``."""

    def __init__(self, boundaries, dongs):
        self.features = boundaries["features"]
        self.dongs = dongs
        self.sido = self.features[0]["properties"]["sidonm"]
        self.sigungu = self.features[0]["properties"]["sggnm"]

    @cached_property
    def polygons(self):
        """Of each dong: its code, and rings of (longitude, latitude); holes are rings too."""
        found = []
        for feature in self.features:
            geometry = feature["geometry"]
            parts = geometry["coordinates"]
            if geometry["type"] == "Polygon":
                parts = [parts]
            rings = [ring for part in parts for ring in part]
            found.append((feature["properties"]["adm_cd2"], rings))
        return found

    @cached_property
    def box(self):
        points = [point for _, rings in self.polygons for ring in rings for point in ring]
        longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
        return min(latitudes), max(latitudes), min(longitudes), max(longitudes)

    def near(self, latitude, longitude):
        """Whether the point is in the rectangle around the district."""
        south, north, west, east = self.box
        return south <= latitude <= north and west <= longitude <= east

    def dong_at(self, latitude, longitude):
        """The code of the 행정동 the point is in, or None."""
        latitude, longitude = float(latitude), float(longitude)
        for code, rings in self.polygons:
            if sum(_crosses(ring, latitude, longitude) for ring in rings) % 2:
                return code
        return None

    def dongs_of(self, legal_dong):
        """Codes of the present 행정동 that lie in a 법정동: one, two, or none for an unknown name."""
        return [
            row["code"]
            for row in self.dongs
            if not row["valid_until"] and legal_dong in row["legal_dongs"].split()
        ]


def _crosses(ring, latitude, longitude):
    """How often a ray from the point to the east meets the ring (counted odd or even)."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > latitude) != (y2 > latitude):
            crossings += longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
    return crossings


@lru_cache(maxsize=1)
def district():
    boundaries = json.loads((FOLDER / "dong_boundaries.geojson").read_text(encoding="utf-8"))
    with (FOLDER / "dongs.csv").open(encoding="utf-8", newline="") as file:
        return District(boundaries, list(csv.DictReader(file)))


def coordinates(raw_latitude, raw_longitude):
    """A point in Korea in WGS84, or None: missing, unreadable, elsewhere, or a geocoder's default."""
    if not raw_latitude.strip() and not raw_longitude.strip():
        return Mended(None)
    latitude, longitude = degrees(raw_latitude), degrees(raw_longitude)
    if latitude is None or longitude is None:
        return Mended(None, "좌표를 읽을 수 없어 비웠습니다.")
    remark = ""
    if _between(longitude, LATITUDES) and _between(latitude, LONGITUDES):
        latitude, longitude = longitude, latitude
        remark = "위도와 경도가 바뀌어 있어 바로잡았습니다."
    if not (_between(latitude, LATITUDES) and _between(longitude, LONGITUDES)):
        return Mended(None, "대한민국 밖의 좌표라 비웠습니다.")
    point = (latitude.quantize(Decimal("0.000001")), longitude.quantize(Decimal("0.000001")))
    if all(abs(a - b) <= DEFAULT_RADIUS for a, b in zip(point, DEFAULT_POINT, strict=True)):
        return Mended(None, "주소를 찾지 못했을 때 쓰는 서울시청 좌표라 비웠습니다.")
    return Mended(point, remark)


def _between(number, bounds):
    return bounds[0] <= number <= bounds[1]
