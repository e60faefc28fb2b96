"""기관: the register of agencies for 복지정책과 and 사무국."""

import django_filters
from django.db.models import Count, Max, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry

from directory.action_views import ActionView, HeadquartersMixin
from directory.actions import onboard_agency, set_publishing
from directory.admin_lists import AdminListView
from directory.models import Agency, DirectoryIndexPage, Invitation
from directory.models.agency import PublishingMode
from directory.models.invitation import StaffRole
from directory.people_forms import InviteEditorForm, OnboardingForm, PublishingForm


def agencies_crumb():
    return {"url": reverse("agencies:index"), "label": "기관"}


class AgencyFilterSet(WagtailFilterSet):
    publishing = django_filters.ChoiceFilter(label="게시 방식", choices=PublishingMode.choices)
    suspended = django_filters.BooleanFilter(
        label="정지", field_name="suspended_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Agency
        fields = ["publishing"]


class AgencyListView(HeadquartersMixin, AdminListView):
    """Counts of people, no names: nothing personal is shown here."""

    page_title = "기관"
    header_icon = "group"
    model = Agency
    verbose_name_plural = "기관"
    filterset_class = AgencyFilterSet
    is_searchable = True
    search_fields = ["page__title", "code"]
    index_url_name = "agencies:index"
    index_results_url_name = "agencies:index_results"
    default_ordering = "page__title"
    columns = [
        TitleColumn("__str__", label="기관", url_name="agencies:inspect", sort_key="page__title"),
        Column("code", label="코드", sort_key="code"),
        Column("people", label="담당자", accessor=lambda agency: f"{agency.people}명", sort_key="people"),
        Column("get_publishing_display", label="게시 방식", sort_key="publishing"),
        Column("state", label="상태", accessor=lambda agency: "정지" if agency.is_suspended else "이용 중"),
        DateColumn("last_seen_at", label="최근 로그인", sort_key="last_seen_at"),
    ]

    def get_base_queryset(self):
        working = Q(memberships__ended_at__isnull=True)
        return Agency.objects.select_related("page").annotate(
            people=Count("memberships", filter=working, distinct=True),
            last_seen_at=Max("memberships__user__last_login", filter=working),
        )

    header_buttons = property(
        lambda self: [HeaderButton("새 기관", url=reverse("agencies:add"), icon_name="plus")]
    )


class AgencyInspectView(HeadquartersMixin, WagtailAdminTemplateMixin, TemplateView):
    """One agency: who works there, who is invited, what happened. Shows people, so it is written down."""

    template_name = "directory/admin/agency.html"
    header_icon = "group"

    def get(self, request, *args, **kwargs):
        self.agency = get_object_or_404(Agency.objects.select_related("page"), pk=kwargs["pk"])
        Invitation.objects.filter(agency=self.agency).note_expired()
        self.note_view("기관 담당자와 초대", obj=self.agency)
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return self.agency.page.title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), agencies_crumb(), {"url": "", "label": str(self.agency)}]

    def get_context_data(self, **kwargs):
        memberships = self.agency.memberships.select_related("user")
        return super().get_context_data(**kwargs) | {
            "agency": self.agency,
            "memberships": memberships.active().order_by("started_at", "pk"),
            "former": memberships.filter(ended_at__isnull=False).order_by("-ended_at", "-pk")[:50],
            "invitations": self.agency.invitations.select_related("invited_by")[:50],
            "entries": registry.get_logs_for_instance(self.agency)[:20],
        }


class AgencyActionView(ActionView):
    """A deed on the agency named in the address."""

    header_icon = "group"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.agency = get_object_or_404(Agency.objects.select_related("page"), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.agency.page.title

    def get_success_url(self):
        return reverse("agencies:inspect", args=[self.agency.pk])

    def trail(self):
        return [agencies_crumb(), {"url": self.get_success_url(), "label": self.agency.page.title}]


class OnboardAgencyView(ActionView):
    page_title = "새 기관"
    header_icon = "group"
    form_class = OnboardingForm
    sentence = (
        "기관 페이지, 권한, 사진·문서 모음을 한꺼번에 만들고, 적어 주신 분들께 초대 메일을 보냅니다. "
        "기관 페이지는 만들자마자 주민에게 보입니다."
    )
    button = "기관 등록"
    done = "기관을 등록했습니다."

    def perform(self, data):
        index = DirectoryIndexPage.objects.order_by("path").first()
        emails = data.pop("emails")
        self.agency = onboard_agency(index=index, by=self.request.user, invite=emails, **data)

    def get_success_url(self):
        agency = getattr(self, "agency", None)
        return reverse("agencies:inspect", args=[agency.pk]) if agency else reverse("agencies:index")

    def trail(self):
        return [agencies_crumb()]


class PublishingView(AgencyActionView):
    page_title = "게시 방식"
    form_class = PublishingForm
    done = "게시 방식을 바꾸었습니다."

    def get_initial(self):
        return {"publishing": self.agency.publishing}

    def perform(self, data):
        set_publishing(self.agency, data["publishing"], by=self.request.user)


class SuspendAgencyView(AgencyActionView):
    page_title = "이용 정지"
    sentence = (
        "이 기관의 담당자는 지금 바로 관리 화면을 쓸 수 없게 됩니다(다른 기관에도 속한 분은 그 기관의 일은 계속합니다). "
        "이미 게시한 글은 그대로 남습니다."
    )
    button = "이용 정지"
    done = "기관의 이용을 정지했습니다."
    is_dangerous = True

    def perform(self, data):
        self.agency.suspend(by=self.request.user, reason=data["reason"])


class ReinstateAgencyView(AgencyActionView):
    page_title = "정지 해제"
    sentence = "이 기관의 담당자가 다시 관리 화면을 쓸 수 있게 됩니다."
    button = "정지 해제"
    done = "기관의 정지를 풀었습니다."

    def perform(self, data):
        self.agency.reinstate(by=self.request.user, reason=data["reason"])


class InviteEditorView(AgencyActionView):
    page_title = "담당자 초대"
    form_class = InviteEditorForm
    sentence = "받은 분이 링크를 열어 이름과 비밀번호를 정하면 이 기관의 담당자가 됩니다. 계정은 한 사람이 하나씩 씁니다."
    button = "초대 보내기"
    done = "초대 메일을 보냈습니다."

    def perform(self, data):
        Invitation.objects.invite(
            data["email"], StaffRole.EDITOR, self.agency, by=self.request.user, name=data["name"]
        )
