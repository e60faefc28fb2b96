"""사람: who has an account, for 복지정책과 and 사무국. Every view here is written into the access log."""

import django_filters
from django.contrib.auth.models import Group
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from accounts.exports import ReasonedExportMixin
from accounts.models import User
from accounts.roles import HEADQUARTERS, is_office
from directory.action_views import HeadquartersMixin
from directory.admin_lists import AdminListView
from directory.models import Agency, AgencyMembership

STATES = (("active", "이용 중"), ("suspended", "정지"), ("no_factor", "2단계 인증 없음"))


def people_crumb():
    return {"url": reverse("people:index"), "label": "사람"}


class PersonFilterSet(WagtailFilterSet):
    role = django_filters.ChoiceFilter(
        label="역할",
        method="in_role",
        choices=[*((name, name) for name in HEADQUARTERS), ("editor", "기관 담당자")],
    )
    agency = django_filters.ModelChoiceFilter(
        label="기관", method="in_agency", queryset=Agency.objects.select_related("page")
    )
    state = django_filters.ChoiceFilter(label="상태", method="in_state", choices=STATES)

    class Meta:
        model = User
        fields = []

    def in_role(self, people, name, value):
        if value in HEADQUARTERS:
            return people.filter(groups__name=value)
        return people.filter(groups__agency__isnull=False).distinct()

    def in_agency(self, people, name, value):
        return people.filter(memberships__agency=value, memberships__ended_at__isnull=True)

    def in_state(self, people, name, value):
        return people.filter(
            {
                "active": Q(is_active=True),
                "suspended": Q(is_active=False),
                "no_factor": Q(has_factor=False, is_active=True),
            }[value]
        )


def places(person):
    """Where the person works, from what ``PeopleListView`` fetched."""
    names = [group.name for group in person.headquarters]
    names += [str(membership.agency) for membership in person.current_memberships]
    return ", ".join((["최고 관리자"] if person.is_superuser else []) + names) or "소속 없음"


def with_places(people):
    memberships = AgencyMembership.objects.active().select_related("agency__page")
    groups = Group.objects.filter(name__in=HEADQUARTERS)
    return people.with_factor_state().prefetch_related(
        Prefetch("memberships", memberships, to_attr="current_memberships"),
        Prefetch("groups", groups, to_attr="headquarters"),
    )


class PeopleListView(ReasonedExportMixin, HeadquartersMixin, AdminListView):
    page_title = "사람"
    header_icon = "user"
    export_subject = "사람 목록"
    export_filename = "people"
    model = User
    verbose_name_plural = "사람"
    filterset_class = PersonFilterSet
    is_searchable = True
    search_fields = ["email", "last_name", "first_name"]
    index_url_name = "people:index"
    index_results_url_name = "people:index_results"
    default_ordering = "email"
    columns = [
        TitleColumn("__str__", label="이름", url_name="people:inspect", sort_key="last_name"),
        Column("email", label="이메일", sort_key="email"),
        Column("places", label="소속", accessor=places),
        Column("factor", label="2단계 인증", accessor=lambda person: "켬" if person.has_factor else "끔"),
        Column("state", label="상태", accessor=lambda person: "이용 중" if person.is_active else "정지"),
        DateColumn("last_login", label="최근 로그인", sort_key="last_login"),
    ]
    list_export = ["name", "email", "places", "has_factor", "is_active", "last_login"]
    export_headings = {
        "name": "이름",
        "email": "이메일",
        "places": "소속",
        "has_factor": "2단계 인증",
        "is_active": "이용 중",
        "last_login": "최근 로그인",
    }

    def get_base_queryset(self):
        return with_places(User.objects.at_work())

    def get(self, request, *args, **kwargs):
        if not self.is_export:
            self.note_view("사람 목록")
        return super().get(request, *args, **kwargs)

    def render_to_response(self, context, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET["export"])
        return super().render_to_response(context, **kwargs)

    def to_row_dict(self, person):
        person.name, person.places = str(person), places(person)
        return super().to_row_dict(person)

    @property
    def header_buttons(self):
        buttons = [HeaderButton("초대 목록", url=reverse("people:invitations"), icon_name="mail")]
        if is_office(self.request.user):
            url = reverse("people:invite")
            buttons.append(HeaderButton("복지정책과·사무국 초대", url=url, icon_name="plus"))
        return buttons


class PersonInspectView(HeadquartersMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "directory/admin/person.html"
    header_icon = "user"

    def get(self, request, *args, **kwargs):
        self.person = get_object_or_404(with_places(User.objects.all()), pk=kwargs["pk"])
        self.note_view("사람 정보", person=self.person, obj=self.person)
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return str(self.person)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), people_crumb(), {"url": "", "label": str(self.person)}]

    def get_context_data(self, **kwargs):
        memberships = self.person.memberships.select_related("agency__page")
        return super().get_context_data(**kwargs) | {
            "person": self.person,
            "places": places(self.person),
            "memberships": memberships.active(),
            "former": memberships.filter(ended_at__isnull=False).order_by("-ended_at", "-pk"),
            "may_manage": self.request.user.may_manage(self.person),
        }
