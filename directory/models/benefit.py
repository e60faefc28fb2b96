"""복지서비스: help that the state, the city, the district or a private body gives, wherever one lives here.

Rows of official lists, so not pages: nobody writes them here. What is ours is the choice of topics.
"""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone
from wagtail.api.utils import get_full_url
from wagtail.search import index

from common import json_ld
from common.addresses import BENEFITS
from common.boosts import KEYWORD, TITLE
from common.facts import choice, iso
from common.moments import midnight, next_of
from common.serializers import fact_fields
from directory.models.source import Origin
from directory.models.term import Axis, Term

# The nearest help first; every list keeps to it, so that origins are never mixed.
NEAREST_FIRST = (Origin.DISTRICT, Origin.CITY, Origin.PRIVATE, Origin.STATE)
# Amounts change every year; lists keep some for longer.
OLD_YEARS = 2
# What only the benefit's own page shows.
SECTIONS = ("who", "criteria", "support", "how_to_apply", "contact", "documents", "laws")


def nearness():
    """0 for the nearest help, more for what is farther."""
    return Case(*(When(origin=origin, then=Value(rank)) for rank, origin in enumerate(NEAREST_FIRST)))


def _is_over():
    return Q(ends_on__isnull=False, ends_on__lt=timezone.localdate())


class BenefitQuerySet(models.QuerySet):
    """Reads that residents and other systems make begin with ``listed()``."""

    def listed(self):
        """What a resident may see: not hidden by the secretariat, still in its list, and not over."""
        return self.exclude(_is_over()).filter(is_hidden=False, withdrawn_on__isnull=True)

    def over(self):
        return self.filter(_is_over())

    def of_origin(self, origin):
        return self.filter(origin=origin)

    def for_target(self, axis, code):
        return self._with("targets", axis=axis, code=code)

    def about(self, code):
        """Benefits whose shown topics have the code: ours where we chose any, else the list's."""
        ours = Benefit.topics.through.objects.filter(benefit=OuterRef("pk"))
        return self.filter(
            Q(Exists(ours.filter(term__code=code)))
            | (~Exists(ours) & Exists(self._links("official_topics", code=code)))
        )

    def without_topics(self):
        return self.filter(topics__isnull=True, official_topics__isnull=True)

    def nearest_first(self):
        """By whose help it is, the nearest first; then by title."""
        return self.order_by(nearness(), "title", "pk")

    def by_title(self):
        return self.order_by("title", "pk")

    def for_cards(self):
        """Load what a card shows, except the terms, which `cards()` adds to many lists at once."""
        return self.defer(*SECTIONS)

    def for_facts(self):
        return self.select_related("source")

    def _links(self, name, **term):
        through = getattr(Benefit, name).through.objects.filter(benefit=OuterRef("pk"))
        return through.filter(**{f"term__{key}": value for key, value in term.items()})

    def _with(self, name, **term):
        return self.filter(Exists(self._links(name, **term)))


