"""One door: how staff come in, how often they may try, with what, and for how long."""

import base64
import hashlib
import hmac
import struct
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.urls import reverse

from accounts.models import AccessLog, Verb
from tests.factories import UserFactory

PASSWORD = "correct-horse-battery"


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def signed_in(client):
    return "_auth_user_id" in client.session


def code_now(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return str((struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6).zfill(6)


class TestOtherDoors:
    @pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
    def test_wagtails_own_sign_in_leads_to_ours(self, client, editor_a, path):
        assert client.get(path, {"next": "/admin/"}).url == "/accounts/login/?next=%2Fadmin%2F"

        response = client.post(path, {"username": editor_a.email, "password": PASSWORD})

        assert response.url == "/accounts/login/"
        assert not signed_in(client)

    def test_the_admin_sends_strangers_to_our_door(self, client, district):
        assert client.get("/admin/").url == "/accounts/login/?next=/admin/"

    @pytest.mark.parametrize("path", ["/admin/password_reset/", "/admin/password_reset/confirm/x/y/"])
    def test_wagtails_password_reset_leads_to_ours(self, client, district, path):
        assert client.get(path).url == "/accounts/password/reset/"

    def test_signing_out_of_the_admin_signs_out(self, client, editor_a):
        client.force_login(editor_a)

        client.post("/admin/logout/")

        assert not signed_in(client)

    @pytest.mark.parametrize(
        "path", ["signup/", "email/", "confirm-email/", "login/code/", "2fa/webauthn/signup/"]
    )
    def test_nobody_signs_up_or_changes_the_address(self, client, editor_a, path):
        client.force_login(editor_a)

        assert client.get(f"/accounts/{path}").status_code == 404

    def test_signing_in_leads_to_the_admin(self, client, editor_a):
        assert sign_in(client, editor_a.email.upper()).url == "/admin/"
        assert signed_in(client)

    def test_a_foreign_next_is_not_followed(self, client, editor_a):
        response = client.post(
            reverse("account_login"),
            {"login": editor_a.email, "password": PASSWORD, "next": "https://evil.example/"},
        )

        assert response.url == "/admin/"

    def test_a_reset_mail_carries_our_own_address(self, client, editor_a, mailoutbox, settings):
        settings.ALLOWED_HOSTS = ["*"]
        settings.BASE_URL = "https://nurinet.example"

        client.post(reverse("account_reset_password"), {"email": editor_a.email}, HTTP_HOST="evil.example")

        assert "https://nurinet.example/accounts/password/reset/key/" in mailoutbox[0].body
        assert "evil" not in mailoutbox[0].body

    def test_an_unknown_address_gets_no_mail_and_the_same_answer(self, client, editor_a, mailoutbox):
        known = client.post(reverse("account_reset_password"), {"email": editor_a.email})
        unknown = client.post(reverse("account_reset_password"), {"email": "nobody@nowhere.example"})

        assert known.url == unknown.url
        assert len(mailoutbox) == 1


class TestLimits:
    def test_the_sixth_try_on_one_account_is_refused_even_if_right(self, client, editor_a):
        for number in range(5):
            sign_in(client, editor_a.email, "wrong", REMOTE_ADDR=f"203.0.113.{number}")

        sign_in(client, editor_a.email, REMOTE_ADDR="203.0.113.99")

        assert not signed_in(client)
        assert AccessLog.objects.filter(verb=Verb.SIGN_IN_BLOCKED, person=editor_a).count() == 1

    def test_the_fifth_try_still_works(self, client, editor_a):
        for _ in range(4):
            sign_in(client, editor_a.email, "wrong")

        sign_in(client, editor_a.email)

        assert signed_in(client)

    def test_spraying_from_one_address_is_refused_at_the_31st(self, client, editor_a):
        for number in range(30):
            sign_in(client, f"person{number}@nowhere.example", "Summer2026!")

        sign_in(client, editor_a.email)
        assert not signed_in(client)

        sign_in(client, editor_a.email, REMOTE_ADDR="203.0.113.7")
        assert signed_in(client)

    def test_a_forged_forwarding_header_gives_no_new_tries(self, client, editor_a):
        for number in range(30):
            sign_in(client, f"p{number}@nowhere.example", "x", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")

        sign_in(client, editor_a.email, HTTP_X_FORWARDED_FOR="198.51.100.250")

        assert not signed_in(client)

    def test_the_limits_outlive_the_cache(self, client, editor_a):
        for _ in range(5):
            sign_in(client, editor_a.email, "wrong")
        cache.clear()

        sign_in(client, editor_a.email)

        assert not signed_in(client)

    @pytest.mark.parametrize(("minutes", "may"), [(14.9, False), (15.1, True)])
    def test_the_limit_ends_after_a_quarter_of_an_hour(self, client, editor_a, time_machine, minutes, may):
        from django.utils import timezone

        start = timezone.now()
        time_machine.move_to(start, tick=False)
        for _ in range(5):
            sign_in(client, editor_a.email, "wrong")
        cache.clear()
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)

        sign_in(client, editor_a.email)

        assert signed_in(client) is may

    def test_a_typed_password_in_the_address_field_is_not_kept(self, client, district):
        sign_in(client, "my-secret-password", "x")

        row = AccessLog.objects.first()
        assert "my-secret" not in f"{row.actor_email}{row.object_label}{row.person_email}{row.reason}"


@pytest.fixture
def mfa_required(settings):
    settings.STAFF_MFA_REQUIRED = True


def set_up_factor(user):
    return TOTP.activate(user, generate_totp_secret())


@pytest.mark.usefixtures("mfa_required")
class TestSecondFactor:
    @pytest.mark.parametrize("role", ["office", "secretariat"])
    @pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/account/", "/admin/nowhere/"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_headquarters_without_one_is_led_to_set_it_up(
        self, client, district, request, role, path, method
    ):
        client.force_login(request.getfixturevalue(role))

        assert getattr(client, method)(path).url == "/accounts/2fa/"

    def test_a_form_sent_without_one_does_nothing(self, client, office, agency_a):
        client.force_login(office)

        client.post(reverse("agencies:suspend", args=[agency_a.pk]), {"reason": "시험"})

        agency_a.refresh_from_db()
        assert not agency_a.is_suspended

    @pytest.mark.parametrize("path", ["/admin/api/main/pages/", "/admin/api/main/images/"])
    def test_the_admins_api_refuses_in_its_own_way(self, client, office, path):
        client.force_login(office)

        assert client.get(path).status_code == 403

    def test_a_superuser_needs_one_too(self, client, district):
        client.force_login(UserFactory(email="root@nurinet.example", is_superuser=True))

        assert client.get("/admin/").url == "/accounts/2fa/"

    def test_who_becomes_headquarters_in_mid_session_is_asked_at_once(self, client, editor_a, secretariat):
        client.force_login(editor_a)
        assert client.get("/admin/").status_code == 200

        editor_a.groups.add(secretariat.groups.get())

        assert client.get("/admin/").url == "/accounts/2fa/"

    def test_recovery_codes_alone_are_no_factor(self, client, office):
        RecoveryCodes.activate(office)
        client.force_login(office)

        assert client.get("/admin/").url == "/accounts/2fa/"

    def test_agencies_are_not_forced(self, client, editor_a):
        client.force_login(editor_a)

        assert client.get("/admin/").status_code == 200

    def test_the_sample_may_turn_it_off(self, client, office, settings):
        settings.STAFF_MFA_REQUIRED = False
        client.force_login(office)

        assert client.get("/admin/").status_code == 200

    def test_with_one_the_password_alone_signs_nobody_in(self, client, office):
        set_up_factor(office)

        response = sign_in(client, office.email)

        assert response.url == "/accounts/2fa/authenticate/"
        assert not signed_in(client)
        assert client.get("/admin/").url.startswith("/accounts/login/")

    def test_the_right_number_signs_in(self, client, office):
        totp = set_up_factor(office)
        sign_in(client, office.email)
        secret = totp.instance.wrap()
        from allauth.mfa.utils import decrypt

        client.post(
            "/accounts/2fa/authenticate/", {"code": code_now(decrypt(secret.instance.data["secret"]))}
        )

        assert signed_in(client)
        assert client.get("/admin/").status_code == 200

    def test_the_secret_is_not_stored_in_the_clear(self, office):
        secret = generate_totp_secret()

        totp = TOTP.activate(office, secret)

        assert secret not in str(totp.instance.data)

    def test_a_recovery_code_works_once(self, client, office):
        set_up_factor(office)
        code = RecoveryCodes.activate(office).get_unused_codes()[0]
        for expected in (True, False):
            client.logout()
            sign_in(client, office.email)
            client.post("/accounts/2fa/authenticate/", {"code": code})

            assert signed_in(client) is expected

    def test_guessing_the_number_is_limited(self, client, office):
        set_up_factor(office)
        code = RecoveryCodes.activate(office).get_unused_codes()[0]
        sign_in(client, office.email)
        for _ in range(5):
            client.post("/accounts/2fa/authenticate/", {"code": "000000"})

        client.post("/accounts/2fa/authenticate/", {"code": code})

        assert not signed_in(client)
        failed = AccessLog.objects.filter(verb=Verb.SIGN_IN_FAILED, person=office)
        assert failed.count() == 5


class TestSession:
    @pytest.fixture
    def start(self, time_machine):
        from django.utils import timezone

        start = timezone.now().replace(microsecond=0)
        time_machine.move_to(start, tick=False)
        return start

    @pytest.mark.parametrize(("idle", "alive"), [(7199, True), (7200, False)])
    def test_two_idle_hours_end_it(self, client, editor_a, time_machine, start, idle, alive):
        client.force_login(editor_a)
        client.get("/admin/")

        time_machine.move_to(start + timedelta(seconds=idle), tick=False)

        assert (client.get("/admin/").status_code == 200) is alive

    @pytest.mark.parametrize(("hours", "alive"), [(11.9, True), (12, False)])
    def test_twelve_hours_end_it_however_busy(self, client, editor_a, time_machine, start, hours, alive):
        client.force_login(editor_a)
        for hour in range(12):
            time_machine.move_to(start + timedelta(hours=hour), tick=False)
            client.get("/admin/")

        time_machine.move_to(start + timedelta(hours=hours), tick=False)

        assert (client.get("/admin/").status_code == 200) is alive

    def test_an_open_tabs_pings_do_not_keep_it_alive(self, client, editor_a, time_machine, start):
        client.force_login(editor_a)
        client.get("/admin/")
        for minutes in range(10, 120, 10):
            time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
            client.post(f"/admin/editing-sessions/ping/wagtailcore/page/{1}/1/")

        time_machine.move_to(start + timedelta(minutes=120), tick=False)

        assert client.get("/admin/").status_code == 302

    def test_one_may_end_the_sessions_on_other_devices(self, client, editor_a):
        from django.test import Client

        other = Client()
        sign_in(client, editor_a.email)
        sign_in(other, editor_a.email)
        assert UserSession.objects.filter(user=editor_a).count() == 2

        client.post(reverse("usersessions_list"))

        assert other.get("/admin/").status_code == 302
        assert client.get("/admin/").status_code == 200

    def test_a_new_password_ends_the_sessions_on_other_devices(self, client, editor_a):
        from django.test import Client

        other = Client()
        sign_in(client, editor_a.email)
        sign_in(other, editor_a.email)

        client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": "new-horse-battery-9", "password2": "new-horse-battery-9"},
        )

        assert other.get("/admin/").status_code == 302
        assert client.get("/admin/").status_code == 200

    def test_strangers_get_no_cookie_and_no_vary(self, client, district):
        response = client.get("/healthz")

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


