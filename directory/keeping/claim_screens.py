"""공공데이터 시설: agencies find theirs and claim it, headquarters decides or gives it without being asked."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from accounts.roles import is_headquarters
from directory.action_views import ActionView, DeedView
from directory.admin_lists import AdminListView
from directory.keeping.claims import ask_for, claimable, claims_for, grant, hand_over, refuse
from directory.keeping.forms import ClaimForm, HandOverForm, RefuseForm
from directory.models import Agency, FacilityClaim, FacilityPage
from directory.models.keeping import ClaimState
from directory.search_boxes import SiteSearchMixin


def facilities_crumb():
    return {"url": reverse("claims:facilities"), "label": "공공데이터 시설"}


def claims_crumb():
    return {"url": reverse("claims:index"), "label": "우리 기관 시설 신청"}


def address(facility):
    return (facility.road_address or facility.lot_address) if facility.address_public else "공개하지 않음"


class ClaimableListView(SiteSearchMixin, AdminListView):
    """Facilities that nobody here runs yet: only what residents see of them as well."""

    page_title = "공공데이터 시설"
    header_icon = "home"
    model = FacilityPage
    verbose_name_plural = "공공데이터 시설"
    index_url_name = "claims:facilities"
    index_results_url_name = "claims:facilities_results"
    default_ordering = "title"

    @property
    def columns(self):
        name = "claims:hand_over" if is_headquarters(self.request.user) else "claims:ask"
        return [
            TitleColumn("title", label="시설", url_name=name, sort_key="title"),
            Column("kind", label="종류", sort_key="kind"),
            Column("address", label="주소", accessor=address),
            Column("phone", label="전화"),
            Column("dongs", label="동", accessor=lambda page: ", ".join(map(str, page.dongs.all()))),
        ]

    @property
    def header_buttons(self):
        return [HeaderButton("신청 목록", url=reverse("claims:index"), icon_name="list-ul")]

    def get_base_queryset(self):
        return claimable().select_related("kind").defer_streamfields().prefetch_related("dongs")


class ClaimFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="상태", choices=ClaimState.choices)

    class Meta:
        model = FacilityClaim
        fields = []


def _deciding_url(claim):
    """To the decision; of what is decided, to the facility."""
    if claim.state == ClaimState.ASKED:
        return reverse("claims:grant", args=[claim.pk])
    return reverse("wagtailadmin_pages:edit", args=[claim.facility_id])


class ClaimListView(AdminListView):
    page_title = "우리 기관 시설 신청"
    header_icon = "home"
    model = FacilityClaim
    verbose_name_plural = "신청"
    filterset_class = ClaimFilterSet
    index_url_name = "claims:index"
    index_results_url_name = "claims:index_results"
    default_ordering = "-asked_at"

    @property
    def columns(self):
        decides = is_headquarters(self.request.user)
        title = Column("facility", label="시설")
        if decides:
            title = TitleColumn("facility", label="시설", get_url=_deciding_url, sort_key="facility__title")
        return [
            title,
            Column("agency", label="기관"),
            Column("message", label="설명"),
            Column("get_state_display", label="상태", sort_key="state"),
            Column("reason", label="까닭"),
            DateColumn("asked_at", label="신청한 때", sort_key="asked_at"),
        ]

    def get_base_queryset(self):
        return claims_for(self.request.user)

    @property
    def header_buttons(self):
        return [HeaderButton("공공데이터 시설", url=reverse("claims:facilities"), icon_name="home")]


class FacilityDeedMixin:
    """A deed on the public data's facility in the address."""

    header_icon = "home"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.facility = get_object_or_404(claimable().select_related("kind"), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.facility.title

    @property
    def sentence(self):
        facts = (self.facility.kind, address(self.facility), self.facility.phone)
        return f"{self.facility.title} ({', '.join(str(fact) for fact in facts if fact)}). {self.explanation}"

    def get_success_url(self):
        return reverse("claims:facilities")

    def trail(self):
        return [facilities_crumb()]


class AskView(FacilityDeedMixin, DeedView):
    page_title = "우리 기관 시설입니다"
    form_class = ClaimForm
    button = "신청하기"
    done = "신청했습니다. 사무국이 확인하면 메일로 알려 드립니다."
    explanation = "사무국이 확인하면 이 시설이 우리 기관 아래로 옮겨 오고, 직접 고칠 수 있게 됩니다."

    def dispatch(self, request, *args, **kwargs):
        own = Agency.objects.active().of_person(request.user)
        self.agencies = own.select_related("page").order_by("page__title", "pk")
        if not self.agencies:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"agencies": self.agencies}

    def perform(self, data):
        ask_for(self.facility, data["agency"], by=self.request.user, message=data["message"])


class HandOverView(FacilityDeedMixin, ActionView):
    page_title = "기관에 넘기기"
    form_class = HandOverForm
    button = "넘기기"
    done = "시설을 기관에 넘겼습니다."
    explanation = "시설이 고른 기관 아래로 옮겨 갑니다. 이력은 그대로 남고, 옛 주소는 새 주소로 이어집니다."

    def perform(self, data):
        hand_over(self.facility, data["agency"], by=self.request.user)


class ClaimDeedView(ActionView):
    header_icon = "home"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        claims = FacilityClaim.objects.select_related("facility__kind", "agency__page")
        self.claim = get_object_or_404(claims, pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if self.claim.state != ClaimState.ASKED and request.method == "GET" and is_headquarters(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.claim)

    def get_success_url(self):
        return reverse("claims:index")

    def trail(self):
        return [claims_crumb()]


class GrantView(ClaimDeedView):
    page_title = "넘겨주기"
    form_class = Form
    button = "넘겨주기"
    done = "시설을 기관에 넘겼습니다."

    @property
    def sentence(self):
        said = f" 기관의 설명: {self.claim.message}" if self.claim.message else ""
        return (
            f"{self.claim.facility.title}({address(self.claim.facility)})을(를) {self.claim.agency}에 넘깁니다."
            f"{said} 이력은 그대로 남고, 옛 주소는 새 주소로 이어집니다. 거절하려면 위의 단추를 누르십시오."
        )

    @property
    def header_buttons(self):
        url = reverse("claims:refuse", args=[self.claim.pk])
        return [HeaderButton("거절하기", url=url, icon_name="cross")]

    def perform(self, data):
        grant(self.claim, by=self.request.user)


class RefuseView(ClaimDeedView):
    page_title = "거절하기"
    form_class = RefuseForm
    button = "거절하기"
    done = "신청을 거절했습니다."
    is_dangerous = True

    def perform(self, data):
        refuse(self.claim, data["reason"], by=self.request.user)
