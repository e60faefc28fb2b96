"""Deeds on one person: suspend, reinstate, reset the second factor, take a role, end or move a membership."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from accounts.roles import has_factor
from directory.action_views import ActionView
from directory.actions import leave_headquarters
from directory.agency_views import agencies_crumb
from directory.models import AgencyMembership
from directory.people_forms import TransferForm
from directory.people_views import people_crumb


class PersonActionView(ActionView):
    """A deed on the person named in the address, for who may manage that person."""

    header_icon = "user"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.person = get_object_or_404(User, pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not request.user.may_manage(self.person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.person)

    def get_success_url(self):
        return reverse("people:inspect", args=[self.person.pk])

    def trail(self):
        return [people_crumb(), {"url": self.get_success_url(), "label": str(self.person)}]


class SuspendPersonView(PersonActionView):
    page_title = "이용 정지"
    sentence = "이 사람은 지금 바로 로그아웃되고 다시 로그인할 수 없습니다. 쓴 글은 그대로 남습니다."
    button = "이용 정지"
    done = "이용을 정지했습니다."
    is_dangerous = True

    def perform(self, data):
        self.person.suspend(by=self.request.user, reason=data["reason"])


class ReinstatePersonView(PersonActionView):
    page_title = "정지 해제"
    sentence = "이 사람이 전과 같은 소속으로 다시 로그인할 수 있게 됩니다."
    button = "정지 해제"
    done = "정지를 풀었습니다."

    def perform(self, data):
        self.person.reinstate(by=self.request.user, reason=data["reason"])


class ForgetFactorsView(PersonActionView):
    page_title = "2단계 인증 초기화"
    sentence = (
        "휴대전화와 복구 코드를 모두 잃은 분을 위한 것입니다. 전화나 대면으로 본인임을 확인한 뒤에만 하십시오. "
        "이 사람의 로그인을 모두 끊고, 다음 로그인에는 비밀번호만 묻습니다."
    )
    button = "2단계 인증 초기화"
    done = "2단계 인증을 초기화했습니다."
    is_dangerous = True

    def dispatch(self, request, *args, **kwargs):
        if not has_factor(self.person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def perform(self, data):
        self.person.forget_factors(by=self.request.user, reason=data["reason"])


class LeaveHeadquartersView(PersonActionView):
    page_title = "역할 거두기"
    sentence = "복지정책과나 사무국의 권한을 지금 바로 거둡니다. 계정과 기관 소속은 남습니다."
    button = "역할 거두기"
    done = "역할을 거두었습니다."
    is_dangerous = True

    def perform(self, data):
        leave_headquarters(self.person, by=self.request.user, reason=data["reason"])


class MembershipActionView(ActionView):
    header_icon = "user"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        memberships = AgencyMembership.objects.select_related("agency__page", "user")
        self.membership = get_object_or_404(memberships, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.membership)

    def get_success_url(self):
        return reverse("agencies:inspect", args=[self.membership.agency_id])

    def trail(self):
        agency = {"url": self.get_success_url(), "label": str(self.membership.agency)}
        return [agencies_crumb(), agency]


class EndMembershipView(MembershipActionView):
    page_title = "소속 종료"
    sentence = "이 사람은 지금 바로 이 기관의 일을 할 수 없게 됩니다. 쓴 글은 기관에 남습니다."
    button = "소속 종료"
    done = "소속을 끝냈습니다."
    is_dangerous = True

    def perform(self, data):
        self.membership.end(by=self.request.user, reason=data["reason"])


class TransferMembershipView(MembershipActionView):
    page_title = "소속 이동"
    form_class = TransferForm
    sentence = "이 사람의 소속을 다른 기관으로 옮깁니다. 지금까지 쓴 글은 지금 기관에 남습니다."
    button = "옮기기"
    done = "소속을 옮겼습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"membership": self.membership}

    def perform(self, data):
        self.membership.transfer(data["to"], by=self.request.user, reason=data["reason"])
