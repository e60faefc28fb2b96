"""기관: the public face of each agency, and the record that says who works there and how it publishes."""

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Window
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Collection, PageManager
from wagtail.search import index

from common import json_ld
from common.addresses import DIRECTORY, EVENTS, FILMS, NEWS
from common.boosts import KEYWORD
from common.facts import choice
from common.feeds.links import feed_links
from common.pages import PublicPage
from common.querysets import PublicPageQuerySet
from common.serializers import fact_fields
from directory.cards import cards_of_lists


class AgencyPageQuerySet(PublicPageQuerySet):
    def containing(self, path):
        """The agency section that the page at tree path ``path`` stands in (or is)."""
        steplen = AgencyPage.steplen
        prefixes = [path[:end] for end in range(steplen, len(path) + 1, steplen)]
        return self.filter(path__in=prefixes)


class AgencyKind(models.TextChoices):
    PUBLIC = "public", "공공기관"
    WELFARE = "welfare", "사회복지시설·법인"
    CIVIL = "civil", "비영리단체"
    COUNCIL = "council", "지역사회보장협의체"


# Addresses below the directory that are not agencies.
RESERVED_SLUGS = ("benefits", "confirm", "correct", "lending", "map", "print")


class AgencyPage(PublicPage):
    """An agency's own section: what it is, how to reach it, and below it all it publishes."""

    kind = models.CharField(
        "기관 구분", max_length=10, choices=AgencyKind.choices, default=AgencyKind.WELFARE
    )
    address = models.CharField("주소", max_length=200, blank=True)
    website = models.URLField("홈페이지", max_length=1000, blank=True)
    email = models.EmailField("대표 이메일", blank=True)
    legal_form = models.CharField("법인 종류", max_length=40, blank=True, help_text="예: 사회복지법인")
    founded_year = models.PositiveSmallIntegerField("설립 연도", null=True, blank=True)

    objects = PageManager.from_queryset(AgencyPageQuerySet)()

    cards_shown = 6
    parent_page_types = ["directory.DirectoryIndexPage"]
    subpage_types = [
        "directory.FacilityPage",
        "directory.ProgramPage",
        "directory.ResourcePage",
        "pages.NewsPage",
        "pages.EventPage",
        "pages.FilmPage",
    ]
    content_panels = [
        *PublicPage.content_panels[:1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("legal_form"), FieldPanel("founded_year")]),
        *PublicPage.body_panels,
        MultiFieldPanel(
            [FieldPanel("address"), FieldRowPanel([FieldPanel("website"), FieldPanel("email")])],
            heading="찾아오는 길과 연락처",
        ),
        PublicPage.responsibility_panel,
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("address", boost=KEYWORD),
        index.SearchField("get_kind_display", boost=KEYWORD),
        index.FilterField("kind"),
    ]
    api_fields = [
        *PublicPage.api_fields,
        *fact_fields("kind", "legal_form", "founded_year", "address", "website", "email"),
    ]

    class Meta:
        verbose_name = "기관"
        verbose_name_plural = "기관"

    def clean(self):
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": f"‘{self.slug}’은(는) 누리넷이 쓰는 주소입니다. 다르게 적어 주십시오."}
            )

    def public_card(self, request=None):
        return super().public_card(request) | {
            "kind": choice(self.kind, self.get_kind_display()),
            "phone": self.phone,
        }

    def public_facts(self, request=None):
        return super().public_facts(request) | {
            "legal_form": self.legal_form,
            "founded_year": self.founded_year,
            "address": self.address,
            "website": self.website,
            "email": self.email,
        }

    def public_json_ld(self, facts, request=None):
        return [json_ld.agency(facts)]

    def published_lists(self):
        """What the section shows of what stands below it, by its name in the template."""
        if self.pk is None:  # the preview of a section that was never saved
            return {}
        return {
            "facilities": self.facilitypages.listed().by_title(),
            "programs": self.programpages.published().newest_first(),
            "resources": self.resourcepages.published().by_title(),
            "events": self.eventpages.published().upcoming(),
            "news": self.newspages.published().newest_first(),
            "films": self.filmpages.published().newest_first(),
        }

    def get_context(self, request, *args, **kwargs):
        found = {name: list(self._few(pages)) for name, pages in self.published_lists().items()}
        shown = cards_of_lists(found.values(), request)
        return (
            super().get_context(request, *args, **kwargs)
            | dict(zip(found, shown, strict=True))
            | {
                "counts": {name: pages[0].found if pages else 0 for name, pages in found.items()},
                "more_urls": {
                    "facilities": f"{DIRECTORY}?agency={self.slug}",
                    "programs": f"{DIRECTORY}?agency={self.slug}&view=programs",
                    "resources": f"{DIRECTORY}?agency={self.slug}&view=resources",
                    "events": f"{EVENTS}?agency={self.slug}",
                    "news": f"{NEWS}?agency={self.slug}",
                    "films": f"{FILMS}?agency={self.slug}",
                },
                "feeds": [
                    *feed_links(f"{self.get_url(request) or DIRECTORY}news", "news"),
                    *feed_links(f"{self.get_url(request) or DIRECTORY}events", "events"),
                ],
            }
        )

    def _few(self, pages):
        """The first pages of a list, each of which knows how long the list is."""
        return pages.for_cards().annotate(found=Window(Count("pk")))[: self.cards_shown]


