"""A corpus as the site's own things: services are benefits, facilities and events pages of their agency.

What a record says is put where an import would put it. A word that is none of our terms, kinds or dongs
stays text, so that it is found all the same; the terms themselves are written out too, in the record's
own words (어르신 is our 노년). Nothing else of the site is left in the search index: what is found is the corpus.
"""

import html
import itertools
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail.search import index

from common.indexing import index_many
from common.signals import public_content_changed
from directory.importing.kinds import UNKNOWN, KindNames
from directory.importing.tree import CHUNK, PageWriter, hold
from directory.models import (
    AgencyPage,
    Benefit,
    DirectoryIndexPage,
    Dong,
    FacilityKind,
    FacilityPage,
    ImportSource,
    LegalDong,
    Term,
)
from directory.models.source import Origin, SourceKind
from directory.models.term import Axis
from pages.actions import setup_district
from pages.models import EventPage, StandardPage
from search.lexicons import renew

NOBODY = "기타"
OURS = "동대문구"
# What the records call our terms.
CALLED = {
    "어르신": "노년",
    "다문화": "다문화·탈북민",
    "보훈": "보훈대상자",
    "한부모": "한부모·조손",
}
# All events begin on the same coming day: none is newer than another.
EVENT_IN_DAYS = 14


def fitting(model, **values):
    """Texts cut to what their columns hold."""
    return {name: value[: model._meta.get_field(name).max_length] for name, value in values.items()}


