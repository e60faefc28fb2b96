"""The door of the admin: who may pass, with what, and for how long."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import AccessLog, Verb
from accounts.residents.doors import came_as_resident, is_staff_account
from accounts.roles import must_set_up_factor
from accounts.sessions import is_over, note_activity

# What an open page asks by itself, with nobody there.
PINGS = {"wagtailadmin_editing_sessions"}
# Wagtail's own screens that show people. Only superusers reach them; still, they are personal data.
PEOPLE_SCREENS = {"wagtailusers_users"}
# About passwords and second factors, which residents' accounts do not have.
STAFF_PAGES = ("account_change_password", "account_reauthenticate", "mfa_", "usersessions_list")


class StaffDoorMiddleware:
    """Stands behind authentication. Strangers without a session cookie pass untouched."""

    def __init__(self, get_response):
        self.get_response = get_response

    @cached_property
    def admin(self):
        return reverse("wagtailadmin_home")

    @cached_property
    def documents(self):
        return reverse("wagtaildocs_serve", args=[0, "x"]).removesuffix("0/x")

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if is_over(request.session):
                logout(request)
                messages.info(request, "로그인한 시간이 지나 로그아웃했습니다. 다시 로그인해 주십시오.")
            elif came_as_resident(request.session) and is_staff_account(request.user):
                # Was given a role in mid-session. A mail's number is not enough for staff.
                logout(request)
                messages.info(request, "직원이 되셨습니다. 비밀번호로 다시 로그인해 주십시오.")
            elif refusal := self.refusal(request):
                return refusal
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Knows what was asked for only here: whether it is a ping, a screen about people, or staff's own page."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if not PINGS & set(match.namespaces):
            note_activity(request.session)
        if PEOPLE_SCREENS & set(match.namespaces):
            AccessLog.objects.record(Verb.VIEWED, reason=request.path[:200], request=request)
        if (match.view_name or "").startswith(STAFF_PAGES) and not is_staff_account(request.user):
            return redirect("me")
        return None

    def refusal(self, request):
        """The answer for who is signed in but may not enter the admin (yet), or None.

        Documents ask for the second factor too: staff are handed unpublished ones.
        """
        is_admin = request.path.startswith(self.admin)
        if not is_admin and not request.path.startswith(self.documents):
            return None
        if must_set_up_factor(request.user):
            return self.ask_for_factor(request)
        if is_admin and not request.user.has_perm("wagtailadmin.access_admin"):
            # Wagtail would send them to sign in, and the sign-in would send them back.
            return render(request, "accounts/no_access.html", status=403)
        return None

    def ask_for_factor(self, request):
        sentence = "복지정책과와 사무국은 2단계 인증을 등록해야 관리 화면을 쓸 수 있습니다."
        wants_json = request.headers.get("x-requested-with") == "XMLHttpRequest" or request.path.startswith(
            f"{self.admin}api/"
        )
        if wants_json:
            return JsonResponse({"detail": sentence}, status=403)
        messages.warning(request, sentence)
        return redirect("mfa_index")
