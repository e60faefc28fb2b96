"""Many facilities and programmes, written straight into the tables: ``python -m bench.many 40000``.

Kinds, terms, dongs, fees, hours and places are spread over them as in a district. The first ``PLANTED``
match every filter of ``bench.lists`` at once, whatever the number of the others.
"""

import logging
import random
import sys
from datetime import time, timedelta

import django

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402

from common.signals import public_content_changed  # noqa: E402
from directory.actions import onboard_agency  # noqa: E402
from directory.finding.boundaries import middles  # noqa: E402
from directory.models import (  # noqa: E402
    AgencyPage,
    DirectoryIndexPage,
    Dong,
    FacilityKind,
    FacilityPage,
    OpeningHours,
    ProgramPage,
    Term,
)
from directory.models.fees import FeeKind  # noqa: E402
from pages.actions import setup_district  # noqa: E402

AGENCIES, PLANTED, CHUNK = 40, 30, 2000
WORDS = [
    "복지",
    "나눔",
    "사랑",
    "이웃",
    "햇살",
    "은빛",
    "새싹",
    "푸른",
    "함께",
    "두레",
    "한울",
    "다온",
    "가람",
    "마루",
]
ENDS = ["센터", "복지관", "어린이집", "경로당", "쉼터", "요양원", "교실", "도서관"]
HOURS = [
    (time(hour, minute), time(hour + length))
    for hour in (6, 8, 9, 10, 13)
    for minute in (0, 30)
    for length in (4, 8, 9, 10)
]


def insert(model, instances):
    """Rows of this table alone: Django's own ``bulk_create`` knows no child tables of pages."""
    fields = model._meta.local_concrete_fields
    if not all(instance.pk for instance in instances):
        fields = [field for field in fields if not field.primary_key]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    rows = [
        [field.get_db_prep_save(getattr(instance, field.attname), connection) for field in fields]
        for instance in instances
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", rows)  # noqa: S608


def agencies():
    """Always the same number, so that only the lists grow."""
    index = DirectoryIndexPage.objects.first()
    if index is None:
        home = setup_district(hostname="127.0.0.1", port=80)
        index = DirectoryIndexPage.objects.child_of(home).get()
    for number in range(AgencyPage.objects.count(), AGENCIES):
        onboard_agency(index=index, code=f"many-{number}", title=f"많은 기관 {number}")
    return list(AgencyPage.objects.order_by("pk"))


class Maker:
    def __init__(self, model):
        self.model = model
        self.chance = random.Random(8)  # noqa: S311 - the same places each time
        self.agencies = agencies()
        self.kinds = list(FacilityKind.objects.filter(children=None))
        self.dongs = list(Dong.objects.current())
        self.terms = {
            axis: list(Term.objects.filter(axis=axis)) for axis in ("life", "household", "topic", "access")
        }
        self.type = ContentType.objects.get_for_model(model)
        self.locale = Locale.get_default()
        self.below = {agency.pk: agency.numchild for agency in self.agencies}
        self.next_pk = (Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1

    def page(self, number):
        agency = self.agencies[0 if number < PLANTED else number % len(self.agencies)]
        self.below[agency.pk] += 1
        word = WORDS[0] if number < PLANTED else self.chance.choice(WORDS)
        now = timezone.now() - timedelta(minutes=number)
        slug = f"{self.model.__name__.lower()}-{number}"
        page = self.model(
            pk=self.next_pk,
            title=f"{word}{self.chance.choice(ENDS)} {number}",
            draft_title=slug,
            slug=slug,
            path=Page._get_path(agency.path, agency.depth + 1, self.below[agency.pk]),
            depth=agency.depth + 1,
            url_path=f"{agency.url_path}{slug}/",
            content_type=self.type,
            locale=self.locale,
            agency=agency,
            first_published_at=now,
            last_published_at=now,
            summary="이웃이 함께 쓰는 곳입니다. " * 3,
            phone="02-2127-0000",
            confirmed_on=now.date() - timedelta(days=self.chance.randrange(700)) if number % 5 else None,
            **self.own(number),
        )
        page.id = self.next_pk
        self.next_pk += 1
        return page

    def own(self, number):
        """What only pages of this type have."""
        return {"fee_kind": FeeKind.FREE if number < PLANTED else self.chance.choice(["", *FeeKind.values])}

    def chosen(self, number, choices, most=2):
        return choices[:1] if number < PLANTED else self.chance.sample(choices, self.chance.randint(0, most))

    def place(self, number, page):
        middle = self.chance.choice(list(middles().values()))
        page.kind = self.kinds[0] if number < PLANTED else self.chance.choice(self.kinds)
        page.latitude, page.longitude = (round(at + self.chance.uniform(-0.006, 0.006), 6) for at in middle)
        page.road_address = f"서울특별시 동대문구 왕산로 {number}"
        page.address_public = number < PLANTED or number % 50 != 0

    def hours(self, number, page):
        opens, closes = self.chance.choice(HOURS)
        rows = [OpeningHours(page_id=page.pk, days=127, opens_at=opens, closes_at=closes)]
        if number < PLANTED:
            rows = [OpeningHours(page_id=page.pk, days=255, opens_at=time(0), closes_at=time(0))]
        elif number % 3:
            rows.append(OpeningHours(page_id=page.pk, days=128, is_closed=True))
        return rows

    def links(self, name, pairs):
        field = self.model._meta.get_field(name)
        near, far = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        through = field.remote_field.through
        insert(through, [through(**{near: pk, far: other.pk}) for pk, others in pairs for other in others])

    def write(self, numbers):
        pages = []
        reach = {name: [] for name in ("targets", "topics", "dongs", "access") if hasattr(self.model, name)}
        hours = []
        for number in numbers:
            page = self.page(number)
            if self.model is FacilityPage:
                self.place(number, page)
                hours += self.hours(number, page)
                reach["access"].append((page.pk, self.chosen(number, self.terms["access"])))
            elif self.model is ProgramPage:
                page.days = 1 if number < PLANTED else self.chance.randrange(128)
            targets = self.chosen(number, self.terms["life"]) + self.chosen(number, self.terms["household"])
            reach["targets"].append((page.pk, targets))
            reach["topics"].append((page.pk, self.chosen(number, self.terms["topic"])))
            reach["dongs"].append((page.pk, self.chosen(number, self.dongs, 1)))
            pages.append(page)
        insert(Page, pages)
        insert(self.model, pages)
        if hours:
            insert(OpeningHours, hours)
        for name, pairs in reach.items():
            self.links(name, pairs)

    def make(self, count):
        for start in range(self.model.objects.count(), count, CHUNK):
            with transaction.atomic():
                self.write(range(start, min(start + CHUNK, count)))
                for pk, numchild in self.below.items():
                    Page.objects.filter(pk=pk).update(numchild=numchild)
                public_content_changed.send(sender=self.model)


def after():
    """What a database that grew by itself would know: its sequences and its statistics."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), (SELECT max(id) FROM wagtailcore_page))"
        )
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    logging.disable()
    for model in (FacilityPage, ProgramPage):
        Maker(model).make(int(sys.argv[1]))
    after()
