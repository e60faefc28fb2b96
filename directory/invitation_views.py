"""Invitations: sent and looked after by headquarters, accepted by whoever holds the link."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.roles import is_office
from directory.action_views import ActionView, HeadquartersMixin
from directory.actions import accept_as_new_person
from directory.models import Invitation
from directory.models.invitation import InvitationClosed, may_invite
from directory.people_forms import AcceptInvitationForm, InviteHeadquartersForm
from directory.people_views import people_crumb


class InvitationListView(HeadquartersMixin, WagtailAdminTemplateMixin, TemplateView):
    """The newest hundred invitations of the whole district, answered or not."""

    template_name = "directory/admin/invitations.html"
    page_title = "초대"
    header_icon = "mail"

    def get(self, request, *args, **kwargs):
        Invitation.objects.note_expired()
        self.note_view("초대 목록")
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), people_crumb(), {"url": "", "label": "초대"}]

    def get_context_data(self, **kwargs):
        invitations = Invitation.objects.select_related("agency__page", "invited_by")[:100]
        return super().get_context_data(**kwargs) | {"invitations": invitations}


class InviteHeadquartersView(ActionView):
    page_title = "복지정책과·사무국 초대"
    header_icon = "user"
    form_class = InviteHeadquartersForm
    sentence = "받은 분은 이름과 비밀번호를 정한 뒤 2단계 인증을 등록해야 관리 화면을 쓸 수 있습니다."
    button = "초대 보내기"
    done = "초대 메일을 보냈습니다."

    def dispatch(self, request, *args, **kwargs):
        if not is_office(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def perform(self, data):
        Invitation.objects.invite(data["email"], data["role"], by=self.request.user, name=data["name"])

    def get_success_url(self):
        return reverse("people:invitations")

    def trail(self):
        return [people_crumb()]


class InvitationActionView(ActionView):
    header_icon = "mail"
    form_class = forms.Form

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        invitations = Invitation.objects.select_related("agency__page")
        self.invitation = get_object_or_404(invitations, pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not may_invite(request.user, self.invitation.role):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.invitation)

    def get_success_url(self):
        if self.invitation.agency_id:
            return reverse("agencies:inspect", args=[self.invitation.agency_id])
        return reverse("people:invitations")

    def trail(self):
        return [people_crumb(), {"url": reverse("people:invitations"), "label": "초대"}]


class RevokeInvitationView(InvitationActionView):
    page_title = "초대 취소"
    sentence = "보낸 링크가 지금 바로 못 쓰게 됩니다."
    button = "초대 취소"
    done = "초대를 취소했습니다."
    is_dangerous = True

    def perform(self, data):
        self.invitation.revoke(by=self.request.user)


class ResendInvitationView(InvitationActionView):
    page_title = "초대 다시 보내기"
    sentence = "새 링크를 메일로 보냅니다. 전에 보낸 링크는 못 쓰게 됩니다."
    button = "다시 보내기"
    done = "초대 메일을 다시 보냈습니다."

    def perform(self, data):
        self.invitation.resend(by=self.request.user)


@method_decorator([never_cache, sensitive_post_parameters("password1", "password2")], name="dispatch")
class AcceptInvitationView(FormView):
    """What a person with the link sees: a form for a new account, or a button to join with the own one."""

    template_name = "accounts/invitation.html"
    form_class = AcceptInvitationForm

    def dispatch(self, request, *args, token, **kwargs):
        self.invitation = (
            Invitation.objects.with_token(token).select_related("agency__page", "invited_by").first()
        )
        try:
            if self.invitation is None:
                return self.closed(
                    "없는 초대 링크입니다. 메일에 온 주소를 끝까지 복사했는지 확인해 주십시오.", 404
                )
            self.invitation.refuse_if_closed()
            self.person = User.objects.filter(email__iexact=self.invitation.email).first()
            if self.person is not None and not self.person.is_active:
                raise InvitationClosed("정지된 계정입니다. 사무국에 문의해 주십시오.")
            response = super().dispatch(request, *args, **kwargs)
        except InvitationClosed as closed:
            self.invitation and Invitation.objects.filter(pk=self.invitation.pk).note_expired()
            response = self.closed(str(closed), 410)
        # The address is a key: other sites never learn it. `no-referrer` would also make the browser send
        # `Origin: null` with the form, which the protection against forged requests refuses.
        response["Referrer-Policy"] = "same-origin"
        return response

    def closed(self, sentence, status):
        return render(self.request, "accounts/invitation_closed.html", {"sentence": sentence}, status=status)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"email": self.invitation.email}

    def post(self, request, *args, **kwargs):
        if self.person is None and not request.user.is_authenticated:
            return super().post(request, *args, **kwargs)
        if request.user != self.person:
            return redirect(request.path)
        self.invitation.accept(request.user)
        messages.success(request, f"{self.invitation.place} 담당자가 되었습니다.")
        return redirect("wagtailadmin_home")

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            user = accept_as_new_person(
                self.invitation,
                last_name=data["last_name"],
                first_name=data["first_name"],
                password=data["password1"],
            )
        except IntegrityError as error:  # the account was made in the very same moment
            raise InvitationClosed("이미 사용한 초대 링크입니다. 로그인해 주십시오.") from error
        # Through allauth's own stages, as every sign-in: a second factor is asked when one is set up.
        return perform_login(self.request, Login(user=user, redirect_url=reverse("wagtailadmin_home")))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"invitation": self.invitation, "person": self.person}
