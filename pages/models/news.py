"""소식: what agencies tell."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager
from wagtail.search import index

from common.facts import iso
from common.pages import PublicPage
from directory.models import AgencyContentPage, AgencyContentQuerySet


class NewsKind(models.TextChoices):
    NOTICE = "notice", "공지"
    JOB = "job", "채용"
    VOLUNTEER = "volunteer", "자원봉사"
    CONTEST = "contest", "공모"
    COURSE = "course", "교육"
    PRESS = "press", "보도"
    COUNCIL = "council", "협의체 소식"


class NewsQuerySet(AgencyContentQuerySet):
    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")


class NewsIndexPage(PublicPage):
    """복지소식: the news of all agencies in one place."""

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "복지소식"
        verbose_name_plural = "복지소식"


class NewsPage(AgencyContentPage):
    """One piece of news of an agency."""

    kind = models.CharField("소식 종류", max_length=10, choices=NewsKind.choices, default=NewsKind.NOTICE)

    objects = PageManager.from_queryset(NewsQuerySet)()

    parent_page_types = ["directory.AgencyPage"]
    subpage_types = []
    content_panels = [
        *AgencyContentPage.content_panels[:1],
        FieldPanel("kind"),
        *AgencyContentPage.body_panels,
        AgencyContentPage.reach_panel,
        AgencyContentPage.responsibility_panel,
    ]
    search_fields = [*AgencyContentPage.search_fields, index.FilterField("kind")]
    api_fields = [*AgencyContentPage.api_fields, APIField("kind")]

    class Meta:
        verbose_name = "소식"
        verbose_name_plural = "소식"

    def public_card(self, request=None):
        return super().public_card(request) | {
            "kind": {"code": self.kind, "label": self.get_kind_display()},
            "published_at": iso(self.first_published_at),
        }