class Filler:
    """Makes the records on a bare site. Within a transaction."""

    def __init__(self, home, records):
        self.home, self.moment = home, timezone.now()
        self.by_type = {
            kind: [record for record in records if record.type == kind]
            for kind in ("service", "facility", "event")
        }
        terms = Term.objects.exclude(axis=Axis.ACCESS)
        self.targets = {term.label: term for term in terms if term.axis != Axis.TOPIC}
        self.topics = {term.label: term for term in terms if term.axis == Axis.TOPIC}
        self.dongs = {
            name: dong for dong in Dong.objects.current() for name in (dong.name, dong.official_name)
        }
        self.legal_dongs = {dong.name: dong for dong in LegalDong.objects.current()}
        self.kinds = FacilityKind.objects.in_bulk(field_name="code")
        self.kind_names = KindNames()
        self.sources = {}

    def fill(self):
        self.write_benefits(self.by_type["service"])
        agencies = self.write_agencies({*self.by_type["facility"], *self.by_type["event"]})
        for kind, model, make in (
            ("facility", FacilityPage, self.facility),
            ("event", EventPage, self.event),
        ):
            of_agency = itertools.groupby(sorted(self.by_type[kind], key=_agency), key=_agency)
            for title, records in of_agency:
                self.write_pages(
                    model, agencies[title], [make(record, agencies[title]) for record in records]
                )

    # Terms and texts --------------------------------------------------------------------------

    def terms(self, words, known):
        """Our terms that the words name, each once."""
        named = (known.get(CALLED.get(word, word)) for word in words)
        return list(dict.fromkeys(term for term in named if term))

    def rest(self, record, *texts):
        """What is not a column of a page: the words of the lists as written, the dong, the region."""
        told = "\n".join((record.title, *texts))
        others = (record.dong, record.region)
        return ", ".join([*record.targets, *record.topics, *(word for word in others if word not in told)])

    def source(self, name, kind):
        if name and name not in self.sources:
            self.sources[name] = ImportSource.objects.create(
                code=f"corpus-{len(self.sources) + 1}", kind=kind, **fitting(ImportSource, name=name)
            )
        return self.sources.get(name)

    # Benefits ---------------------------------------------------------------------------------

    def write_benefits(self, records):
        for start in range(0, len(records), CHUNK):
            chunk = records[start : start + CHUNK]
            benefits = Benefit.objects.bulk_create(self.benefit(record) for record in chunk)
            for name, known in (("targets", self.targets), ("official_topics", self.topics)):
                through = getattr(Benefit, name).through
                through.objects.bulk_create(
                    through(benefit_id=benefit.pk, term_id=term.pk)
                    for benefit, record in zip(benefits, chunk, strict=True)
                    for term in self.terms(record.targets if name == "targets" else record.topics, known)
                )
            index_many(Benefit, benefits)

    def benefit(self, record):
        unknown = [word for word in record.topics if CALLED.get(word, word) not in self.topics]
        summary_left = record.summary[Benefit._meta.get_field("summary").max_length :]
        return Benefit(
            source=self.source(record.source, SourceKind.BENEFITS),
            source_key=record.id,
            origin=self.origin(record.region),
            who=", ".join([*record.targets, *unknown]),
            support="\n".join(filter(None, (summary_left, record.body))),
            **fitting(
                Benefit,
                title=record.title,
                summary=record.summary,
                organisation=record.agency,
                region=record.region,
                apply_by=record.how,
                provision=record.provision,
                url=record.url,
            ),
        )

    @staticmethod
    def origin(region):
        if OURS in region:
            return Origin.DISTRICT
        return Origin.CITY if region.startswith("서울") else Origin.STATE

    # Pages ------------------------------------------------------------------------------------

    def write_agencies(self, records):
        """Title → section. They hold the pages up, and are themselves not to be found."""
        above = DirectoryIndexPage.objects.child_of(self.home).get()
        sections = []
        for title in sorted({_agency(record) for record in records}):
            section = AgencyPage(**fitting(AgencyPage, title=title))
            hold(section, {})
            sections.append(section)
        if sections:
            PageWriter(AgencyPage, above, self.moment).add(sections)
        return {section.title: section for section in sections}

    def write_pages(self, model, section, pages):
        writer = PageWriter(model, section, self.moment)
        for start in range(0, len(pages), CHUNK):
            writer.add(pages[start : start + CHUNK])

    def page(self, model, record, section, paragraphs):
        summary_left = record.summary[model._meta.get_field("summary").max_length :]
        texts = [summary_left, *paragraphs]
        texts.append(self.rest(record, record.summary, *texts))
        page = model(
            agency_id=section.pk,
            body=[
                {"type": "paragraph", "value": f"<p>{html.escape(text)}</p>"}
                for text in texts
                if text.strip()
            ],
            **fitting(model, title=record.title, summary=record.summary),
        )
        page.agency = section
        dong = self.dongs.get(record.dong)
        reach = {
            "targets": self.terms(record.targets, self.targets),
            "topics": self.terms(record.topics, self.topics),
            "dongs": [dong] if dong else [],
        }
        hold(page, reach)
        return page

    def facility(self, record, section):
        page = self.page(FacilityPage, record, section, [record.body, record.how])
        codes = [*map(self.kind_names.of, record.topics), self.kind_names.by_name(record.title), UNKNOWN]
        page.kind = self.kinds[next(filter(None, codes))]
        page.legal_dong = self.legal_dongs.get(record.dong)
        page.source, page.source_key = self.source(record.source, SourceKind.FACILITIES), record.id
        for name, value in fitting(FacilityPage, website=record.url, fee=record.provision).items():
            setattr(page, name, value)
        return page

    def event(self, record, section):
        page = self.page(EventPage, record, section, [record.body])
        page.starts_at = self.moment + timedelta(days=EVENT_IN_DAYS)
        page.ends_at = page.starts_at + timedelta(hours=2)
        page.derive_schedule()
        columns = fitting(EventPage, fee=record.provision, how_to_apply=record.how, apply_url=record.url)
        for name, value in columns.items():
            setattr(page, name, value)
        return page


def _agency(record):
    return record.agency[: AgencyPage._meta.get_field("title").max_length] or NOBODY


def leave_only_the_corpus():
    """Nothing of the bare tree is to be found."""
    StandardPage.objects.all().delete()
    for page in Page.objects.not_type(FacilityPage, EventPage).specific():
        index.remove_object(page)


def fill(records, *, hostname="127.0.0.1", port=80):
    """A district with the records in it, indexed and findable, and the vocabulary made of them."""
    with transaction.atomic():
        home = setup_district(hostname=hostname, port=port)
        Filler(home, records).fill()
        leave_only_the_corpus()
        public_content_changed.send(sender=None)
    renew()
    if connection.vendor == "postgresql":  # what its autovacuum would soon do
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
