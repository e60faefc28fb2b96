"""How a listing is read from the database: ten queries or so, whatever the number of pages."""

from collections import defaultdict

from django.db.models import Min
from django.utils import timezone
from wagtail.models import Page

from directory.choices import Choices
from directory.finding.marks import marks_of
from directory.finding.open_now import OpenNow
from directory.models.area import Dong
from directory.models.facility import FacilityPage, OperatingStatus
from directory.models.program import RecruitState
from directory.models.term import Axis, Term
from directory.reach import link_table
from directory.weekdays import WEEKDAY_CHOICES

RECRUITING = (RecruitState.OPEN, RecruitState.WAITING, RecruitState.COMING)
COMMON = ("pk", "title", "agency__slug", "fee_kind", "confirmed_on")
OF_PLACES = ("kind__code", "kind__parent__code", "address_public")
ANY = "any"


class Reader:
    def __init__(self, model, root):
        self.model, self.root = model, root

    def read(self, listing_type):
        self.choices = Choices(self.root)
        places = self.model is FacilityPage
        columns = (*COMMON, *OF_PLACES, "latitude", "longitude") if places else (*COMMON, "days")
        self.rows = list(self.pages().values_list(*columns, named=True))
        self.size = len(self.rows)
        self.position = {row.pk: position for position, row in enumerate(self.rows)}
        self.marks = defaultdict(lambda: defaultdict(list))
        self._mark_columns()
        self._mark_terms()
        self._mark_dongs()
        more = self._of_places() if places else self._of_programs()
        return listing_type(
            choices=self.choices,
            pages=self.pages(),
            position=self.position,
            pks=[row.pk for row in self.rows],
            titles=[row.title for row in self.rows],
            confirmed=[row.confirmed_on for row in self.rows],
            marks=defaultdict(dict, {axis: self._packed(codes) for axis, codes in self.marks.items()}),
            good_until=self._next_expiry(),
            **more,
        )

    def pages(self):
        """In the order in which the list stands when nobody asks for another."""
        if self.model is FacilityPage:
            return FacilityPage.objects.listed().descendant_of(self.root).by_title()
        return self.model.objects.published().descendant_of(self.root).newest_first()

    def _packed(self, codes):
        return {code: marks_of(positions, self.size) for code, positions in codes.items()}

    def _mark_columns(self):
        agencies, fees = self.marks["agency"], self.marks["fee"]
        for position, row in enumerate(self.rows):
            agencies[row.agency__slug].append(position)
            if row.fee_kind:
                fees[row.fee_kind].append(position)

    def _links(self, name):
        """(position, id at the far end) of one relation of the pages of this listing."""
        through, here, there = link_table(self.model, name)
        position = self.position
        for pk, far in through.objects.order_by().values_list(here, there):
            if pk in position:
                yield position[pk], far

    def _mark_terms(self):
        terms = {
            pk: (axis, code) for pk, axis, code in Term.objects.order_by().values_list("pk", "axis", "code")
        }
        for name in ("targets", "topics", "access"):
            if not hasattr(self.model, name):
                continue
            for position, term in self._links(name):
                axis, code = terms[term]
                self.marks[axis][code].append(position)
                if axis == Axis.ACCESS:
                    self.marks[axis][ANY].append(position)

    def _mark_dongs(self):
        same = same_dongs()
        for position, dong in self._links("dongs"):
            for code in same[dong]:
                self.marks["dong"][code].append(position)

    def _of_places(self):
        kinds = self.marks["kind"]
        for position, row in enumerate(self.rows):
            kinds[row.kind__code].append(position)
            if row.kind__parent__code:
                kinds[row.kind__parent__code].append(position)
        return {
            "points": [_point(row) for row in self.rows],
            "open_now": OpenNow(self.position, self._resting()),
        }

    def _resting(self):
        resting = (
            self.model.objects.in_state(OperatingStatus.SUSPENDED).order_by().values_list("pk", flat=True)
        )
        return marks_of((self.position[pk] for pk in resting if pk in self.position), self.size)

    def _of_programs(self):
        for position, row in enumerate(self.rows):
            for bit, _ in WEEKDAY_CHOICES:
                if row.days & bit:
                    self.marks["day"][str(bit)].append(position)
        for state in RECRUITING:
            for pk in self.model.objects.in_state(state).order_by().values_list("pk", flat=True):
                if pk in self.position:
                    self.marks["recruit"][state.value].append(self.position[pk])
        return {}

    def _next_expiry(self):
        pages = Page.objects.filter(live=True, expire_at__gt=timezone.now())
        return pages.order_by().aggregate(next=Min("expire_at"))["next"]


def same_dongs():
    """The codes that each dong, by its id, is found under: a retired one and its successors mean each other."""
    same = defaultdict(set)
    for pk, code, successor, heir in Dong.objects.order_by().values_list(
        "pk", "code", "successors", "successors__code"
    ):
        same[pk].add(code)
        if successor:
            same[pk].add(heir)
            same[successor].add(code)
    return same


def _point(row):
    """Where a page stands, if that may be known."""
    if not row.address_public or row.latitude is None:
        return None
    return float(row.latitude), float(row.longitude)