class Benefit(index.Indexed, models.Model):
    """One benefit as its official list tells it, with our own topics on top where we chose them."""

    uuid = models.UUIDField("고유번호", default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("이름", max_length=200)
    summary = models.CharField("한 줄 소개", max_length=500, blank=True)
    origin = models.CharField("누구의 지원", max_length=8, choices=Origin.choices)
    organisation = models.CharField("맡은 기관", max_length=100, blank=True)
    department = models.CharField("담당부서", max_length=100, blank=True)
    region = models.CharField("지역", max_length=60, blank=True)
    who = models.TextField("지원 대상", blank=True)
    criteria = models.TextField("선정 기준", blank=True)
    support = models.TextField("지원 내용", blank=True)
    how_to_apply = models.TextField("신청 방법", blank=True)
    apply_by = models.CharField("신청 통로", max_length=100, blank=True)
    contact = models.TextField("문의처", blank=True)
    phone = models.CharField("문의 전화", max_length=60, blank=True)
    documents = models.TextField("서식과 구비 서류", blank=True)
    laws = models.TextField("근거", blank=True)
    url = models.URLField("원문 주소", max_length=1000, blank=True)
    cycle = models.CharField("지원 주기", max_length=40, blank=True)
    provision = models.CharField("제공 형태", max_length=100, blank=True)
    applies_online = models.BooleanField("온라인 신청", null=True)
    starts_on = models.DateField("시작일", null=True, blank=True)
    ends_on = models.DateField("종료일", null=True, blank=True)
    source = models.ForeignKey(
        "directory.ImportSource",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name="출처",
    )
    source_key = models.CharField("출처의 번호", max_length=60, blank=True)
    source_date = models.DateField("자료 기준일", null=True, blank=True)
    basis_year = models.PositiveSmallIntegerField("기준연도", null=True, blank=True)
    targets = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name="대상",
        limit_choices_to={"axis__in": [Axis.LIFE, Axis.HOUSEHOLD]},
    )
    official_topics = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name="목록에 적힌 주제",
        limit_choices_to={"axis": Axis.TOPIC},
    )
    topics = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name="우리가 고른 주제",
        limit_choices_to={"axis": Axis.TOPIC},
        help_text="비우면 목록에 적힌 주제를 씁니다.",
    )
    is_hidden = models.BooleanField("숨깁니다", default=False)
    withdrawn_on = models.DateField("목록에서 사라진 날", null=True, blank=True)
    created_at = models.DateTimeField("실은 때", auto_now_add=True)
    updated_at = models.DateTimeField("고친 때", auto_now=True)

    # Nothing of what it points at is a page or a file.
    wagtail_reference_index_ignore = True

    objects = BenefitQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=TITLE),
        index.AutocompleteField("title"),
        index.SearchField("organisation", boost=KEYWORD),
        index.SearchField("department", boost=KEYWORD),
        index.RelatedFields("targets", [index.SearchField("label", boost=KEYWORD)]),
        index.SearchField("topics_shown", boost=KEYWORD),
        index.SearchField("region"),
        index.SearchField("summary"),
        index.SearchField("who"),
        index.SearchField("support"),
        index.FilterField("id"),
        index.FilterField("origin"),
        index.FilterField("is_hidden"),
        index.FilterField("withdrawn_on"),
        index.FilterField("ends_on"),
    ]

    api_fields = [
        *fact_fields("uuid", "summary", "origin", "organisation", "department", "region", "phone"),
        *fact_fields("targets", "topics", "cycle", "provision", "apply_by", "applies_online"),
        *fact_fields(*SECTIONS),
        *fact_fields("starts_on", "ends_on", "official_url", "source", "source_id", "source_date"),
        *fact_fields("basis_year", "updated_at"),
    ]

    class Meta:
        verbose_name = "복지서비스"
        verbose_name_plural = "복지서비스"
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["origin", "title"], name="benefit_by_origin")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="benefit_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.title

    @classmethod
    def get_indexed_objects(cls):
        """With their terms, in as many queries for one as for a thousand."""
        return super().get_indexed_objects().prefetch_related("topics", "official_topics")

    def get_absolute_url(self):
        return f"{BENEFITS}{self.uuid}/"

    @property
    def is_over(self):
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    def over_at(self):
        """The moment from which nobody can have it; None where it goes on."""
        return self.ends_on and midnight(self.ends_on + timedelta(days=1))

    def says_otherwise_at(self):
        """When it is over, and at new year, when its amounts may be old."""
        return next_of([self.over_at(), midnight(date(timezone.localdate().year + 1, 1, 1))])

    @property
    def is_old(self):
        """Whether its amounts are those of years ago, as far as it says."""
        return self.basis_year is not None and timezone.localdate().year - self.basis_year >= OLD_YEARS

    @property
    def topics_shown(self):
        """Ours where we chose any, else the official list's."""
        return list(self.topics.all()) or list(self.official_topics.all())

    def public_card(self, request=None):
        """What a list or a search result shows. The same shapes as those of pages."""
        return {
            "uuid": str(self.uuid),
            "type": self._meta.label,
            "type_label": str(self._meta.verbose_name),
            "title": self.title,
            "url": self.get_absolute_url(),
            "summary": self.summary,
            "image": None,
            "origin": choice(self.origin, self.get_origin_display()),
            "organisation": self.organisation,
            "region": self.region,
            "targets": [term.facts() for term in self.targets.all()],
            "topics": [term.facts() for term in self.topics_shown],
            "cycle": self.cycle,
            "provision": self.provision,
        }

    def public_facts(self, request=None):
        """All that the benefit's page says. Long texts are the official list's own words."""
        return (
            self.public_card(request)
            | {name: getattr(self, name) for name in SECTIONS}
            | {
                "full_url": get_full_url(request, self.get_absolute_url()),
                "search_description": self.summary,
                "department": self.department,
                "phone": self.phone,
                "apply_by": self.apply_by,
                "applies_online": self.applies_online,
                "starts_on": iso(self.starts_on),
                "ends_on": iso(self.ends_on),
                "official_url": self.url,
                "source": self.source.facts() if self.source else None,
                "source_id": self.source_key,
                "source_date": iso(self.source_date),
                "basis_year": self.basis_year,
                "is_old": self.is_old,
                "updated_at": iso(self.updated_at),
            }
        )

    def public_json_ld(self, facts, request=None):
        return [json_ld.benefit(facts)]
