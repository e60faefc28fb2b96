"""빌리기 신청: what came in. Every look at who asks is written down."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry

from accounts.exports import ReasonedExportMixin
from accounts.models import AccessLog, Verb
from directory.action_views import DeedView
from directory.admin_lists import AdminListView
from directory.lending.permissions import is_giver, lendable_by
from directory.models.lending import LendingRequest, LendingState

WHENS = (("upcoming", "앞으로"), ("late", "돌려받을 때가 지남"), ("past", "지난 것"))


def requests_crumb():
    return {"url": reverse("lending:index"), "label": "빌리기 신청"}


class GiverMixin:
    """Who lends: the people of agencies that are not suspended, and headquarters."""

    header_icon = "calendar-alt"

    def dispatch(self, request, *args, **kwargs):
        if not is_giver(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        items = [*super().get_breadcrumbs_items()]
        return items if isinstance(self, AdminListView | DeedView) else [*items, requests_crumb()]

    def trail(self):
        return [requests_crumb()]

    def note_view(self, what, obj=None):
        AccessLog.objects.record(Verb.VIEWED, obj=obj, reason=what, request=self.request)


class RequestFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="상태", choices=LendingState.choices)
    when = django_filters.ChoiceFilter(label="때", method="in_time", choices=WHENS)

    class Meta:
        model = LendingRequest
        fields = ["state"]

    def in_time(self, requests, name, value):
        now = timezone.now()
        if value == "upcoming":
            return requests.filter(ends_at__gt=now)
        past = requests.filter(ends_at__lte=now)
        return past.filter(state=LendingState.LENT) if value == "late" else past


def when(request):
    late = " (돌려받을 때가 지났습니다)" if request.is_late else ""
    return f"{request.when}{late}"


class RequestListView(ReasonedExportMixin, GiverMixin, AdminListView):
    page_title = "빌리기 신청"
    export_subject = "빌리기 신청"
    export_filename = "lending"
    model = LendingRequest
    verbose_name_plural = "빌리기 신청"
    filterset_class = RequestFilterSet
    is_searchable = True
    search_fields = ["resource__title", "name", "organisation"]
    index_url_name = "lending:index"
    index_results_url_name = "lending:index_results"
    default_ordering = "-asked_at"
    columns = [
        TitleColumn(
            "resource", label="자원", url_name="lending:inspect", accessor=lambda r: r.resource.title
        ),
        Column("quantity", label="수량", accessor=lambda r: f"{r.quantity}{r.resource.unit_word}"),
        Column("when", label="언제", accessor=when, sort_key="starts_at"),
        Column("name", label="신청하는 분", accessor=lambda r: r.name or "지움"),
        Column("state", label="상태", accessor="get_state_display", sort_key="state"),
        DateColumn("asked_at", label="신청한 때", sort_key="asked_at"),
    ]
    list_export = [
        *("resource.title", "resource.agency.title", "quantity", "starts_at", "ends_at", "state_label"),
        *("name", "organisation", "phone", "email", "purpose", "reason", "asked_at"),
    ]
    export_headings = {
        "resource.title": "자원",
        "resource.agency.title": "기관",
        "quantity": "수량",
        "starts_at": "언제부터",
        "ends_at": "언제까지",
        "state_label": "상태",
        "name": "신청하는 분",
        "organisation": "소속",
        "phone": "전화번호",
        "email": "이메일",
        "purpose": "쓰임새",
        "reason": "까닭이나 덧붙이는 말",
        "asked_at": "신청한 때",
    }

    def get_base_queryset(self):
        return LendingRequest.objects.visible_to(self.request.user).select_related("resource__agency")

    def get(self, request, *args, **kwargs):
        if not self.is_export:
            self.note_view("빌리기 신청 목록")
        return super().get(request, *args, **kwargs)

    def render_to_response(self, context, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET["export"])
        return super().render_to_response(context, **kwargs)

    def to_row_dict(self, request):
        request.state_label = request.get_state_display()
        return super().to_row_dict(request)

    @property
    def header_buttons(self):
        return [HeaderButton("전화로 받은 신청 적기", url=reverse("lending:choose"), icon_name="plus")]


class OneRequestMixin(GiverMixin):
    """The request named in the address; another agency's is not found."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        requests = LendingRequest.objects.visible_to(request.user).select_related("resource__agency")
        self.lending = get_object_or_404(requests, pk=kwargs["pk"])


class RequestInspectView(OneRequestMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "directory/admin/lending_request.html"

    def get(self, request, *args, **kwargs):
        self.note_view("빌리기 신청한 분", obj=self.lending)
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return str(self.lending)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.lending)}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "lending": self.lending,
            "when": when(self.lending),
            "entries": registry.get_logs_for_instance(self.lending)[:20],
        }


class ChooseResourceView(GiverMixin, WagtailAdminTemplateMixin, TemplateView):
    """Which of the own resources somebody called about."""

    template_name = "directory/admin/lending_choose.html"
    page_title = "전화로 받은 신청 적기"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "resources": lendable_by(self.request.user).select_related("agency")[:500]
        }
