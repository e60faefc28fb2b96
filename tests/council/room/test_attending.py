"""Saying whether one comes, seeing how to join, reading papers."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.models import Attendance, Meeting, Paper, Way
from council.room.attending import BEGUN, CANCELLED, NO_SEAT, answer, counts
from council.room.front import coming_meetings, to_do
from tests.council.room.conftest import coming, seoul
from tests.factories.council import make_committee, make_meeting, make_member

pytestmark = pytest.mark.django_db


def address(meeting):
    return f"/council/room/meetings/{meeting.uuid}/"


def waits(user, seat):
    return to_do(user, [seat], coming_meetings(user, [seat]))


def paper_of(meeting, **fields):
    file = ContentFile(b"abc", name="a.txt")
    return Paper.objects.create(meeting=meeting, title="예시 자료", name="a.txt", file=file, **fields)


class TestAnswer:
    def test_it_is_said_and_may_be_said_anew(self, in_room, committee, seat):
        meeting = coming(committee)

        in_room.post(address(meeting), {"answer": "coming", "note": "조금 늦습니다"})
        in_room.post(address(meeting), {"answer": "absent"})

        said = Attendance.objects.get()
        assert (said.membership, said.answer, said.note) == (seat, "absent", "")

    def test_the_second_press_changes_nothing(self, committee, member):
        meeting = coming(committee)
        first = answer(meeting, member, "coming", "네")

        second = answer(meeting, member, "coming", "네")

        assert second.answered_at == first.answered_at

    def test_the_minute_it_begins_it_is_refused_in_words(self, in_room, committee, member, time_machine):
        meeting = make_meeting(committee, seoul(2031, 3, 5, 14, 0))
        committee.memberships.update(starts_on="2026-01-01")
        time_machine.move_to(seoul(2031, 3, 5, 13, 59), tick=False)
        answer(meeting, member, "coming")
        time_machine.move_to(seoul(2031, 3, 5, 14, 0), tick=False)
        in_room.force_login(member)

        response = in_room.post(address(meeting), {"answer": "absent", "note": "못 갑니다"})

        assert BEGUN in response.content.decode()
        assert Attendance.objects.get().answer == "coming"

    def test_what_was_called_off_needs_no_answer(self, committee, member):
        meeting = coming(committee, cancelled_at=timezone.now(), cancel_reason="예시")

        with pytest.raises(ValidationError, match=CANCELLED):
            answer(meeting, member, "coming")

    def test_whose_term_ends_before_is_not_asked(self, committee, member, seat):
        seat.ends_on = timezone.localdate() + timedelta(days=1)
        seat.save()
        meeting = coming(committee, days=3)

        with pytest.raises(ValidationError, match=NO_SEAT):
            answer(meeting, member, "coming")
        assert waits(member, seat)["unanswered"] == []

    @pytest.mark.parametrize("told", [{}, {"answer": "maybe"}, {"answer": "coming", "note": "가" * 201}])
    def test_what_makes_no_sense_is_refused_with_a_sentence(self, in_room, committee, told):
        response = in_room.post(address(coming(committee)), told)

        assert response.status_code == 200
        assert "고칠 곳이 있습니다" in response.content.decode()
        assert not Attendance.objects.exists()

    def test_counts_are_for_who_leads(self, in_room, committee, seat, member):
        make_member(committee, "other@mail.example")
        meeting = coming(committee)
        answer(meeting, member, "coming")

        assert counts(meeting) == {"coming": 1, "absent": 0, "silent": 1}
        assert "답하지 않음 1명" not in in_room.get(address(meeting)).content.decode()
        seat.post = "secretary"
        seat.save()
        assert "답하지 않음 1명" in in_room.get(address(meeting)).content.decode()


class TestJoining:
    @pytest.mark.parametrize(
        ("hour", "minute", "shown"),
        [(13, 29, False), (13, 30, True), (15, 59, True), (16, 0, False)],
    )
    def test_the_link_is_there_in_its_window_alone(
        self, in_room, committee, member, time_machine, settings, hour, minute, shown
    ):
        settings.JOIN_LINK_MINUTES_BEFORE = 30
        committee.memberships.update(starts_on="2026-01-01")
        meeting = make_meeting(
            committee,
            seoul(2031, 3, 5, 14, 0),
            way=Way.ONLINE,
            join_url="https://meet.example/secret",
            join_note="암호 예시",
        )
        time_machine.move_to(seoul(2031, 3, 5, hour, minute), tick=False)
        in_room.force_login(member)

        text = in_room.get(address(meeting)).content.decode()

        assert ("meet.example" in text) is shown
        assert ("암호 예시" in text) is shown
        assert ("2031년 3월 5일(수) 오후 1시 30분부터 여기에 보입니다" in text) is (
            (hour, minute) == (13, 29)
        )

    def test_a_meeting_that_was_called_off_is_not_joined(self, in_room, committee):
        meeting = make_meeting(
            committee, timezone.now(), way=Way.ONLINE, join_url="https://meet.example/secret",
            cancelled_at=timezone.now(), cancel_reason="예시 까닭",
        )  # fmt: skip

        text = in_room.get(address(meeting)).content.decode()

        assert "meet.example" not in text
        assert "예시 까닭" in text


class TestPapers:
    def test_new_ones_wait_until_they_are_read(self, in_room, committee, member, seat):
        meeting = coming(committee)
        paper_of(meeting)
        assert list(waits(member, seat)["unread"]) == [meeting]

        in_room.post(address(meeting), {"deed": "read"})
        assert waits(member, seat)["unread"] == []

        paper_of(meeting)
        assert list(waits(member, seat)["unread"]) == [meeting]

    def test_all_of_ones_bodies_are_listed_and_no_others(self, in_room, committee):
        mine = paper_of(make_meeting(committee), is_public=False)
        other = paper_of(make_meeting(make_committee(name="다른 분과")))

        text = in_room.get("/council/room/papers/").content.decode()

        assert str(mine.uuid) in text
        assert str(other.uuid) not in text


def test_the_room_asks_as_often_for_many_as_for_few(in_room, committee):
    def fill(number):
        for _ in range(number):
            paper_of(coming(committee))
            make_meeting(committee)

    fill(1)
    in_room.get("/council/room/")
    with CaptureQueriesContext(connection) as few:
        in_room.get("/council/room/")
    fill(4)
    with CaptureQueriesContext(connection) as many:
        in_room.get("/council/room/")

    assert len(many) == len(few)
    assert Meeting.objects.count() == 10
