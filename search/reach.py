"""Whom the things found are for, what they are about, where and when: as sets of positions for each choice."""

from collections import defaultdict
from datetime import date, datetime
from functools import cached_property

from django.db.models import F, Value
from django.utils import timezone

from directory.choices import Choices
from directory.finding.boundaries import middles
from directory.finding.marks import marks_of
from directory.finding.reading import same_dongs
from directory.models import AgencyPage, FacilityPage
from directory.models.term import Term
from directory.reach import link_table
from search import weights
from search.periods import PERIODS, days_of

RELATIONS = ("targets", "topics", "official_topics", "dongs")
# Relations to one, and as what they count.
SINGLE = {"agency": "agency", "dong": "dongs"}


class Reach:
    """The reach of ``results``, read when first asked for: a few queries, however many were found."""

    def __init__(self, results):
        self.results = results
        self.choices = Choices(results.root)

    @cached_property
    def _links(self):
        """Far ends by relation: rows of position and id. One query for all relations of all kinds."""
        parts = [
            self._part(source, found, name)
            for source, found in self.results.found
            for name in (*RELATIONS, *SINGLE)
            if hasattr(source.model, name)
        ]
        links = defaultdict(list)
        for kind, name, pk, far in parts[0].union(*parts[1:], all=True) if parts else ():
            links[name].append((self.results.positions[kind, pk], far))
        return links

    def _part(self, source, found, name):
        kind = Value(source.kind)
        if name in SINGLE:
            return found.filter(**{f"{name}__isnull": False}).values_list(
                kind, Value(SINGLE[name]), "pk", f"{name}_id"
            )
        through, here, there = link_table(source.model, name)
        rows = through.objects.filter(**{f"{here}__in": self.results.pks[source.kind]}).order_by()
        return rows.values_list(kind, Value(name), F(here), F(there))

    @cached_property
    def _positions(self):
        """Positions by axis and code."""
        positions = defaultdict(lambda: defaultdict(list))
        self._of_terms(positions)
        for position, dong in self._links["dongs"]:
            for code in self._dongs[dong]:
                positions["dong"][code].append(position)
        self._of_agencies(positions["agency"])
        self._of_periods(positions["period"])
        return positions

    def _of_terms(self, positions):
        """Topics that we chose for a benefit stand in place of its list's own."""
        terms = {
            pk: (axis, code) for pk, axis, code in Term.objects.order_by().values_list("pk", "axis", "code")
        }
        ours = {position for position, _ in self._links["topics"]}
        official = [link for link in self._links["official_topics"] if link[0] not in ours]
        for position, term in (*self._links["targets"], *self._links["topics"], *official):
            axis, code = terms[term]
            positions[axis][code].append(position)

    def _of_agencies(self, positions):
        """What an agency publishes, and the agency itself."""
        own = [(self.results.positions["agency", pk], pk) for pk in self.results.pks.get("agency", ())]
        links = [*self._links["agency"], *own]
        agencies = AgencyPage.objects.filter(pk__in={pk for _, pk in links}).order_by()
        slugs = dict(agencies.values_list("pk", "slug"))
        for position, agency in links:
            positions[slugs[agency]].append(position)

    def _of_periods(self, positions):
        today = timezone.localdate()
        stretches = {period: days_of(period, today) for period, _ in PERIODS}
        for source, found in self.results.found:
            if not source.span:
                continue
            for pk, *span in found.values_list("pk", *source.span):
                first, last = map(_day, span)
                for period, (start, end) in stretches.items():
                    if _touches(first, last, start, end):
                        positions[period].append(self.results.positions[source.kind, pk])

    @cached_property
    def _dongs(self):
        return same_dongs()

    @cached_property
    def marks(self):
        size = len(self.results.hits)
        marks = {
            axis: {code: marks_of(positions, size) for code, positions in codes.items()}
            for axis, codes in self._positions.items()
        }
        return defaultdict(dict, marks | {"kind": self.results.kind_marks})

    def nearness(self, near):
        """Factors by position of what is in the dong or not far from its middle; a hidden place has none."""
        here, points = middles()[near], defaultdict(list)
        factors = {}
        for position, dong in self._links["dongs"]:
            codes = self._dongs[dong]
            if near in codes:
                factors[position] = weights.OWN_DONG
            points[position] += [middles()[code] for code in codes if code in middles()]
        for source, found in self.results.found:
            if source.model is FacilityPage:
                for pk, *point in found.on_the_map().values_list("pk", "latitude", "longitude"):
                    points[self.results.positions[source.kind, pk]] = [tuple(map(float, point))]
        for position, stands in points.items():
            nearest = max((weights.by_distance(point, here) for point in stands), default=1)
            factors[position] = max(factors.get(position, 1), nearest)
        return factors


def _day(moment):
    if isinstance(moment, datetime):
        return timezone.localdate(moment)
    return moment


def _touches(first, last, start, end):
    """Whether days from ``first`` to ``last``, each of which may be open, fall into ``start`` … before ``end``."""
    if first is None and last is None:
        return False
    return (first or date.min) < end and (last or date.max) >= start
