"""신청: what one may sign up for, and how many have. No personal data is seen here."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page

from accounts.models import AccessLog, Verb
from directory.action_views import DeedView
from directory.admin_lists import AdminListView
from directory.applying.pages import taking_pages
from directory.lending.permissions import is_giver
from directory.models.application import ApplicationState


def pages_crumb():
    return {"url": reverse("applying:index"), "label": "참가 신청"}


def page_crumb(page):
    return {"url": reverse("applying:applicants", args=[page.pk]), "label": page.title}


class DeciderMixin:
    """The people of agencies that are not suspended, and headquarters."""

    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        if not is_giver(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def note_view(self, what, obj=None):
        AccessLog.objects.record(Verb.VIEWED, obj=obj, reason=what, request=self.request)


class OnePageMixin(DeciderMixin):
    """The page named in the address; another agency's is not found."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(taking_pages(request.user), pk=kwargs["pk"]).specific

    def get_breadcrumbs_items(self):
        items = [*super().get_breadcrumbs_items()]
        return items if isinstance(self, DeedView) else [*items, pages_crumb(), *self.trail_end()]

    def trail(self):
        return [pages_crumb(), page_crumb(self.page)]

    def trail_end(self):
        return [{"url": "", "label": self.page.title}]


def _number(label, name):
    return Column(name, label=label, sort_key=name)


def _count(**condition):
    return Count(
        "applications", filter=Q(**{f"applications__{key}": value for key, value in condition.items()})
    )


class PageListView(DeciderMixin, AdminListView):
    page_title = "참가 신청"
    model = Page
    verbose_name_plural = "참가 신청"
    is_searchable = True
    search_fields = ["title"]
    index_url_name = "applying:index"
    index_results_url_name = "applying:index_results"
    default_ordering = "-last_applied_at"
    columns = [
        TitleColumn("title", label="글", url_name="applying:applicants", sort_key="title"),
        Column("kind", label="종류", accessor=lambda page: page.cached_content_type.name),
        _number("신청", "applied_number"),
        _number("확정", "confirmed_number"),
        _number("대기", "waiting_number"),
        _number("왔음", "attended_number"),
        DateColumn("last_applied_at", label="마지막 신청", sort_key="last_applied_at"),
    ]

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items()]

    def get_base_queryset(self):
        return taking_pages(self.request.user).annotate(
            applied_number=Count("applications", filter=~Q(applications__state=ApplicationState.UNPROVEN)),
            confirmed_number=_count(state=ApplicationState.CONFIRMED),
            waiting_number=_count(state=ApplicationState.WAITING),
            attended_number=_count(attended=True),
            last_applied_at=Max("applications__applied_at"),
        )
