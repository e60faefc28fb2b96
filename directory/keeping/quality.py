"""정보의 품질: how much of what a resident needs is there, for each agency, counted in one query."""

from dataclasses import dataclass, fields

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from directory.keeping.staleness import MONTHS
from directory.models import FacilityPage, OpeningHours
from directory.reach import link_table

MEASURES = {
    "coordinates": "좌표",
    "phone": "전화",
    "hours": "운영시간",
    "confirmed": "여섯 달 안에 확인",
    "dong": "동",
    "access": "편의시설",
}


@dataclass
class Quality:
    """An agency's listed facilities, and how many of them have each thing."""

    agency: str
    total: int = 0
    coordinates: int = 0
    phone: int = 0
    hours: int = 0
    confirmed: int = 0
    dong: int = 0
    access: int = 0

    def share(self, name):
        """Whole per cent, rounded down: 100 means all."""
        return 100 * getattr(self, name) // self.total if self.total else 0

    def add(self, other):
        for field in fields(self)[1:]:
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


def _linked(name):
    """Whether the facility has anything in this many-to-many relation."""
    through, here, _ = link_table(FacilityPage, name)
    return Exists(through.objects.filter(**{here: OuterRef("pk")}))


def quality_by_agency(condition):
    """A row for each agency with listed facilities among those that fulfil ``condition``, and their sum."""
    since = timezone.localdate() - relativedelta(months=MONTHS)
    measures = {
        "coordinates": Q(latitude__isnull=False),
        "phone": ~Q(phone=""),
        "hours": Exists(OpeningHours.objects.filter(page=OuterRef("pk"))),
        "confirmed": Q(confirmed_on__gte=since),
        "dong": _linked("dongs"),
        "access": _linked("access"),
    }
    rows = (
        FacilityPage.objects.listed()
        .filter(condition)
        .order_by("agency__title", "agency")
        .values("agency__title", "agency")
        .annotate(
            total=Count("pk"),
            **{name: Count("pk", filter=measure) for name, measure in measures.items()},
        )
    )
    found = [
        Quality(row["agency__title"], row["total"], **{name: row[name] for name in measures}) for row in rows
    ]
    everything = Quality("모두")
    for row in found:
        everything.add(row)
    return found, everything
