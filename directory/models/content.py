"""What every agency's content has in common."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager
from wagtail.search import index

from common.pages import PublicPage
from common.querysets import PublicPageQuerySet
from directory.models.agency import AgencyPage
from directory.models.area import Dong
from directory.models.term import Axis, Term


class AgencyContentQuerySet(PublicPageQuerySet):
    """Reads across agencies. Filters take codes and ignore what does not exist."""

    def for_agency(self, slug):
        return self.filter(agency__slug=slug)

    def in_dong(self, code):
        """Pages that name the dong; pages for the whole district name none and are not in it."""
        return self.filter(dongs__code=code)

    def for_target(self, axis, code):
        return self.filter(targets__axis=axis, targets__code=code)

    def about(self, code):
        return self.filter(topics__code=code)

    def with_card(self):
        return (
            super()
            .with_card()
            .select_related("agency")
            .prefetch_related("targets", "topics", "dongs")
            .defer_streamfields()
        )


class AgencyContentPage(PublicPage):
    """A page of an agency. Its agency is the section it stands in, never a choice in a form."""

    agency = models.ForeignKey(
        AgencyPage, models.RESTRICT, editable=False, related_name="%(class)ss", verbose_name="기관"
    )
    targets = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name="대상",
        limit_choices_to={"axis__in": [Axis.LIFE, Axis.HOUSEHOLD]},
    )
    topics = ParentalManyToManyField(
        Term, blank=True, related_name="+", verbose_name="주제", limit_choices_to={"axis": Axis.TOPIC}
    )
    dongs = ParentalManyToManyField(
        Dong, blank=True, related_name="+", verbose_name="동", help_text="고르지 않으면 구 전체입니다."
    )

    objects = PageManager.from_queryset(AgencyContentQuerySet)()

    reach_panel = MultiFieldPanel(
        [FieldPanel("targets"), FieldPanel("topics"), FieldPanel("dongs")], heading="누구를 위한 것인가요"
    )
    search_fields = [
        *PublicPage.search_fields,
        index.FilterField("agency"),
        index.RelatedFields("agency", [index.SearchField("title")]),
        index.RelatedFields("targets", [index.SearchField("label")]),
        index.RelatedFields("topics", [index.SearchField("label")]),
        index.RelatedFields("dongs", [index.SearchField("name"), index.SearchField("official_name")]),
    ]
    api_fields = [
        *PublicPage.api_fields,
        APIField("agency"),
        APIField("targets"),
        APIField("topics"),
        APIField("dongs"),
    ]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.path and (self.agency_id is None or not self.path.startswith(self.agency.path)):
            self.agency = AgencyPage.objects.containing(self.path).get()
        return super().save(*args, **kwargs)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.agency_id = self.agency_id
        return page

    def public_card(self, request=None):
        return super().public_card(request) | {
            "agency": {
                "title": self.agency.title,
                "url": self.agency.get_url(request),
                "slug": self.agency.slug,
            },
            "targets": [term.facts() for term in self.targets.all()],
            "topics": [term.facts() for term in self.topics.all()],
            "dongs": [dong.facts() for dong in self.dongs.all()],
        }
