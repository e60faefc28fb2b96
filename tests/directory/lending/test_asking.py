"""The form anybody may fill in: what it asks, refuses and keeps, and what it never tells."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog
from common.moments import midnight
from directory.models import LendingRequest, ResourcePage
from directory.models.lending import LendingState
from tests.directory.lending.conftest import NOW, THE_PERSON, at, day, days

CONSENT = {"is_of_age": "on", "consent": "on"}


def url_of(resource):
    return reverse("lending_ask", args=[resource.uuid])


def filled(**fields):
    return THE_PERSON | CONSENT | {"key": "k" * 32} | fields


CHAIR = {"first_day": "2026-12-03", "last_day": "2026-12-05", "quantity": "1"}
ROOM = {"day": "2026-12-03", "from_time": "14:00", "until_time": "16:00"}


@pytest.fixture
def send(client):
    def post(resource, **fields):
        return client.post(url_of(resource), filled(**fields))

    return post


def errors(response):
    return response.context["form"].errors


class TestSending:
    def test_it_becomes_a_request_and_leads_to_its_private_page(self, client, chairs, send):
        response = send(chairs, **CHAIR)

        request = LendingRequest.objects.get()
        assert response.url == reverse("lending_request", args=[request.uuid])
        assert request.starts_at == midnight(day(3))
        assert request.ends_at == midnight(day(6))
        assert (request.name, request.email) == (THE_PERSON["name"], THE_PERSON["email"])
        assert request.consented_at == NOW
        assert "아직 정해진 것이 아닙니다" in client.get(response.url).content.decode()

    def test_hours_of_a_room(self, room, send):
        send(room, **ROOM)

        request = LendingRequest.objects.get()
        assert (request.starts_at, request.ends_at) == (at("14:00"), at("16:00"))

    def test_a_room_without_closing_time_can_be_had_until_midnight(self, room, send):
        ResourcePage.objects.filter(pk=room.pk).update(closes_at=None)

        send(room, day="2026-12-03", from_time="23:30", until_time="24:00")

        assert LendingRequest.objects.get().ends_at == midnight(day(4))

    def test_the_same_form_twice_is_one_request(self, chairs, send):
        assert send(chairs, **CHAIR).url == send(chairs, **CHAIR).url
        assert LendingRequest.objects.count() == 1

    def test_another_person_at_the_same_screen_never_sees_the_first_ones_request(self, chairs, send):
        first = send(chairs, **CHAIR).url

        assert send(chairs, **CHAIR, name="다른이").url != first
        assert LendingRequest.objects.count() == 2

    def test_the_address_is_not_chosen_by_the_sender(self, chairs, send):
        send(chairs, **CHAIR, key="00000000-0000-4000-8000-000000000000")

        assert str(LendingRequest.objects.get().uuid) != "00000000-0000-4000-8000-000000000000"


class TestRefusing:
    @pytest.mark.parametrize(
        ("fields", "name", "sentence"),
        [
            ({"name": ""}, "name", "적어 주십시오"),
            ({"phone": "없음"}, "phone", "02-123-4567"),
            ({"email": "gilsun"}, "email", "이메일 주소를"),
            ({"purpose": "가" * 301}, "purpose", "300자까지"),
            ({"purpose": "제 번호는 900101-2345678"}, "purpose", "주민등록번호"),
            ({"consent": ""}, "consent", "동의하셔야"),
            ({"is_of_age": ""}, "is_of_age", "보호자와 함께"),
            ({"remark": "buy"}, "remark", "비우고"),
            ({"quantity": "3"}, "quantity", "모두 2대"),
            ({"quantity": "둘"}, "quantity", "숫자로"),
            ({"first_day": "내일"}, "first_day", "2026-11-28처럼"),
            ({"first_day": "2026-11-25"}, "first_day", "2026-11-26부터"),
            ({"last_day": "9999-12-31"}, "last_day", "사이의 날짜"),
            ({"last_day": "2026-12-02"}, "last_day", "빠릅니다"),
            ({"last_day": "2026-12-10"}, "last_day", "7일까지"),
        ],
    )
    def test_a_sentence_at_the_field_and_nothing_is_lost(self, chairs, send, fields, name, sentence):
        response = send(chairs, **CHAIR | fields)

        assert response.status_code == 200
        assert sentence in str(errors(response)[name])
        html = response.content.decode()
        assert all(value in html for key, value in THE_PERSON.items() if key not in fields)
        assert not LendingRequest.objects.exists()

    def test_seven_days_are_not_too_long_and_today_is_not_too_early(self, chairs, send):
        send(chairs, **CHAIR | {"first_day": "2026-11-26", "last_day": "2026-12-02"})

        assert LendingRequest.objects.count() == 1

    @pytest.mark.parametrize(
        ("fields", "name", "sentence"),
        [
            ({"from_time": "18:00", "until_time": "18:30"}, "from_time", "목록에 있는"),
            ({"from_time": "16:00", "until_time": "16:00"}, "until_time", "빠릅니다"),
            ({"day": "2026-11-26", "from_time": "09:30"}, "from_time", "지난 때"),
        ],
    )
    def test_hours_that_cannot_be_had(self, room, send, fields, name, sentence):
        assert sentence in str(errors(send(room, **ROOM | fields))[name])

    def test_the_period_holds_both_its_ends(self, chairs, send):
        ResourcePage.objects.filter(pk=chairs.pk).update(available_from=day(3), available_until=day(5))

        assert "2026-12-03부터" in str(
            errors(send(chairs, **CHAIR | {"first_day": "2026-12-02"}))["first_day"]
        )
        assert "2026-12-05 사이" in str(
            errors(send(chairs, **CHAIR | {"last_day": "2026-12-06"}))["last_day"]
        )
        assert send(chairs, **CHAIR).status_code == 302

    def test_what_is_taken_is_said_without_who_has_it(self, chairs, asked, send):
        asked(chairs, days(4, 4), name="먼저온이", email="first@resident.example").accept()

        response = send(chairs, **CHAIR | {"quantity": "2"})

        assert "남은 것은 1대입니다" in str(errors(response)["quantity"])
        assert "먼저온이" not in response.content.decode()

    def test_what_is_all_taken(self, chairs, asked, send):
        asked(chairs, days(4, 4), quantity=2).accept()

        assert "이미 나갔습니다" in str(errors(send(chairs, **CHAIR))["first_day"])

    def test_too_many_from_one_address_are_told_to_wait(self, chairs, send):
        statuses = [
            send(chairs, **CHAIR, name=f"이름{n}", email=f"p{n}@resident.example").status_code
            for n in range(11)
        ]

        assert statuses == [302] * 10 + [429]

    def test_too_many_mails_to_one_mailbox(self, chairs, send):
        statuses = [send(chairs, **CHAIR, name=f"이름{n}").status_code for n in range(6)]

        assert statuses == [302] * 5 + [429]

    def test_nonsense_is_no_error_of_ours(self, client, chairs, room):
        for resource in (chairs, room):
            for fields in ({}, {"day": "\u0000"[:0], "quantity": "9" * 400}, {"first_day": ["a", "b"]}):
                assert client.post(url_of(resource), fields).status_code == 200
        assert client.get(f"{url_of(room)}?day=2026-99-99").status_code == 200


class TestTheForm:
    def test_it_is_kept_by_nobody_and_found_by_no_search_engine(self, client, chairs):
        response = client.get(url_of(chairs))

        assert "no-store" in response["Cache-Control"]
        assert 'name="robots" content="noindex' in response.content.decode()

    def test_no_box_is_ticked_before(self, client, chairs):
        assert "checked" not in client.get(url_of(chairs)).content.decode().split("<main")[1]

    def test_a_day_of_the_calendar_is_filled_in(self, client, chairs):
        html = client.get(f"{url_of(chairs)}?day=2026-12-03").content.decode()

        assert html.count('value="2026-12-03"') == 2

    @pytest.mark.parametrize(
        "change",
        [
            {"takes_requests": False},
            {"available_until": NOW.date() - timedelta(days=1)},
        ],
    )
    def test_what_is_not_lent_here_says_so(self, client, chairs, change):
        ResourcePage.objects.filter(pk=chairs.pk).update(**change)

        response = client.get(url_of(chairs))

        assert response.status_code == 410
        assert "신청을 받지 않습니다" in response.content.decode()

    def test_a_suspended_agency_lends_nothing(self, client, chairs, agency_a):
        type(agency_a).objects.filter(pk=agency_a.pk).update(suspended_at=timezone.now())

        assert client.post(url_of(chairs), filled(**CHAIR)).status_code == 410

    def test_a_draft_does_not_exist(self, client, chairs):
        chairs.unpublish()

        assert client.get(url_of(chairs)).status_code == 404


class TestThePrivatePage:
    @pytest.fixture
    def request_url(self, chairs, asked):
        self.request = asked(chairs, days(3, 5))
        return reverse("lending_request", args=[self.request.uuid])

    def test_it_tells_the_state_and_not_who(self, client, request_url):
        self.request.accept(note="정문으로 오십시오.")

        response = client.get(request_url)

        html = response.content.decode()
        assert "빌려 드리기로 했습니다" in html
        assert "정문으로 오십시오." in html
        assert not [word for word in THE_PERSON.values() if word in html]
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"

    def test_one_may_cancel_there(self, client, request_url):
        client.post(request_url, {"deed": "withdraw"})

        self.request.refresh_from_db()
        assert self.request.state == LendingState.CANCELLED

    def test_and_then_have_ones_data_deleted(self, client, request_url):
        refused = client.post(request_url, {"deed": "forget"})
        assert "먼저 취소" in refused.content.decode()

        client.post(request_url, {"deed": "withdraw"})
        client.post(request_url, {"deed": "forget"})

        self.request.refresh_from_db()
        assert self.request.is_forgotten
        assert "모두 지웠습니다" in client.get(request_url).content.decode()

    @pytest.mark.parametrize("deed", ["accept", "", "__class__"])
    def test_no_other_deed_is_done_there(self, client, request_url, deed):
        before = AccessLog.objects.count()
        client.post(request_url, {"deed": deed})

        self.request.refresh_from_db()
        assert self.request.state == LendingState.ASKED
        assert AccessLog.objects.count() == before

    def test_the_title_of_what_was_taken_down_is_not_told(self, client, chairs, request_url, mailoutbox):
        chairs.unpublish()
        mailoutbox.clear()

        self.request.accept()

        assert "휠체어" not in client.get(request_url).content.decode()
        assert "휠체어" not in mailoutbox[0].body

    def test_another_address_is_nobodys(self, client, request_url):
        assert (
            client.get("/directory/lending/requests/00000000-0000-4000-8000-000000000000/").status_code == 404
        )
