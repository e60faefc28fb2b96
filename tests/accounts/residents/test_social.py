"""Kakao and Naver, played by ourselves: their number for a person, and a mailbox proven once."""

from unittest.mock import Mock, patch
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.urls import reverse

from accounts.models import Resident
from tests.accounts.residents.conftest import ask_for_number, join_by_form, number_in, type_number
from tests.accounts.signing import signed_in

pytestmark = pytest.mark.django_db
PROFILES = {
    "kakao": {
        "id": 777,
        "kakao_account": {"email": "office@nurinet.example", "profile": {"nickname": "실명"}},
    },
    "naver": {
        "resultcode": "00",
        "response": {"id": "777", "email": "office@nurinet.example", "name": "실명"},
    },
}


@pytest.fixture(autouse=True)
def switched_on(settings):
    app = {"client_id": "our-id", "secret": "our-secret"}
    settings.SOCIALACCOUNT_PROVIDERS = {name: {"SCOPE": [], "APP": app} for name in PROFILES}


def come_from(client, name, query="", **params):
    """Go to the provider and come back as the person of PROFILES."""
    response = client.post(f"{reverse(f'{name}_login')}{query}")
    state = parse_qs(urlsplit(response.url).query)["state"][0]

    def answer(session, method, url, **kwargs):
        data = PROFILES[name] if method.upper() == "GET" else {"access_token": "t", "token_type": "bearer"}
        return Mock(
            status_code=200,
            headers={"content-type": "application/json"},
            json=lambda: data,
            raise_for_status=lambda: None,
        )

    with patch.object(requests.Session, "request", answer):
        return client.get(reverse(f"{name}_callback"), {"code": "c", "state": state} | params)


@pytest.mark.parametrize("name", PROFILES)
class TestProvider:
    def test_the_first_time_one_proves_a_mailbox_and_joins(self, client, district, mailoutbox, name):
        assert come_from(client, name).url == "/me/sign-in/"
        assert not SocialAccount.objects.exists()
        assert "확인을 마쳤습니다" in client.get("/me/sign-in/").content.decode()

        ask_for_number(client, "new@mail.example")
        type_number(client, number_in(mailoutbox[0]))
        join_by_form(client)

        account = SocialAccount.objects.get()
        assert account.user.email == "new@mail.example"
        assert (account.provider, account.uid, account.extra_data) == (name, "777", {})
        assert not SocialToken.objects.exists()

    def test_a_resident_with_that_mailbox_is_joined_to_it(
        self, client, district, neighbour, mailoutbox, name
    ):
        come_from(client, name)
        ask_for_number(client, neighbour.user.email)
        type_number(client, number_in(mailoutbox[0]))

        assert signed_in(client)
        assert SocialAccount.objects.get().user == neighbour.user

    def test_the_next_time_one_is_signed_in_at_once(self, client, district, neighbour, name):
        SocialAccount.objects.create(user=neighbour.user, provider=name, uid="777")

        response = come_from(client, name, "?next=/directory/")

        assert response.url == "/directory/"
        assert signed_in(client)
        account = SocialAccount.objects.get()
        assert account.extra_data == {}
        neighbour.user.refresh_from_db()
        assert neighbour.user.email == "neighbour@mail.example"

    def test_without_a_next_it_leads_to_ones_own_page(self, client, district, neighbour, name):
        SocialAccount.objects.create(user=neighbour.user, provider=name, uid="777")

        assert come_from(client, name, "?next=https://evil.example/").url == "/me/"

    def test_staff_do_not_come_in_by_it(self, client, district, office, name):
        SocialAccount.objects.create(user=office, provider=name, uid="777")

        assert come_from(client, name).status_code == 403
        assert not signed_in(client)

    def test_it_never_joins_a_staff_account_by_its_mail(self, client, district, office, mailoutbox, name):
        come_from(client, name)
        ask_for_number(client, office.email)
        type_number(client, "000000")

        assert not SocialAccount.objects.exists()
        assert not signed_in(client)

    def test_nobody_signed_in_can_tie_an_account_to_his_own(self, client, office, name):
        client.force_login(office)

        assert come_from(client, name, "?process=connect").url == "/me/"
        assert not SocialAccount.objects.exists()

    def test_nothing_is_kept_of_who_stops_halfway(self, client, district, name):
        before = Resident.objects.count()
        come_from(client, name)

        assert "실명" not in str(dict(client.session))
        assert "office@" not in str(dict(client.session))
        assert Resident.objects.count() == before

    def test_who_turns_back_is_told_in_korean(self, client, district, name):
        response = come_from(client, name, error="access_denied", code="")
        assert "그만두셨습니다" in client.get(response.url).content.decode()

        forged = client.get(reverse(f"{name}_callback"), {"code": "c", "state": "forged"})
        assert "로그인하지 못했습니다" in forged.content.decode()

    def test_it_is_not_there_when_switched_off(self, client, district, settings, name):
        settings.SOCIALACCOUNT_PROVIDERS = {}

        assert client.post(reverse(f"{name}_login")).status_code == 404
        assert client.get(reverse(f"{name}_callback")).status_code == 404
        assert "다른 방법" not in client.get("/me/sign-in/").content.decode()

    def test_a_link_alone_starts_nothing(self, client, district, name):
        page = client.get(reverse(f"{name}_login"))

        assert page.status_code == 200
        assert "계속하기" in page.content.decode()
