"""Where a point is: the district's 행정동 by their boundaries."""

import csv
import json
from functools import cached_property, lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data"


class District:
    """Names and boundaries of one district, from ``data/dong_boundaries.geojson`` and ``dongs.csv``."""

    def __init__(self, boundaries, dongs):
        self.features = boundaries["features"]
        self.dongs = dongs
        self.sido = self.features[0]["properties"]["sidonm"]
        self.sigungu = self.features[0]["properties"]["sggnm"]

    @cached_property
    def polygons(self):
        """Of each dong: its code, the box around it, and its edges (holes are edges too)."""
        found = []
        for feature in self.features:
            geometry = feature["geometry"]
            parts = geometry["coordinates"]
            if geometry["type"] == "Polygon":
                parts = [parts]
            rings = [[tuple(corner[:2]) for corner in ring] for part in parts for ring in part]
            edges = [edge for ring in rings for edge in zip(ring, ring[1:] + ring[:1], strict=True)]
            found.append((feature["properties"]["adm_cd2"], _box(rings), edges))
        return found

    @cached_property
    def box(self):
        boxes = [box for _, box, _ in self.polygons]
        return (
            min(box[0] for box in boxes),
            max(box[1] for box in boxes),
            min(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    def near(self, latitude, longitude):
        """Whether the point is in the rectangle around the district."""
        return _is_in(self.box, float(latitude), float(longitude))

    def dong_at(self, latitude, longitude):
        """The code of the 행정동 the point is in, or None."""
        latitude, longitude = float(latitude), float(longitude)
        if not _is_in(self.box, latitude, longitude):
            return None
        for code, box, edges in self.polygons:
            if _is_in(box, latitude, longitude) and _crossings(edges, latitude, longitude) % 2:
                return code
        return None

    def dongs_of(self, legal_dong):
        """Codes of the present 행정동 that lie in a 법정동: one, two, or none for an unknown name."""
        return [
            row["code"]
            for row in self.dongs
            if not row["valid_until"] and legal_dong in row["legal_dongs"].split()
        ]


def _box(rings):
    """South, north, west, east."""
    longitudes, latitudes = zip(*(corner for ring in rings for corner in ring), strict=True)
    return min(latitudes), max(latitudes), min(longitudes), max(longitudes)


def _is_in(box, latitude, longitude):
    south, north, west, east = box
    return south <= latitude <= north and west <= longitude <= east


def _crossings(edges, latitude, longitude):
    """How often a ray from the point to the east meets an edge (counted odd or even)."""
    return sum(
        longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in edges
        if (y1 > latitude) != (y2 > latitude)
    )


@lru_cache(maxsize=1)
def district():
    boundaries = json.loads((FOLDER / "dong_boundaries.geojson").read_text(encoding="utf-8"))
    with (FOLDER / "dongs.csv").open(encoding="utf-8", newline="") as file:
        return District(boundaries, list(csv.DictReader(file)))
