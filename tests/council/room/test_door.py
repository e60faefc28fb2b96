"""Who comes into the members' room, by which door, and until when."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, Resident, User, Verb
from council.models import Membership
from tests.accounts.residents.conftest import ask_for_number, number_in, type_number
from tests.accounts.signing import signed_in
from tests.council.room.conftest import coming, seoul
from tests.factories.council import make_committee, make_meeting, make_member
from tests.factories.residents import ResidentFactory, ResidentUserFactory

pytestmark = pytest.mark.django_db
ROOM = "/council/room/"
ADDRESS = "member@mail.example"


def come(client, mailoutbox, email, to=ROOM):
    ask_for_number(client, email, next=to)
    return type_number(client, number_in(mailoutbox[-1]))


class TestByMail:
    def test_a_stranger_is_led_to_sign_in_and_back(self, client, district):
        response = client.get(ROOM)

        assert response.url == "/me/sign-in/?next=%2Fcouncil%2Froom%2F"
        text = client.get(response.url).content.decode()
        assert "위원 로그인" in text
        assert "주민으로 가입하지 않아도" in text

    def test_a_member_comes_in_without_becoming_a_resident(self, client, district, mailoutbox):
        make_member(make_committee(), ADDRESS)

        response = come(client, mailoutbox, ADDRESS)

        assert response.url == ROOM
        assert client.get(ROOM).status_code == 200
        person = User.objects.get(email=ADDRESS)
        assert not person.has_usable_password()
        assert not Resident.objects.filter(user=person).exists()
        assert AccessLog.objects.filter(verb=Verb.ACCOUNT_CREATED, person=person, reason="위원").count() == 1

    def test_the_second_time_no_second_account_is_made(self, client, district, mailoutbox):
        make_member(make_committee(), ADDRESS)
        come(client, mailoutbox, ADDRESS)

        come(Client(), mailoutbox, "Member@Mail.Example")

        assert User.objects.filter(email__iexact=ADDRESS).count() == 1

    def test_nothing_is_made_before_the_number_is_typed(self, client, district, mailoutbox):
        make_member(make_committee(), ADDRESS)

        ask_for_number(client, ADDRESS, next=ROOM)

        assert not User.objects.filter(email=ADDRESS).exists()

    def test_who_has_no_seat_is_asked_to_join_as_everybody(self, client, district, mailoutbox):
        response = come(client, mailoutbox, "nobody@mail.example")

        assert response.url == "/me/join/"
        assert not signed_in(client)
        assert not User.objects.filter(email="nobody@mail.example").exists()

    @pytest.mark.parametrize(
        "to", ["", "/issues/new/", "/council/rooms/", "https://evil.example/council/room/"]
    )
    def test_a_member_who_goes_elsewhere_is_asked_to_join(self, client, district, mailoutbox, to):
        make_member(make_committee(), ADDRESS)

        assert come(client, mailoutbox, ADDRESS, to).url == "/me/join/"
        assert not signed_in(client)

    def test_a_guest_may_become_a_resident_later(self, client, district, mailoutbox):
        make_member(make_committee(), ADDRESS)
        come(client, mailoutbox, ADDRESS)

        page = client.get("/me/")
        other = Client()
        come(other, mailoutbox, ADDRESS, "")
        other.post("/me/join/", {"nickname": "새 이웃", "is_of_age": "on", "terms": "on", "personal": "on"})

        assert page.status_code == 403
        assert "주민으로 가입하지 않은 계정" in page.content.decode()
        assert Resident.objects.filter(user__email=ADDRESS).exists()
        assert other.get(ROOM).status_code == 200

    def test_staff_use_their_own_door(self, client, district, mailoutbox, editor_a):
        make_member(make_committee(), editor_a.email)

        ask_for_number(client, editor_a.email, next=ROOM)

        assert "직원" in mailoutbox[-1].subject + mailoutbox[-1].body
        client.force_login(editor_a)
        assert client.get(ROOM).status_code == 200

    def test_a_suspended_member_stays_outside(self, client, district, mailoutbox):
        make_member(make_committee(), ADDRESS)
        ResidentUserFactory(email=ADDRESS, is_active=False)

        come(client, mailoutbox, ADDRESS)

        assert not signed_in(client)


class TestSeat:
    def test_without_a_seat_a_friendly_page_tells_nothing(self, outsider, committee):
        response = outsider.get(ROOM)

        assert response.status_code == 403
        assert committee.name not in response.content.decode()
        assert "위원방" not in response.content.decode()

    @pytest.mark.parametrize(("days", "status"), [(-1, 403), (0, 200)])
    def test_the_last_day_of_a_term_is_the_last_day(self, in_room, seat, days, status):
        seat.ends_on = timezone.localdate() + timedelta(days=days)
        seat.save()

        assert in_room.get(ROOM).status_code == status

    def test_midnight_in_seoul_ends_it(self, in_room, seat, member, time_machine):
        Membership.objects.filter(pk=seat.pk).update(starts_on="2026-01-01", ends_on="2026-06-30")
        time_machine.move_to(seoul(2026, 6, 30, 23, 59), tick=False)
        in_room.force_login(member)
        assert in_room.get(ROOM).status_code == 200
        time_machine.move_to(seoul(2026, 7, 1, 0, 0), tick=False)
        assert in_room.get(ROOM).status_code == 403

    def test_a_seat_that_is_taken_away_closes_the_room_at_once(self, in_room, seat):
        assert in_room.get(ROOM).status_code == 200
        seat.delete()
        assert in_room.get(ROOM).status_code == 403

    def test_a_resident_with_a_seat_finds_the_way_in_his_own_page(self, client, district, committee):
        resident = ResidentFactory()
        client.force_login(resident.user)
        assert "위원방" not in client.get("/me/").content.decode()

        make_member(committee, resident.user.email)

        assert 'href="/council/room/"' in client.get("/me/").content.decode()

    def test_headquarters_come_in_without_a_seat(self, client_of, secretariat, committee):
        meeting = coming(committee, is_listed=False)

        assert meeting.name in client_of(secretariat).get(ROOM).content.decode()

    def test_headquarters_need_their_second_factor(self, client_of, secretariat, settings):
        settings.STAFF_MFA_REQUIRED = True

        assert client_of(secretariat).get(ROOM).status_code == 302


def addresses(meeting):
    return [
        *(ROOM, f"{ROOM}meetings/", f"{ROOM}papers/", f"{ROOM}ideas/"),
        f"{ROOM}meetings/{meeting.uuid}/",
    ]


class TestNobodyElse:
    def test_no_answer_is_kept_or_indexed(self, in_room, committee):
        for address in addresses(coming(committee)):
            response = in_room.get(address)
            assert response.status_code == 200
            assert "no-store" in response["Cache-Control"]
            assert "private" in response["Cache-Control"]
            assert response["X-Robots-Tag"] == "noindex, nofollow"
            assert 'content="noindex, nofollow"' in response.content.decode()

    def test_the_page_store_never_holds_any_of_it(self, in_room, committee, settings, monkeypatch):
        """Neither under a member's question nor under the stranger's that asks the same afterwards."""
        from nurinet_cms import page_store

        settings.PAGE_CACHE = True
        kept = []
        monkeypatch.setattr(page_store, "keep", lambda *args: kept.append(args))
        monkeypatch.setattr(page_store, "find", lambda *args: pytest.fail("the store was asked"))
        for address in addresses(coming(committee)):
            in_room.get(address)
            assert Client().get(address).status_code == 302
        assert Client().get(f"{ROOM}calendar/none.ics").status_code == 404
        assert kept == []

    def test_another_bodys_meeting_is_not_found(self, in_room):
        other = make_meeting(make_committee(name="다른 분과"), is_listed=True)

        assert in_room.get(f"{ROOM}meetings/{other.uuid}/").status_code == 404
        assert in_room.get(f"{ROOM}minutes/{other.uuid}/").status_code == 404

    def test_no_machine_is_told_of_the_room(self, client, district):
        assert "Disallow: /council/room/" in client.get("/robots.txt").content.decode()
        assert "/council/room" not in client.get("/sitemap.xml").content.decode()
