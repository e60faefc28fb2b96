"""Which facilities of two lists, or of a list and an agency, may be one body. Never merges anything.

Only neighbours are compared: those that share a phone, an address, a place on a grid of 50 m, or how
their name begins or ends. What many share (the telephone of an office) says nothing and is left out.
"""

from collections import defaultdict
from difflib import SequenceMatcher
from math import cos, radians
from typing import NamedTuple

from directory.importing.cleaning.addresses import folded as folded_address
from directory.importing.cleaning.text import fold_name
from directory.importing.target import Problem
from directory.models import FacilityPage, MergeSuggestion
from directory.models.duplicates import MergeState
from directory.models.importing import Severity

NEAR_METRES = 50
METRES_OF_A_DEGREE = 111_320
CELL = 0.0006
SHARED_BY_MANY = 25
NAME_ENDS = 4
SIMILAR, RESEMBLING = 0.85, 0.6
CHUNK = 2000


class Body(NamedTuple):
    pk: int
    title: str
    name: str
    phone: str
    address: str
    point: tuple | None
    source: int | None
    agency: int

    def buckets(self):
        yield "starts", self.name[:NAME_ENDS]
        yield "ends", self.name[-NAME_ENDS - 2 :]
        if self.phone:
            yield "phone", self.phone
        if self.address:
            yield "address", self.address
        if self.point:
            yield "cell", _cell(self.point)

    def neighbourhood(self):
        for kind, value in self.buckets():
            if kind != "cell":
                yield kind, value
                continue
            row, column = value
            yield from ((kind, (row + up, column + right)) for up in (-1, 0, 1) for right in (-1, 0, 1))


def _cell(point):
    return int(point[0] // CELL), int(point[1] // CELL)


def _bodies():
    rows = FacilityPage.objects.listed().order_by("pk")
    columns = ("pk", "title", "phone", "road_address", "lot_address", "latitude", "longitude")
    for pk, title, phone, road, lot, latitude, longitude, source, agency in rows.values_list(
        *columns, "source_id", "agency_id"
    ).iterator(CHUNK):
        point = (float(latitude), float(longitude)) if latitude is not None else None
        yield Body(pk, title, fold_name(title), phone, folded_address(road or lot), point, source, agency)


def suggest(pks):
    """Suggest for facilities that are new or changed; returns the pks of the suggestions, and problems."""
    fresh = set(pks)
    if not fresh:
        return [], []
    buckets, bodies = defaultdict(list), {}
    for body in _bodies():
        bodies[body.pk] = body
        for bucket in body.buckets():
            buckets[bucket].append(body.pk)
    pairs = {}
    for pk in sorted(fresh & bodies.keys()):
        for other in _neighbours(bodies[pk], buckets):
            pair = (min(pk, other), max(pk, other))
            if pair not in pairs and _may_be_one(bodies[pk], bodies[other]):
                pairs[pair] = compared(bodies[pk], bodies[other])
    return _save({pair: found for pair, found in pairs.items() if found}, bodies)


def _neighbours(body, buckets):
    found = set()
    for bucket in body.neighbourhood():
        there = buckets.get(bucket, ())
        if len(there) <= SHARED_BY_MANY:
            found.update(there)
    return found - {body.pk}


def _may_be_one(body, other):
    """Of one list a body's two rows are the list's affair; an agency knows its own facilities."""
    if body.source is None or other.source is None:
        return body.agency != other.agency or body.source != other.source
    return body.source != other.source


def compared(body, other):
    """(score, reasons) of two that may be one, or None."""
    alike = _alike(body.name, other.name)
    if alike < RESEMBLING:
        return None
    reasons = ["이름이 같습니다." if alike == 1 else "이름이 비슷합니다."]
    if body.phone and body.phone == other.phone:
        reasons.append("전화번호가 같습니다.")
    if body.address and body.address == other.address:
        reasons.append("주소가 같습니다.")
    metres = _metres(body.point, other.point) if body.point and other.point else None
    if metres is not None and metres < NEAR_METRES:
        reasons.append(f"{NEAR_METRES} m 안에 있습니다.")
    proofs = len(reasons) - 1
    knows_nowhere = metres is None and not (body.address and other.address)
    if alike >= SIMILAR and (proofs or (alike == 1 and knows_nowhere)) or proofs >= 2:
        return min(100, round(55 * alike + 15 * proofs)), reasons
    return None


def _alike(name, other):
    if not name or not other:
        return 0
    shorter, longer = sorted((name, other), key=len)
    if len(shorter) >= NAME_ENDS and shorter in longer:
        return 1 if shorter == longer else max(0.86, len(shorter) / len(longer))
    matcher = SequenceMatcher(None, name, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= RESEMBLING else 0


def _metres(point, other):
    north = (point[0] - other[0]) * METRES_OF_A_DEGREE
    east = (point[1] - other[1]) * METRES_OF_A_DEGREE * cos(radians(point[0]))
    return (north**2 + east**2) ** 0.5


def _save(pairs, bodies):
    """What was suggested before, and decided or not, is not suggested again."""
    known = set()
    firsts = list({first for first, _ in pairs})
    for start in range(0, len(firsts), CHUNK // 4):
        rows = MergeSuggestion.objects.filter(first__in=firsts[start : start + CHUNK // 4])
        known.update(rows.values_list("first_id", "second_id"))
    new = [
        MergeSuggestion(first_id=first, second_id=second, score=score, reasons=reasons)
        for (first, second), (score, reasons) in sorted(pairs.items())
        if (first, second) not in known
    ]
    made = MergeSuggestion.objects.bulk_create(new, batch_size=500)
    problems = [
        Problem(
            "",
            bodies[one.first_id].title,
            "twin",
            f"‘{bodies[one.first_id].title}’와(과) ‘{bodies[one.second_id].title}’은(는) 같은 곳일 수 있습니다. "
            + " ".join(one.reasons),
            Severity.GUESS,
        )
        for one in made
    ]
    return [one.pk for one in made], problems


def withdraw(pks):
    """Take back suggestions that nobody has decided about."""
    MergeSuggestion.objects.filter(pk__in=pks, state=MergeState.OPEN).delete()
