"""The number that proves a mailbox: allauth's process for codes, with one answer for every address.

Whether an address has an account shows only to who reads its mail. A staff member's number is never made:
staff are told by mail to use their own door.
"""

import secrets
import unicodedata

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import AccessLog, Resident, User, Verb
from accounts.residents import pending
from accounts.residents.doors import is_staff_account
from accounts.residents.social import connect_pending
from common.limits import within_limit

DIGITS = 6


def account_of(email):
    return User.objects.filter(email__iexact=email).first()


class SignInCode(AbstractCodeVerificationProcess):
    """One number for one mailbox, in one browser's session."""

    def __init__(self, request, state):
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
        )

    @classmethod
    def begin(cls, request, email):
        """A new number; the one before it is worth nothing any more."""
        process = cls(request, cls.initial_state(user=None, email=email))
        process.send()
        process.persist()

    @classmethod
    def resume(cls, request):
        """The process that is under way in this browser, or None: there is none, or its time is over."""
        state = pending.look(request).get("code")
        return cls(request, state).abort_if_invalid() if state else None

    @property
    def email(self):
        return self.state["email"]

    def send(self):
        person = account_of(self.email)
        context = {"request": self.request, "base_url": settings.BASE_URL, "minutes": self.timeout // 60}
        if person and is_staff_account(person):
            self.state["code"] = ""
            template = "account/email/staff_door"
        else:
            self.state["code"] = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
            template = "account/email/login_code"
        get_adapter().send_mail(template, self.email, context | {"code": self.state["code"]})

    def persist(self):
        pending.note(self.request, code=self.state)

    def abort(self):
        pending.note(self.request, code=None)

    def may_try(self):
        """Counted outside the session too, which many questions at once would each read before any writes it."""
        key = f"{self.request.session.session_key}:{self.state['at']}"
        return within_limit("resident-code-try", key, times=self.max_attempts, seconds=self.timeout)

    def is_right(self, typed):
        digits = "".join(c for c in unicodedata.normalize("NFKC", typed) if c.isascii() and c.isdigit())
        right = bool(self.code) and secrets.compare_digest(digits, self.code)
        if not right:
            person = account_of(self.email)
            AccessLog.objects.record(
                Verb.SIGN_IN_FAILED,
                obj=person,
                person=person,
                reason="메일로 보낸 번호가 다름",
                request=self.request,
            )
        return right

    def finish(self):
        """The mailbox is proven: its resident, or None, when there is none yet."""
        pending.note(self.request, code=None, email=self.email)
        return Resident.objects.select_related("user").filter(user__email__iexact=self.email).first()


def let_in(request, person):
    """Sign a resident in, and go where he wanted to. Nobody who may enter the admin comes through here."""
    if is_staff_account(person):
        pending.forget(request)
        return redirect("account_login")
    connect_pending(request, person)
    url = pending.safe_next(request, reverse("me"))
    pending.forget(request)
    record_authentication(request, person, method="code")
    return perform_login(request, Login(user=person, redirect_url=url))
