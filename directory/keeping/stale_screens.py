"""오래 확인되지 않은 것: the list, the request to an agency, and 변동 없음 with one press."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.admin.widgets import Button, HeaderButton
from wagtail.models import Page

from accounts.exports import KoreanExportMixin
from accounts.roles import is_headquarters
from directory.action_views import ActionView, DeedView
from directory.keeping.confirming import confirm
from directory.keeping.forms import AskAgencyForm
from directory.keeping.nudges import ask_now
from directory.keeping.sections import agencies_for, own_sections
from directory.keeping.staleness import KINDS, unconfirmed_pages
from directory.search_boxes import SiteSearchMixin


class UnconfirmedFilterSet(WagtailFilterSet):
    agency = django_filters.ModelChoiceFilter(label="기관", method="of_agency", queryset=agencies_for)

    class Meta:
        model = Page
        fields = []

    def of_agency(self, pages, name, agency):
        return pages.filter(path__startswith=agency.page.path)


class UnconfirmedReportView(KoreanExportMixin, SiteSearchMixin, ReportView):
    """Of all agencies for headquarters, of the own one for an agency."""

    page_title = "오래 확인되지 않은 것"
    header_icon = "time"
    model = Page
    filterset_class = UnconfirmedFilterSet
    index_url_name = "nurinet_unconfirmed"
    index_results_url_name = "nurinet_unconfirmed_results"
    export_filename = "unconfirmed"
    default_ordering = "confirmed_on"
    columns = [
        TitleColumn("title", label="제목", url_name="wagtailadmin_pages:edit", sort_key="title"),
        Column("kind", label="종류", accessor=lambda page: page.content_type.name),
        Column("agency_title", label="기관", sort_key="agency_title"),
        Column(
            "confirmed_on",
            label="최종 확인일",
            accessor=lambda page: page.confirmed_on or "없음",
            sort_key="confirmed_on",
        ),
        DateColumn("asked_at", label="확인을 부탁한 때", sort_key="asked_at"),
    ]
    list_export = ["title", "content_type.name", "agency_title", "confirmed_on", "asked_at"]
    export_headings = {
        "title": "제목",
        "content_type.name": "종류",
        "agency_title": "기관",
        "confirmed_on": "최종 확인일",
        "asked_at": "확인을 부탁한 때",
    }

    def get_base_queryset(self):
        return unconfirmed_pages().filter(own_sections(self.request.user)).select_related("content_type")

    def order_queryset(self, queryset):
        """What was never confirmed counts as the oldest."""
        name = self.ordering.removeprefix("-")
        order = F(name).desc(nulls_last=True) if self.ordering[0] == "-" else F(name).asc(nulls_first=True)
        return queryset.order_by(order, "pk")

    @property
    def header_buttons(self):
        if not is_headquarters(self.request.user):
            return []
        url = reverse("nurinet_ask_to_confirm")
        if agency := self.request.GET.get("agency", ""):
            url += f"?{urlencode({'agency': agency})}"
        return [HeaderButton("확인 부탁 보내기", url=url, icon_name="mail")]


class AskToConfirmView(ActionView):
    page_title = "확인 부탁 보내기"
    header_icon = "mail"
    form_class = AskAgencyForm
    sentence = (
        "고른 기관의 담당자 모두에게, 오래 확인되지 않은 것의 목록을 메일로 보냅니다. "
        "받은 분은 링크로 ‘변동 없음’을 알리거나 고칠 수 있습니다. 달마다 저절로 가는 메일과 같습니다."
    )
    button = "보내기"

    def get_initial(self):
        return {"agency": self.request.GET.get("agency")}

    def perform(self, data):
        count = ask_now(data["agency"])
        self.done = f"{data['agency']}에 {count}건의 확인을 부탁했습니다."

    def get_success_url(self):
        return reverse("nurinet_unconfirmed")

    def trail(self):
        return [{"url": self.get_success_url(), "label": "오래 확인되지 않은 것"}]


def may_confirm(user, page):
    """Who may write the page may say that it still holds."""
    return page.live and page.specific_class in KINDS and page.permissions_for_user(user).can_edit()


class ConfirmView(DeedView):
    """The button in the editor and in lists posts here at once; without a script it asks first."""

    page_title = "변동 없음"
    header_icon = "check"
    form_class = Form
    sentence = (
        "게시된 내용이 지금도 맞으면 눌러 주십시오. 최종 확인일이 오늘로 바뀌고, 다른 내용은 바뀌지 않습니다."
    )
    button = "변동 없음(오늘 확인)"
    done = "최종 확인일을 오늘로 바꾸었습니다."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page.objects.select_related("content_type"), pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not may_confirm(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.title

    def perform(self, data):
        confirm([self.page], by=self.request.user)

    def get_success_url(self):
        target = self.request.GET.get("next", "")
        if url_has_allowed_host_and_scheme(target, {self.request.get_host()}):
            return target
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def confirm_buttons(page, user, next_url=None):
    """변동 없음 beside a live page, for whoever looks after it. One press: Wagtail's script posts it."""
    if not may_confirm(user, page):
        return
    url = reverse("nurinet_confirm", args=[page.pk])
    if next_url:
        url += f"?{urlencode({'next': next_url})}"
    attributes = {
        "data-controller": "w-action",
        "data-action": "click->w-action#post",
        "data-w-action-url-value": url,
    }
    yield Button("변동 없음(오늘 확인)", url, icon_name="check", attrs=attributes, priority=60)
