"""A corpus site grown to any number of things, for timing only: copies whose index rows differ as texts do.

The rows of the index are the analysed rows of the real records, with part of their units exchanged for units
of other records: as common or as rare, of the same column. What is copied is public like the original.
"""

import random
import uuid
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Max
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from bench.many import after, insert
from common.signals import public_content_changed
from directory.models import Benefit, FacilityPage
from directory.reach import link_table
from pages.models import EventPage
from search.backend.texts import texts_of

EXCHANGED = 0.3
REACH = {
    Benefit: ("targets", "official_topics"),
    FacilityPage: ("targets", "topics", "dongs"),
    EventPage: ("targets", "topics", "dongs"),
}


def _kind_of(unit):
    return unit.startswith("b"), unit.endswith("^")


class Varied:
    """Other texts out of the same units."""

    def __init__(self, texts):
        self.dice = random.Random(20261126)  # noqa: S311
        self.pools = defaultdict(list)
        for text in texts:
            for unit in text.split():
                self.pools[_kind_of(unit)].append(unit)

    def __call__(self, text):
        return " ".join(
            self.dice.choice(self.pools[_kind_of(unit)]) if self.dice.random() < EXCHANGED else unit
            for unit in text.split()
        )


class Copier:
    """Copies of all things of one model, so many times; all that are there are read first."""

    def __init__(self, model):
        self.model, self.is_page = model, issubclass(model, Page)
        self.things = list(model.objects.order_by("pk"))
        self.texts = [texts_of(thing) for thing in self.things]
        self.title = Varied(texts.title for texts in self.texts)
        self.body = Varied(texts.body for texts in self.texts)
        self.content_type = ContentType.objects.get_for_model(model).pk
        self.next_pk = (Page if self.is_page else model).objects.aggregate(last=Max("pk"))["last"] + 1
        self.links = [link_table(model, name) for name in REACH[model]]
        self.linked = [
            _grouped(through.objects.values_list(here, there)) for through, here, there in self.links
        ]
        self.parents = (
            Page.objects.in_bulk({thing.agency_id for thing in self.things}) if self.is_page else {}
        )
        self.numbers = {pk: parent.numchild for pk, parent in self.parents.items()}

    def copy_all(self, number):
        """One more of each thing. Within a transaction."""
        copies, rows, links = [], [], [[] for _ in self.links]
        for thing, texts in zip(self.things, self.texts, strict=True):
            copy = self.copied(thing, number)
            copies.append(copy)
            rows.append(
                (self.content_type, str(copy.pk), self.title(texts.title), self.body(texts.body), texts[2])
            )
            for found, (through, here, there), of_original in zip(
                links, self.links, self.linked, strict=True
            ):
                found += [through(**{here: copy.pk, there: far}) for far in of_original[thing.pk]]
        if self.is_page:
            insert(Page, copies)
        insert(self.model, copies)
        for found in filter(None, links):
            insert(type(found[0]), found)
        with connection.cursor() as cursor:
            get_search_backend().get_index_for_model(self.model).write(cursor, rows)

    def copied(self, thing, number):
        copy = self.model(
            **{field.attname: getattr(thing, field.attname) for field in self.model._meta.concrete_fields}
        )
        copy.pk = copy.id = self.next_pk
        self.next_pk += 1
        copy.uuid = uuid.uuid4()
        copy.title = f"{thing.title[:190]} {number}"
        if self.is_page:
            parent = self.parents[thing.agency_id]
            self.numbers[parent.pk] += 1
            copy.page_ptr_id, copy.translation_key = copy.pk, uuid.uuid4()
            copy.draft_title, copy.slug = copy.title, f"copy-{copy.pk}"
            copy.path = Page._get_path(parent.path, parent.depth + 1, self.numbers[parent.pk])
            copy.url_path = f"{parent.url_path}{copy.slug}/"
            copy.latest_revision_id = copy.live_revision_id = None
        return copy

    def finish(self):
        for pk, number in self.numbers.items():
            Page.objects.filter(pk=pk).update(numchild=number)


def _grouped(pairs):
    found = defaultdict(list)
    for here, there in pairs:
        found[here].append(there)
    return found


def grow(count):
    """Copy all until there are at least ``count`` things."""
    times = -(-count // sum(model.objects.count() for model in REACH))
    for model in REACH:
        copier = Copier(model)
        for number in range(2, times + 1):
            with transaction.atomic():
                copier.copy_all(number)
        copier.finish()
    public_content_changed.send(sender=None)
    after()
