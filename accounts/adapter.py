"""How allauth behaves here: staff are invited, residents come in by ``accounts.residents``; nobody signs up here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse

from accounts.models import AccessLog, User, Verb
from accounts.residents.doors import came_as_resident, is_staff_account
from accounts.sessions import just_signed_in
from common.ciphers import cipher
from common.client_address import client_ip


class StaffAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """Never a refusal for want of an address: behind a socket all strangers share one limit."""
        return client_ip(request) or "0.0.0.0"  # noqa: S104 - a name for "unknown", nothing is bound

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who signed in a moment ago is not asked again, so that a first day's set-up goes straight on."""
        return super().is_reauthentication_required(app=app, **kwargs) and not just_signed_in(
            self.request.session
        )

    def get_reset_password_from_key_url(self, key):
        """The district's own address, whatever Host header asked for the mail."""
        path = super().get_reset_password_from_key_url(key)
        return settings.BASE_URL + path[path.index("/accounts/") :]

    def get_login_redirect_url(self, request):
        return reverse("me") if came_as_resident(request.session) else super().get_login_redirect_url(request)

    def send_password_reset_mail(self, user, email, context):
        """A resident's account has no password; its owner is told so, and nobody else learns of it."""
        if is_staff_account(user):
            return super().send_password_reset_mail(user, email, context)
        return self.send_mail(
            "account/email/residents_door", email, context | {"base_url": settings.BASE_URL}
        )

    def pre_authenticate(self, request, **credentials):
        """allauth's limits (in the cache), then our own count of failures (in the database).

        The cache is per process without Redis, and forgets at a restart; the log does neither.
        """
        person = User.objects.filter(email__iexact=credentials.get("email", "")).first()
        try:
            super().pre_authenticate(request, **credentials)
            if too_many_failures(self.get_client_ip(request), person):
                raise self.validation_error("too_many_login_attempts")
        except Exception:
            AccessLog.objects.record(Verb.SIGN_IN_BLOCKED, obj=person, person=person, request=request)
            raise


def too_many_failures(ip, person):
    """Five failures of one account, or thirty from one address, in fifteen minutes."""
    failures = AccessLog.objects.failures(minutes=15)
    if failures.filter(ip=ip).count() >= settings.SIGN_IN_FAILURES_PER_ADDRESS:
        return True
    if person is None:
        return False
    mine = failures.filter(person=person)
    reset = AccessLog.objects.filter(verb=Verb.PASSWORD_CHANGED, person=person).order_by("number").last()
    if reset:
        mine = mine.filter(number__gt=reset.number)
    return mine.count() >= settings.SIGN_IN_FAILURES_PER_ACCOUNT


class StaffMFAAdapter(DefaultMFAAdapter):
    """Keeps authenticator secrets encrypted with a key made from ``SECRET_KEY`` (old keys still read)."""

    def encrypt(self, text):
        return cipher("mfa").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return cipher("mfa").decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self):
        return settings.WAGTAIL_SITE_NAME