class TestWhatIsWrittenDown:
    def verbs(self, person):
        return list(AccessLog.objects.filter(person=person).order_by("number").values_list("verb", flat=True))

    def test_in_wrong_and_out(self, client, editor_a):
        before = len(self.verbs(editor_a))
        sign_in(client, editor_a.email, "wrong")
        sign_in(client, editor_a.email)
        client.post(reverse("account_logout"))

        assert self.verbs(editor_a)[before:] == [Verb.SIGN_IN_FAILED, Verb.SIGN_IN, Verb.SIGN_OUT]
        assert AccessLog.objects.first().ip == "127.0.0.1"

    def test_factors_added_and_removed(self, client, editor_a, django_capture_on_commit_callbacks):
        sign_in(client, editor_a.email)
        session_secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret

        with django_capture_on_commit_callbacks(execute=True):
            client.post("/accounts/2fa/totp/activate/", {"code": code_now(session_secret)})
        client.post("/accounts/2fa/totp/deactivate/")

        assert not Authenticator.objects.filter(user=editor_a).exists()
        assert {Verb.FACTOR_ADDED, Verb.FACTOR_REMOVED} <= set(self.verbs(editor_a))

    @pytest.mark.parametrize("side", ["person", "group"])
    def test_roles_from_either_side(self, editor_a, secretariat, side):
        group = secretariat.groups.get()
        before = len(self.verbs(editor_a))

        if side == "person":
            editor_a.groups.add(group)
            editor_a.groups.remove(group)
        else:
            group.user_set.add(editor_a)
            group.user_set.remove(editor_a)

        assert self.verbs(editor_a)[before:] == [Verb.ROLE_GIVEN, Verb.ROLE_TAKEN]

    def test_clearing_all_roles(self, editor_a):
        editor_a.groups.clear()

        assert self.verbs(editor_a)[-1] == Verb.ROLE_TAKEN

    def test_becoming_a_superuser(self, editor_a):
        editor_a.is_superuser = True
        editor_a.save()
        editor_a.save()

        assert self.verbs(editor_a).count(Verb.ROLE_GIVEN) == 2  # the agency's group, and this
        assert AccessLog.objects.first().reason == "최고 관리자"

    def test_a_new_password(self, client, editor_a):
        sign_in(client, editor_a.email)

        client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": "new-horse-battery-9", "password2": "new-horse-battery-9"},
        )

        assert Verb.PASSWORD_CHANGED in self.verbs(editor_a)