class PublishingMode(models.TextChoices):
    REVIEW = "review", "승인 후 게시"
    DIRECT = "direct", "바로 게시"


class AgencyQuerySet(models.QuerySet):
    def active(self):
        """Agencies whose people may work: not suspended."""
        return self.filter(suspended_at__isnull=True)

    def holding(self, page):
        """The agency in whose section the page stands (or whose section it is); None outside all."""
        steplen = AgencyPage.steplen
        prefixes = [page.path[:end] for end in range(steplen, len(page.path) + 1, steplen)]
        return self.filter(page__path__in=prefixes).select_related("page").first()

    def of_person(self, user):
        """The agencies that the person works for now."""
        return self.filter(memberships__user=user, memberships__ended_at__isnull=True)

    def section_paths(self, user):
        """Tree paths of the sections of the agencies that the person works for now."""
        return list(self.of_person(user).values_list("page__path", flat=True))


class Agency(models.Model):
    """How an agency works here: its section, group, collection, publishing switch and state.

    Kept apart from the page, because a page is written by the agency and this by the secretariat.
    """

    code = models.SlugField("기관 코드", max_length=40, unique=True)
    page = models.OneToOneField(
        AgencyPage, models.PROTECT, related_name="account", verbose_name="기관 페이지"
    )
    group = models.OneToOneField(Group, models.PROTECT, related_name="agency", verbose_name="권한 묶음")
    collection = models.OneToOneField(
        Collection, models.PROTECT, related_name="agency", verbose_name="사진·문서 모음"
    )
    publishing = models.CharField(
        "게시 방식", max_length=10, choices=PublishingMode.choices, default=PublishingMode.REVIEW
    )
    suspended_at = models.DateTimeField("정지한 때", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("만든 때", auto_now_add=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "기관 계정"
        verbose_name_plural = "기관 계정"
        ordering = ["code"]

    def __str__(self):
        return self.page.title

    @property
    def is_suspended(self):
        return self.suspended_at is not None and self.suspended_at <= timezone.now()

    @property
    def publishes_directly(self):
        """Whether what its people submit is approved on the spot, by rule."""
        return self.publishing == PublishingMode.DIRECT and not self.is_suspended

    def suspend(self, by=None, reason=""):
        """Its people lose the admin through this agency at once; what it published stays."""
        from directory.actions import suspend_agency

        return suspend_agency(self, by=by, reason=reason)

    def reinstate(self, by=None, reason=""):
        from directory.actions import reinstate_agency

        return reinstate_agency(self, by=by, reason=reason)
