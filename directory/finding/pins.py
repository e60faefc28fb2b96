"""What the map draws: facilities whose place is public, one by one or, where they are many, by area."""

import re
from collections import defaultdict

from common.lists import address
from directory.finding.near import KOREA, place_of
from directory.models.facility import FacilityPage

MOST_PINS = 500
# Along each side of what is looked at; so there are never more areas than pins.
AREAS = 20
BOX = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?(?:,-?\d{1,3}(?:\.\d{1,20})?){3}")


def box_in(text):
    """``west,south,east,north``; all of Korea if it is none."""
    if BOX.fullmatch(text or ""):
        west, south, east, north = map(float, text.split(","))
        if west < east and south < north:
            return west, south, east, north
    (south, north), (west, east) = KOREA
    return west, south, east, north


def facilities(found, request):
    """GeoJSON of what was found inside the box that is looked at."""
    west, south, east, north = box_in(request.GET.get("box"))
    points = found.listing.points
    inside = [
        (position, point)
        for position in found.positions()
        if (point := points[position]) and south <= point[0] <= north and west <= point[1] <= east
    ]
    features = _pins(found, inside, request) if len(inside) <= MOST_PINS else _areas(inside)
    return {"type": "FeatureCollection", "total": len(inside), "features": features}


def _feature(latitude, longitude, **properties):
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(longitude, 6), round(latitude, 6)]},
        "properties": properties,
    }


def _pins(found, inside, request):
    pages = (
        FacilityPage.objects.on_the_map()
        .filter(pk__in=[found.listing.pks[position] for position, _ in inside])
        .select_related("kind__parent")
        .only("title", "url_path", "path", "kind__label", "kind__parent__label")
        .in_bulk()
    )
    return [
        _feature(*point, id=page.pk, title=page.title, url=page.get_url(request) or "", kind=page.kind.label)
        for position, point in inside
        if (page := pages.get(found.listing.pks[position]))
    ]


def _areas(inside):
    """How many there are in each square of a grid, at the middle of those that are there."""
    latitudes, longitudes = zip(*(point for _, point in inside), strict=True)
    south, west = min(latitudes), min(longitudes)
    height = (max(latitudes) - south) / AREAS or 1
    width = (max(longitudes) - west) / AREAS or 1
    squares = defaultdict(list)
    for _, (latitude, longitude) in inside:
        row, column = int((latitude - south) / height), int((longitude - west) / width)
        squares[min(row, AREAS - 1), min(column, AREAS - 1)].append((latitude, longitude))
    return [
        _feature(
            sum(latitude for latitude, _ in square) / len(square),
            sum(longitude for _, longitude in square) / len(square),
            count=len(square),
        )
        for _, square in sorted(squares.items())
    ]


def dong_counts(form, url):
    """The same in words: each dong, how many there are, and the list of them."""
    counts = form.counts("dong")
    chosen = form.chosen.get("dong")
    return [
        {
            "code": code,
            "label": label,
            "count": counts.get(code, 0),
            "url": address(url, form.query_string(dong=code)),
            "current": code == chosen,
        }
        for code, label in form.listing.choices.dongs_on_the_map()
    ]


def middle(form):
    """Where the map begins, if somebody asked what is near."""
    return place_of(form.chosen["near"]) if "near" in form.chosen else None