def test_a_reset_of_the_password_opens_a_locked_account_to_its_owner(client, editor_a, mailoutbox):
    import re

    for _ in range(5):
        sign_in(client, editor_a.email, "wrong")
    client.post(reverse("account_reset_password"), {"email": editor_a.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mailoutbox[0].body).group()
    form = client.get(link).url

    client.post(form, {"password1": "new-horse-battery-9", "password2": "new-horse-battery-9"})
    assert not signed_in(client)
    sign_in(client, editor_a.email, "new-horse-battery-9")

    assert signed_in(client)


def test_documents_ask_for_the_second_factor_too(client, office, mfa_required):
    client.force_login(office)

    assert client.get("/documents/1/x.pdf").url == "/accounts/2fa/"
    assert client.get("/").status_code == 200


def test_what_is_left_of_ended_sessions_is_forgotten(client, editor_a):
    from django.contrib.sessions.models import Session
    from django.test import Client
    from django.utils import timezone

    from accounts.sessions import forget_ended_sessions

    sign_in(Client(), editor_a.email)
    Session.objects.update(expire_date=timezone.now())
    sign_in(client, editor_a.email)

    forget_ended_sessions()

    assert Session.objects.count() == 1
    assert UserSession.objects.filter(user=editor_a).count() == 1
    assert client.get("/admin/").status_code == 200
