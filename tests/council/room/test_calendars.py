"""Meetings in people's own calendars: everybody's by body, and a member's behind a secret address."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from council.models import RoomCalendar, Way
from tests.council.room.conftest import coming, in_days, seoul
from tests.factories.council import make_committee, make_item, make_meeting, make_member

pytestmark = pytest.mark.django_db
JOIN = {"way": Way.ONLINE, "join_url": "https://meet.example/secret", "join_note": "암호 열쇠꾸러미"}


def entries(response):
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def public(committee):
    return Client().get(f"/council/{committee.slug}/meetings.ics")


def renewed(in_room, member):
    in_room.post("/council/room/calendar/")
    return f"/council/room/calendar/{RoomCalendar.objects.get(email=member.email).key}.ics"


class TestPublic:
    def test_a_meeting_is_told_as_the_page_tells_it(self, district, committee):
        meeting = make_meeting(committee, seoul(2031, 3, 5, 14, 0), ends_at=seoul(2031, 3, 5, 16, 0), **JOIN)
        make_item(meeting, title="새 사업")

        response = public(committee)
        (entry,) = entries(response)

        assert str(entry["uid"]) == str(meeting.uuid)
        assert entry["dtstart"].dt == meeting.starts_at
        assert entry["dtend"].dt == meeting.ends_at
        assert entry["summary"] == f"{committee} {meeting.name}"
        assert "제1호 새 사업" in entry["description"]
        assert entry["url"].endswith(meeting.get_absolute_url())
        assert "meet.example" not in response.content.decode()
        assert "열쇠꾸러미" not in response.content.decode().replace("\r\n ", "")
        assert not response.cookies

    def test_what_was_called_off_says_so_and_keeps_its_name(self, district, committee):
        meeting = coming(committee)
        before = entries(public(committee))[0]
        meeting.cancelled_at, meeting.cancel_reason = timezone.now(), "예시 까닭"
        meeting.save()

        (entry,) = entries(public(committee))

        assert (entry["uid"], entry["status"]) == (before["uid"], "CANCELLED")
        assert "예시 까닭" in entry["description"]
        assert entry["sequence"] >= before["sequence"]

    def test_what_is_not_listed_and_what_is_long_over_is_left_out(self, district, committee):
        coming(committee, is_listed=False)
        make_meeting(committee, in_days(-31))
        kept = make_meeting(committee, in_days(-29))
        coming(make_committee(name="다른 분과"))

        assert [str(entry["uid"]) for entry in entries(public(committee))] == [str(kept.uuid)]

    def test_no_such_body(self, client, district):
        assert client.get("/council/없는분과/meetings.ics").status_code == 404


class TestPrivate:
    def test_it_tells_of_all_meetings_of_ones_bodies_and_leads_to_the_room(self, in_room, committee, member):
        meeting = coming(committee, is_listed=False, **JOIN)
        coming(make_committee(name="다른 분과"))

        response = Client().get(renewed(in_room, member))
        (entry,) = entries(response)

        assert entry["url"].endswith(f"/council/room/meetings/{meeting.uuid}/")
        assert "온라인" in entry["description"]
        assert "meet.example" not in response.content.decode()
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"

    def test_a_new_address_ends_the_old_one(self, in_room, member):
        old = renewed(in_room, member)
        new = renewed(in_room, member)

        assert old != new
        assert Client().get(old).status_code == 404
        assert Client().get(new).status_code == 200

    def test_without_a_seat_it_opens_nothing(self, in_room, member, seat):
        address = renewed(in_room, member)
        seat.ends_on = timezone.localdate() - timedelta(days=1)
        seat.save()

        assert Client().get(address).status_code == 404

    def test_nor_for_who_is_suspended(self, in_room, member):
        address = renewed(in_room, member)
        member.is_active = False
        member.save()

        assert Client().get(address).status_code == 404

    def test_one_seat_gone_takes_its_meetings_along(self, in_room, committee, member, seat):
        other = make_committee(name="다른 분과")
        make_member(other, member.email)
        coming(committee)
        kept = coming(other)
        address = renewed(in_room, member)
        seat.delete()

        assert [str(entry["uid"]) for entry in entries(Client().get(address))] == [str(kept.uuid)]

    def test_headquarters_without_a_seat_have_none(self, client_of, secretariat):
        assert client_of(secretariat).post("/council/room/calendar/").status_code == 404
