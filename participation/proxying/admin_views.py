"""창구 등록 in the admin: the issues for which 공감 may be entered, what was entered, and who may enter."""

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.urls import reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from accounts.models import User
from accounts.roles import DONG_OFFICE, is_headquarters
from common.sites import staff_site_of
from directory.action_views import HeadquartersMixin
from directory.admin_lists import AdminListView
from participation.models import Issue, ProxyEmpathy
from participation.proxying.actions import officer_of
from participation.way import OPEN


def may_see(user):
    return is_headquarters(user) or officer_of(user) is not None


def issues_crumb():
    return {"url": reverse("proxying:index"), "label": "창구 등록"}


class CounterMixin:
    """동주민센터 staff with a dong, and headquarters, who look after them."""

    header_icon = "form"

    def dispatch(self, request, *args, **kwargs):
        self.officer = officer_of(request.user)
        if self.officer is None and not is_headquarters(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def counter_issues(request):
    """Issues that everybody may read, and to which 공감 may be said."""
    return Issue.objects.public().in_site(staff_site_of(request)).filter(status__in=OPEN)


class CounterListView(CounterMixin, AdminListView):
    page_title = "창구 등록"
    model = Issue
    verbose_name_plural = "과제"
    is_searchable = True
    search_fields = ["title"]
    index_url_name = "proxying:index"
    index_results_url_name = "proxying:index_results"
    default_ordering = "-published_at"

    @property
    def columns(self):
        title = {"url_name": "proxying:empathy"} if self.officer else {}
        return [
            TitleColumn("title", label="과제", sort_key="title", **title)
            if title
            else Column("title", label="과제", sort_key="title"),
            Column("pk", label="번호", sort_key="pk"),
            Column("status", label="상태", accessor="get_status_display"),
            Column("empathy_count", label="공감", sort_key="empathy_count"),
            Column("proxy_count", label="창구 공감", sort_key="proxy_count"),
            DateColumn("published_at", label="게시한 때", sort_key="published_at"),
        ]

    @property
    def header_buttons(self):
        buttons = [HeaderButton("적은 공감", url=reverse("proxying:entered"), icon_name="list-ul")]
        if self.officer:
            buttons.insert(0, HeaderButton("과제 대신 등록", url=reverse("proxying:add"), icon_name="plus"))
        if is_headquarters(self.request.user):
            buttons.append(
                HeaderButton("동주민센터 담당자", url=reverse("proxying:officers"), icon_name="user")
            )
        return buttons

    def get_base_queryset(self):
        return counter_issues(self.request)


class EnteredListView(CounterMixin, AdminListView):
    """공감 that was entered, of the own office; of all for headquarters."""

    page_title = "적은 공감"
    model = ProxyEmpathy
    verbose_name_plural = "창구 공감"
    index_url_name = "proxying:entered"
    index_results_url_name = "proxying:entered_results"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("receipt", label="접수 번호", url_name="proxying:remove", sort_key="receipt"),
        Column("issue", label="과제"),
        Column("dong", label="동주민센터"),
        DateColumn("created_at", label="적은 때", sort_key="created_at"),
    ]

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), issues_crumb(), {"url": "", "label": self.page_title}]

    def get_base_queryset(self):
        found = ProxyEmpathy.objects.select_related("issue", "dong")
        found = found.filter(issue__in=Issue.objects.in_site(staff_site_of(self.request)))
        return found if is_headquarters(self.request.user) else found.filter(dong=self.officer.dong)


class OfficerListView(HeadquartersMixin, AdminListView):
    """Who may enter, and for which dong."""

    page_title = "동주민센터 담당자"
    header_icon = "user"
    model = User
    verbose_name_plural = "담당자"
    index_url_name = "proxying:officers"
    index_results_url_name = "proxying:officers_results"
    default_ordering = "email"
    columns = [
        TitleColumn("email", label="이메일", url_name="proxying:appoint", sort_key="email"),
        Column("dong_name", label="동주민센터", accessor=lambda user: user.dong_name or "정하지 않음"),
    ]

    def get(self, request, *args, **kwargs):
        self.note_view("동주민센터 담당자 목록")
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), issues_crumb(), {"url": "", "label": self.page_title}]

    def get_base_queryset(self):
        people = User.objects.filter(groups__name=DONG_OFFICE, is_active=True)
        return people.annotate(dong_name=F("dong_officer__dong__name"))
