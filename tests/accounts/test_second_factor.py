"""The second factor, and what is written down of signing in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from accounts.models import AccessLog, Verb
from tests.accounts.signing import PASSWORD, code_now, set_up_factor, sign_in, signed_in
from tests.factories import UserFactory


@pytest.fixture
def mfa_required(settings):
    settings.STAFF_MFA_REQUIRED = True


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


def test_documents_ask_for_the_second_factor_too(client, office, mfa_required):
    client.force_login(office)

    assert client.get("/documents/1/x.pdf").url == "/accounts/2fa/"
    assert client.get("/").status_code == 200
