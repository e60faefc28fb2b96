"""소식: what agencies tell."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common import json_ld
from common.addresses import NEWS
from common.facts import choice, iso
from common.lists import list_context
from common.pages import PublicPage
from common.serializers import fact_fields
from directory.cards import cards
from directory.choices import Choices
from directory.models import AgencyContentPage
from pages.filters import NewsFilterForm
from pages.kinds import NewsKind
from pages.models.pulled import PulledMixin, PulledQuerySet


class NewsIndexPage(PublicPage):
    """복지소식: the news of all agencies in one place."""

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "복지소식"
        verbose_name_plural = "복지소식"

    def get_context(self, request, *args, **kwargs):
        root = self.site_root(request)
        form = NewsFilterForm(request.GET, choices=Choices(root))
        news = form.narrow(NewsPage.objects.published().descendant_of(root)).newest_first()
        context = list_context(
            request, url=self.get_url(request) or NEWS, form=form, results=news, cards=cards
        )
        return super().get_context(request, *args, **kwargs) | context


class NewsPage(PulledMixin, AgencyContentPage):
    """One piece of news of an agency."""

    kind = models.CharField("소식 종류", max_length=10, choices=NewsKind.choices, default=NewsKind.NOTICE)

    objects = PageManager.from_queryset(PulledQuerySet)()

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
    api_fields = [*AgencyContentPage.api_fields, *fact_fields("kind", "source")]

    class Meta:
        verbose_name = "소식"
        verbose_name_plural = "소식"

    def public_card(self, request=None):
        return super().public_card(request) | {
            "kind": choice(self.kind, self.get_kind_display()),
            "published_at": iso(self.first_published_at),
        }

    def public_facts(self, request=None):
        return super().public_facts(request) | {"source": self.public_source()}

    def public_json_ld(self, facts, request=None):
        return [json_ld.news_article(facts)]
