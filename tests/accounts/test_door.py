"""One door: how staff come in, how often they may try, with what, and for how long."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.urls import reverse

from accounts.models import AccessLog, Verb
from tests.accounts.signing import PASSWORD, sign_in, signed_in


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
