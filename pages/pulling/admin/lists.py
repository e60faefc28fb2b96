"""불러오기 상태: every source with how it goes, and one with its runs."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry

from accounts.roles import is_headquarters
from directory.admin_lists import AdminListView
from directory.keeping.sections import agencies_for
from directory.models import Agency
from pages.models.pulling import FeedSource, PullRun

SHOWN_RUNS = 20
STATES = (("failing", "실패하고 있음"), ("on", "켜짐"), ("off", "꺼짐"))
COUNTS = (
    *(("read", "읽음"), ("new", "새로 실음"), ("updated", "고침"), ("cancelled", "취소로 바꿈")),
    *(("restored", "취소를 되돌림"), ("unchanged", "그대로"), ("held", "사람이 고쳐 둠")),
    *(("past", "이미 끝남"), ("left", "다음에 불러옴"), ("refused", "받지 않음")),
)


def may_pull(user):
    """Headquarters, and the people of agencies that may work."""
    return user.is_active and (is_headquarters(user) or Agency.objects.active().of_person(user).exists())


def feeds_crumb():
    return {"url": reverse("feeds:index"), "label": "불러오기"}


def counts_of(run):
    """(label, number) of what a run did, for people."""
    return [(label, run.counts[name]) for name, label in COUNTS if run.counts.get(name)]


class PullingMixin:
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        if not may_pull(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def trail(self):
        return [feeds_crumb()]


class OneSourceMixin(PullingMixin):
    """The source named in the address; another agency's is not found."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        sources = FeedSource.objects.visible_to(request.user).select_related("agency__page")
        self.source = get_object_or_404(sources, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.source)

    def get_success_url(self):
        return reverse("feeds:inspect", args=[self.source.pk])

    def trail(self):
        return [feeds_crumb(), {"url": self.get_success_url(), "label": str(self.source)}]


class FeedFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="상태", method="in_state", choices=STATES)
    agency = django_filters.ModelChoiceFilter(label="기관", queryset=agencies_for)

    class Meta:
        model = FeedSource
        fields = []

    def in_state(self, sources, name, value):
        wanted = {"failing": Q(failures__gt=0), "on": Q(is_on=True), "off": Q(is_on=False)}
        return sources.filter(wanted[value])


class FeedListView(PullingMixin, AdminListView):
    page_title = "불러오기 상태"
    model = FeedSource
    verbose_name_plural = "불러올 곳"
    filterset_class = FeedFilterSet
    is_searchable = True
    search_fields = ["name", "url", "agency__page__title"]
    index_url_name = "feeds:index"
    index_results_url_name = "feeds:index_results"
    default_ordering = "name"
    columns = [
        TitleColumn("name", label="출처", url_name="feeds:inspect", sort_key="name"),
        Column("agency", label="기관", accessor=lambda source: source.agency.page.title),
        Column("state", label="상태"),
        Column("made", label="실은 글", accessor=lambda source: f"{source.made:,}건", sort_key="made"),
        Column("last_error", label="까닭"),
        DateColumn("last_success_at", label="마지막으로 불러온 때", sort_key="last_success_at"),
        Column(
            "next_due_at",
            label="다음에 불러올 때",
            accessor=lambda source: next_time(source),
            sort_key="next_due_at",
        ),
    ]

    def get_base_queryset(self):
        sources = FeedSource.objects.visible_to(self.request.user).select_related("agency__page")
        return sources.annotate(made=Count("items", filter=Q(items__page__isnull=False)))

    @property
    def header_buttons(self):
        return [HeaderButton("불러올 곳 더하기", url=reverse("feeds:add"), icon_name="plus")]


def next_time(source):
    if not source.is_on or not source.url or source.agency.is_suspended:
        return ""
    return date_format(localtime(source.next_due_at), "Y-m-d H:i")


class FeedInspectView(OneSourceMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "pages/pulling/admin/source.html"

    def get_page_title(self):
        return str(self.source)

    def get_page_subtitle(self):
        return self.source.agency.page.title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), feeds_crumb(), {"url": "", "label": str(self.source)}]

    def get_context_data(self, **kwargs):
        runs = list(self.source.runs.defer("content", "refused", "notes").select_related("by")[:SHOWN_RUNS])
        return super().get_context_data(**kwargs) | {
            "source": self.source,
            "next_time": next_time(self.source),
            "runs": [(run, counts_of(run)) for run in runs],
            "held": self.source.items.filter(is_held=True, page__isnull=False).select_related("page")[:50],
            "entries": registry.get_logs_for_instance(self.source)[:20],
        }


class RunView(PullingMixin, WagtailAdminTemplateMixin, TemplateView):
    """What one pull brought and refused."""

    template_name = "pages/pulling/admin/run.html"
    page_title = "불러온 기록"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        runs = PullRun.objects.filter(source__in=FeedSource.objects.visible_to(request.user))
        runs = runs.defer("content").select_related("source__agency__page", "by")
        self.run = get_object_or_404(runs, pk=kwargs["pk"])

    def get_breadcrumbs_items(self):
        source = self.run.source
        crumb = {"url": reverse("feeds:inspect", args=[source.pk]), "label": str(source)}
        return [*super().get_breadcrumbs_items(), feeds_crumb(), crumb, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"run": self.run, "counts": counts_of(self.run)}
