"""The district's dongs as shapes: their boundaries, and a point that is surely inside each."""

import json
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "dong_boundaries.geojson"
# One decimal more than a map of a district can show: half a metre would be six.
DECIMALS = 5


@lru_cache(maxsize=1)
def boundaries():
    """GeoJSON of the dongs: code, name, shape; and whose work the shapes are."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        "type": "FeatureCollection",
        "attribution": raw["attribution"],
        "features": [
            {
                "type": "Feature",
                "properties": {
                    "code": feature["properties"]["adm_cd2"],
                    "name": feature["properties"]["adm_nm"].split()[-1],
                    "middle": middle_of(_rings(feature["geometry"])),
                },
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [
                        [_rounded(ring) for ring in part] for part in _parts(feature["geometry"])
                    ],
                },
            }
            for feature in raw["features"]
        ],
    }


@lru_cache(maxsize=1)
def middles():
    """Latitude and longitude of a point inside each dong, by its code."""
    return {
        feature["properties"]["code"]: tuple(feature["properties"]["middle"])
        for feature in boundaries()["features"]
    }


def _parts(geometry):
    parts = geometry["coordinates"]
    return [parts] if geometry["type"] == "Polygon" else parts


def _rings(geometry):
    return [ring for part in _parts(geometry) for ring in part]


def _rounded(ring):
    return [[round(number, DECIMALS) for number in corner[:2]] for corner in ring]


def middle_of(rings):
    """The middle of the widest stretch inside the shape, halfway up: inside also where the shape is bent."""
    heights = [corner[1] for ring in rings for corner in ring]
    height = (min(heights) + max(heights)) / 2 + 1e-9  # through no corner
    crossings = sorted(
        (x2 - x1) * (height - y1) / (y2 - y1) + x1
        for ring in rings
        for (x1, y1, *_), (x2, y2, *_) in zip(ring, ring[1:] + ring[:1], strict=True)
        if (y1 > height) != (y2 > height)
    )
    west, east = max(zip(crossings[::2], crossings[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return [round(height, 6), round((west + east) / 2, 6)]
