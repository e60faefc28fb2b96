"""Kakao and Naver as another way to show who one is: their number for the person is kept, and nothing else.

Whoever comes for the first time proves a mailbox too, so an account is joined only to whom both belong, and
never to a staff member's.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.residents import pending
from accounts.residents.doors import is_staff_account

NAMES = {"kakao": "카카오", "naver": "네이버"}


def offered():
    """(id, Korean name) of those that are switched on."""
    return [(name, NAMES.get(name, name)) for name in settings.SOCIALACCOUNT_PROVIDERS]


def if_offered(name, view):
    """The view, as long as the provider is switched on; nobody keeps its answers."""

    @never_cache
    def guarded(request, *args, **kwargs):
        if name not in settings.SOCIALACCOUNT_PROVIDERS:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


class ResidentSocialAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request, sociallogin):
        if sociallogin.state.get("process", AuthProcess.LOGIN) != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("me"))
        if not sociallogin.is_existing:
            url = sociallogin.get_redirect_url(request)
            account = sociallogin.account
            pending.note(request, social={"provider": account.provider, "uid": account.uid}, next=url or "")
            raise ImmediateHttpResponse(redirect("me_sign_in"))
        if is_staff_account(sociallogin.user) or not hasattr(sociallogin.user, "resident"):
            answer = render(request, "accounts/residents/not_a_resident.html", status=403)
            raise ImmediateHttpResponse(answer)

    def is_open_for_signup(self, request, sociallogin):
        return False


def connect_pending(request, person):
    """Tie the other site's account, shown a moment ago in this browser, to the proven mailbox's resident."""
    social = pending.look(request).get("social")
    if social and not SocialAccount.objects.filter(**social).exists():
        SocialAccount.objects.create(user=person, **social)
