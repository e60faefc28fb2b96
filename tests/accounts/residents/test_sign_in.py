"""Signing in by a number sent by mail: what it takes, how often, and who is kept out."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog, Resident, User, Verb
from accounts.residents.sign_in_views import PER_BOTH
from accounts.roles import SECRETARIAT
from tests.accounts.residents.conftest import ask_for_number, number_in, type_number
from tests.accounts.signing import sign_in, signed_in

pytestmark = pytest.mark.django_db


def wrong(number):
    return f"{(int(number) + 1) % 10**6:06}"


class TestNumber:
    def test_it_signs_a_resident_in(self, client, district, neighbour, mailoutbox):
        ask_for_number(client, "Neighbour@Mail.example")
        response = type_number(client, number_in(mailoutbox[0]))

        assert response.url == "/me/"
        assert signed_in(client)
        assert "느긋한 참새 31" in client.get("/me/").content.decode()

    def test_it_may_be_typed_as_phones_type_it(self, client, district, neighbour, mailoutbox):
        ask_for_number(client, neighbour.user.email)
        number = number_in(mailoutbox[0])

        type_number(client, f" {number[:3]} {number[3:]} ".translate({48 + n: 0xFF10 + n for n in range(10)}))

        assert signed_in(client)

    @pytest.mark.parametrize(("seconds", "works"), [(600, True), (601, False)])
    def test_it_is_good_for_ten_minutes(
        self, client, district, neighbour, mailoutbox, time_machine, seconds, works
    ):
        start = timezone.now().replace(microsecond=0)
        time_machine.move_to(start, tick=False)
        ask_for_number(client, neighbour.user.email)
        time_machine.move_to(start + timedelta(seconds=seconds), tick=False)

        type_number(client, number_in(mailoutbox[0]))

        assert signed_in(client) is works

    @pytest.mark.parametrize(("tries", "works"), [(4, True), (5, False)])
    def test_five_wrong_tries_make_it_worthless(self, client, district, neighbour, mailoutbox, tries, works):
        ask_for_number(client, neighbour.user.email)
        number = number_in(mailoutbox[0])
        for _ in range(tries):
            type_number(client, wrong(number))

        type_number(client, number)

        assert signed_in(client) is works

    def test_tries_count_though_the_session_was_put_back(self, client, district, neighbour, mailoutbox):
        """As when many questions at once each read the count before any has written it."""
        ask_for_number(client, neighbour.user.email)
        number, kept = number_in(mailoutbox[0]), client.session["resident_door"]
        for _ in range(5):
            type_number(client, wrong(number))
            session = client.session
            session["resident_door"] = kept
            session.save()

        assert type_number(client, number).status_code == 429
        assert not signed_in(client)

    def test_a_wrong_number_is_said_and_written_down_without_the_address(
        self, client, district, neighbour, mailoutbox
    ):
        ask_for_number(client, neighbour.user.email)

        page = type_number(client, wrong(number_in(mailoutbox[0]))).content.decode()

        assert "번호가 다릅니다" in page
        row = AccessLog.objects.get(verb=Verb.SIGN_IN_FAILED)
        assert row.person_id == neighbour.user_id
        assert (row.person_email, row.object_label) == ("", f"주민 {neighbour.user_id}")

    def test_a_new_number_ends_the_old_one(self, client, district, neighbour, mailoutbox):
        ask_for_number(client, neighbour.user.email)
        client.post(reverse("me_code"), {"deed": "again"})

        type_number(client, number_in(mailoutbox[0]))
        assert not signed_in(client)
        type_number(client, number_in(mailoutbox[1]))
        assert signed_in(client)

    def test_it_works_in_the_browser_that_asked_alone(self, client, district, neighbour, mailoutbox):
        ask_for_number(client, neighbour.user.email)

        assert type_number(Client(), number_in(mailoutbox[0])).url == "/me/sign-in/"

    def test_who_asks_too_often_is_refused(self, client, district, neighbour, mailoutbox):
        answers = [ask_for_number(client, neighbour.user.email).status_code for _ in range(PER_BOTH + 1)]

        assert answers == [302] * PER_BOTH + [429]
        assert len(mailoutbox) == PER_BOTH

    @pytest.mark.parametrize(
        "typed", ["", "어머니", "\u00b2\u00b2\u00b2\u00b2\u00b2\u00b2", "9" * 5000, "१२३४५६"]
    )
    def test_nonsense_is_answered_in_words(self, client, district, neighbour, typed):
        ask_for_number(client, neighbour.user.email)

        assert type_number(client, typed).status_code == 200

    def test_a_suspended_resident_is_told_so(self, client, district, neighbour, mailoutbox):
        User.objects.filter(pk=neighbour.user_id).update(is_active=False)
        ask_for_number(client, neighbour.user.email)

        assert type_number(client, number_in(mailoutbox[0])).url == "/accounts/inactive/"
        assert not signed_in(client)


class TestOneAnswer:
    def test_nobody_learns_who_has_an_account(self, district, neighbour, office, mailoutbox):
        pages = []
        for email in (neighbour.user.email, office.email, "nobody@mail.example"):
            client = Client()
            response = ask_for_number(client, email)
            pages.append((response.status_code, response.url, client.get(response.url).status_code))
            page = type_number(client, "abc").content.decode().replace(email, "")
            pages[-1] += (page.count("번호가 다릅니다"), "직원 계정" in page)

        assert len(set(pages)) == 1
        assert len(mailoutbox) == 3

    def test_an_unknown_address_leads_to_joining_and_keeps_nothing(self, client, district, mailoutbox):
        before = User.objects.count()
        ask_for_number(client, "new@mail.example")

        assert type_number(client, number_in(mailoutbox[0])).url == "/me/join/"
        assert not signed_in(client)
        assert User.objects.count() == before
        assert not Resident.objects.exclude(user__email="resident@nurinet.example").exists()


class TestStaff:
    @pytest.fixture(params=["office", "secretariat", "editor_a", "root", "retired"])
    def staff(self, request, district):
        if request.param == "root":
            return User.objects.create_superuser("root@nurinet.example")
        if request.param == "retired":
            person = request.getfixturevalue("editor_b")
            person.groups.clear()
            return person
        return request.getfixturevalue(request.param)

    def test_no_number_is_made_for_them(self, client, staff, mailoutbox):
        ask_for_number(client, staff.email)

        assert "직원 로그인" in mailoutbox[0].body
        assert client.session["resident_door"]["code"]["code"] == ""
        for typed in ("", "000000", "staff"):
            type_number(client, typed)
        assert not signed_in(client)

    def test_a_resident_given_a_role_loses_the_session_that_a_number_opened(
        self, client, district, neighbour, mailoutbox
    ):
        ask_for_number(client, neighbour.user.email)
        type_number(client, number_in(mailoutbox[0]))
        neighbour.user.groups.add(Group.objects.get(name=SECRETARIAT))

        response = client.get("/admin/")

        assert response.url.startswith("/accounts/login/")
        assert not signed_in(client)

    def test_a_role_given_between_mail_and_number_keeps_the_door_shut(
        self, client, district, neighbour, mailoutbox
    ):
        ask_for_number(client, neighbour.user.email)
        neighbour.user.groups.add(Group.objects.get(name=SECRETARIAT))

        assert type_number(client, number_in(mailoutbox[0])).url == "/accounts/login/"
        assert not signed_in(client)

    def test_they_are_told_at_the_residents_pages(self, client, secretariat):
        client.force_login(secretariat)

        for path in ("/me/", "/me/sign-in/", "/me/join/", "/me/verify/"):
            response = client.get(path)
            assert response.status_code == 403
            assert "주민 계정이 아닙니다" in response.content.decode()

    def test_a_resident_gets_no_password_by_the_staffs_way(self, client, district, neighbour, mailoutbox):
        client.post(reverse("account_reset_password"), {"email": neighbour.user.email})

        assert "비밀번호가 없는" in mailoutbox[0].body
        assert "password/reset/key" not in mailoutbox[0].body

    def test_the_staffs_door_names_no_resident_in_the_log(self, client, district, neighbour):
        sign_in(client, neighbour.user.email, "guessed")

        row = AccessLog.objects.get(verb=Verb.SIGN_IN_FAILED)
        assert (row.person_id, row.person_email) == (neighbour.user_id, "")


class TestNext:
    @pytest.mark.parametrize(
        ("sent", "leads_to"),
        [
            ("/directory/?q=1&near=2", "/directory/?q=1&near=2"),
            ("https://evil.example/", "/me/"),
            ("//evil.example/", "/me/"),
            ("/\\evil.example", "/me/"),
            ("javascript:alert(1)", "/me/"),
            ("http://testserver.evil.example/", "/me/"),
            ("/" + "a" * 600, "/me/"),
        ],
    )
    def test_it_stays_in_the_house(self, client, district, neighbour, mailoutbox, sent, leads_to):
        client.get(reverse("me_sign_in"), {"next": sent})
        ask_for_number(client, neighbour.user.email, next=sent)

        assert type_number(client, number_in(mailoutbox[0])).url == leads_to

    def test_a_page_for_residents_leads_to_the_door_and_back(self, client, district, neighbour, mailoutbox):
        door = client.get("/me/edit/")
        assert door.url == "/me/sign-in/?next=%2Fme%2Fedit%2F"

        assert 'name="next" value="/me/edit/"' in client.get(door.url).content.decode()


def test_nothing_of_one_resident_is_kept_on_the_way(client, district, neighbour):
    client.force_login(neighbour.user)

    for path in ("/me/", "/me/edit/", "/me/download/", "/me/leave/", "/me/sessions/", "/me/verify/"):
        assert "no-store" in client.get(path)["Cache-Control"], path
    assert "noindex" in client.get("/me/").content.decode()


def test_residents_are_not_among_the_people_at_work(client, secretariat, neighbour, editor_a):
    client.force_login(secretariat)

    page = client.get(reverse("people:index")).content.decode()

    assert editor_a.email in page
    assert secretariat.email in page
    assert neighbour.user.email not in page


@pytest.mark.parametrize(
    "path",
    ["/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/", "/accounts/reauthenticate/"],
)
def test_a_resident_has_no_password_and_no_factor_to_look_after(client, district, neighbour, path):
    client.force_login(neighbour.user)

    assert client.get(path).url == "/me/"


def test_the_admin_tells_a_resident_where_his_things_are(client, district, neighbour):
    client.force_login(neighbour.user)

    response = client.get("/admin/")

    assert response.status_code == 403
    assert 'href="/me/"' in response.content.decode()
