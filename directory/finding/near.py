"""Near me: points, distances, and where the middle of a dong is.

A position comes in the address, rounded to three decimals (some hundred metres), and goes nowhere: answers
to it are not stored by anybody (`keep_to_oneself`), and logs name no query.
"""

import re
from math import cos, hypot, radians

from directory.finding.boundaries import middles

METRES_PER_DEGREE = 111_195  # of latitude; of longitude at the equator
COORDINATES = re.compile(r"(-?\d{1,3}(?:\.\d{1,20})?),\s?(-?\d{1,3}(?:\.\d{1,20})?)")
KOREA = ((33, 39), (124, 132))


def point_in(text):
    """``37.5741,127.0398`` as a rounded pair; None if it is no place in Korea."""
    match = COORDINATES.fullmatch(text.strip())
    if match is None:
        return None
    point = tuple(round(float(number), 3) for number in match.groups())
    inside = all(low <= number <= high for number, (low, high) in zip(point, KOREA, strict=True))
    return point if inside else None


def as_text(point):
    return "{:.3f},{:.3f}".format(*point)


def place_of(near):
    """The point that a cleaned ``near`` means: itself, or the middle of the dong."""
    return middles().get(near) or point_in(near)


def by_distance(positions, points, origin):
    """Positions in a total order, and the metres to each that stands somewhere."""
    latitude, longitude = origin
    shrink = cos(radians(latitude))
    metres, nowhere = {}, []
    for position in positions:
        if (point := points[position]) is None:
            nowhere.append(position)
        else:
            metres[position] = METRES_PER_DEGREE * hypot(point[0] - latitude, (point[1] - longitude) * shrink)
    return [*sorted(metres, key=metres.__getitem__), *nowhere], metres


def in_words(metres):
    """As exactly as a position rounded to a hundred metres allows: 350 m, 1.2 km."""
    if metres < 995:
        return f"{max(round(metres / 10) * 10, 10)} m"
    return f"{metres / 1000:.1f} km"


def tells_a_position(request):
    """Whether the address may hold where somebody stands. A dong's code is no position."""
    return any(value and value not in middles() for value in request.GET.getlist("near"))


def keep_to_oneself(request, response):
    if tells_a_position(request):
        response.headers["Cache-Control"] = "private, no-store"
    return response
