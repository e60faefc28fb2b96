"""소식: what agencies tell."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common import json_ld
from common.addresses import NEWS
from common.bodies import public_files
from common.facts import choice, iso
from common.feeds.links import feed_links
from common.lists import list_context
from common.moments import midnight
from common.pages import PublicPage
from common.serializers import fact_fields
from directory.cards import cards
from directory.choices import Choices
from directory.models import AgencyContentPage
from pages.filters import NewsFilterForm
from pages.kinds import CALLS, NewsKind, period_name
from pages.models.pulled import PulledMixin, PulledQuerySet


class NewsQuerySet(PulledQuerySet):
    def under_way(self):
        """News that names a period in which today lies, its last day included."""
        today = timezone.localdate()
        return self.filter(
            Q(starts_on__isnull=False) | Q(ends_on__isnull=False),
            Q(starts_on__isnull=True) | Q(starts_on__lte=today),
            Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        )


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
        url = self.get_url(request) or NEWS
        form = NewsFilterForm(request.GET, choices=Choices(root))
        news = form.narrow(NewsPage.objects.published().descendant_of(root)).newest_first()
        context = list_context(request, url=url, form=form, results=news, cards=cards)
        feeds = feed_links(url, "news", form.query_string())
        return super().get_context(request, *args, **kwargs) | context | {"feeds": feeds}


class NewsPage(PulledMixin, AgencyContentPage):
    """One piece of news of an agency. Its period is in days of Seoul, both ends included."""

    needs_words = True

    kind = models.CharField("소식 종류", max_length=10, choices=NewsKind.choices, default=NewsKind.NOTICE)
    starts_on = models.DateField(
        "기간 시작일", null=True, blank=True, help_text="접수·모집·행사 안내의 기간이 있으면 적습니다."
    )
    ends_on = models.DateField(
        "기간 마감일",
        null=True,
        blank=True,
        help_text="이날까지 ‘진행 중’이고, 다음 날부터 ‘마감’으로 보입니다.",
    )
    how_to_apply = models.CharField(
        "신청 방법",
        max_length=200,
        blank=True,
        help_text="채용·자원봉사·공모·교육이면 어떻게 신청하는지 적습니다.",
    )
    apply_url = models.URLField("신청 주소", max_length=1000, blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    parent_page_types = ["directory.AgencyPage"]
    subpage_types = []
    content_panels = [
        *AgencyContentPage.content_panels[:1],
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("how_to_apply"), FieldPanel("apply_url")]),
            ],
            heading="기간과 신청",
        ),
        *AgencyContentPage.body_panels,
        AgencyContentPage.reach_panel,
        AgencyContentPage.responsibility_panel,
    ]
    search_fields = [
        *AgencyContentPage.search_fields,
        index.FilterField("kind"),
        index.FilterField("starts_on"),
        index.FilterField("ends_on"),
    ]
    api_fields = [
        *AgencyContentPage.api_fields,
        *fact_fields("kind", "starts_on", "ends_on", "period_name", "period_state"),
        *fact_fields("how_to_apply", "apply_url", "files", "source"),
    ]

    class Meta:
        verbose_name = "소식"
        verbose_name_plural = "소식"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="news_period_ends_after_it_starts",
            ),
        ]

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "마감일이 시작일보다 빠릅니다."})

    @property
    def period_state(self):
        """Where today stands in the period: before it, in it, after it; None without one."""
        if not (self.starts_on or self.ends_on):
            return None
        today, calls = timezone.localdate(), self.kind in CALLS
        if self.ends_on and self.ends_on < today:
            return choice("ended", "마감" if calls else "기간이 끝난 소식")
        if self.starts_on and self.starts_on > today:
            return choice("coming", "예정")
        return choice("open", "접수 중" if calls else "진행 중")

    def moments(self):
        return midnight(self.starts_on), self.ends_on and midnight(self.ends_on + timedelta(days=1))

    def public_card(self, request=None):
        return super().public_card(request) | {
            "kind": choice(self.kind, self.get_kind_display()),
            "published_at": iso(self.first_published_at),
            "starts_on": iso(self.starts_on),
            "ends_on": iso(self.ends_on),
            "period_name": period_name(self.kind),
            "period_state": self.period_state,
        }

    def public_facts(self, request=None):
        return super().public_facts(request) | {
            "how_to_apply": self.how_to_apply,
            "apply_url": self.apply_url,
            "files": public_files(self),
            "source": self.public_source(),
        }

    def public_json_ld(self, facts, request=None):
        return [json_ld.news_article(facts)]
