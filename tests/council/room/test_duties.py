"""What the clock does for members: a word the day before, and forgetting guests whose seats are over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.residents.export import everything_about
from accounts.residents.leaving import leave
from council.models import Attendance, Idea, Membership, RoomCalendar
from council.room.duties import forget_guests, remind_members
from tests.council.room.conftest import seoul
from tests.factories.council import make_committee, make_meeting, make_member
from tests.factories.residents import ResidentFactory, ResidentUserFactory

pytestmark = pytest.mark.django_db
STARTS = seoul(2031, 3, 5, 14, 0)


@pytest.fixture
def meeting(committee, seat):
    committee.memberships.update(starts_on="2026-01-01")
    return make_meeting(committee, STARTS)


def at(time_machine, moment):
    time_machine.move_to(moment, tick=False)
    remind_members()


class TestReminding:
    def test_once_from_a_day_before(self, meeting, member, mailoutbox, time_machine):
        at(time_machine, STARTS - timedelta(days=1, minutes=1))
        assert mailoutbox == []

        at(time_machine, STARTS - timedelta(days=1))
        at(time_machine, STARTS - timedelta(hours=23))

        assert [mail.to for mail in mailoutbox] == [[member.email]]
        assert f"/council/room/meetings/{meeting.uuid}/" in mailoutbox[0].body
        assert "아직 참석 여부를 답하지 않으셨습니다" in mailoutbox[0].body

    def test_what_was_answered_is_said(self, meeting, seat, mailoutbox, time_machine):
        Attendance.objects.create(meeting=meeting, membership=seat, answer="coming")

        at(time_machine, STARTS - timedelta(hours=5))

        assert "참석하신다고 답하셨습니다" in mailoutbox[0].body

    def test_not_for_what_was_called_off_nor_after_it_began(self, meeting, mailoutbox, time_machine):
        at(time_machine, STARTS)
        meeting.cancelled_at, meeting.cancel_reason = STARTS - timedelta(days=2), "예시"
        meeting.save()
        at(time_machine, STARTS - timedelta(hours=5))

        assert mailoutbox == []

    def test_nobody_is_woken(self, meeting, mailoutbox, time_machine):
        at(time_machine, seoul(2031, 3, 5, 3, 0))
        assert mailoutbox == []
        at(time_machine, seoul(2031, 3, 5, 8, 0))
        assert len(mailoutbox) == 1

    def test_only_who_sits_there_that_day_and_each_mailbox_once(
        self, meeting, committee, member, mailoutbox, time_machine
    ):
        make_member(committee, member.email, starts_on="2026-01-01")
        make_member(committee, "ends@mail.example", starts_on="2026-01-01", ends_on="2031-03-04")
        make_member(committee, "", starts_on="2026-01-01")

        at(time_machine, STARTS - timedelta(hours=20))

        assert [mail.to for mail in mailoutbox] == [[member.email]]


class TestForgetting:
    def test_a_guest_goes_with_the_last_seat(self, seat):
        person = ResidentUserFactory()
        own = make_member(make_committee(name="끝난 분과"), person.email)
        RoomCalendar.objects.create(email=person.email)
        forget_guests()
        assert User.objects.filter(pk=person.pk).exists()

        Membership.objects.filter(pk=own.pk).update(starts_on="2024-01-01", ends_on="2025-12-31")
        forget_guests()

        assert not User.objects.filter(pk=person.pk).exists()
        assert not RoomCalendar.objects.exists()

    def test_residents_staff_and_strangers_stay(self, committee, editor_a):
        resident, stranger = ResidentFactory(), ResidentUserFactory()
        for email in (resident.user.email, editor_a.email):
            make_member(committee, email, starts_on="2024-01-01", ends_on="2025-12-31")

        forget_guests()

        assert User.objects.filter(pk__in=[resident.user_id, stranger.pk, editor_a.pk]).count() == 3


class TestMine:
    def test_a_resident_takes_seats_answers_and_ideas_along(self, committee):
        resident = ResidentFactory()
        seat = make_member(committee, resident.user.email)
        Idea.objects.create(committee=committee, author=seat, title="함께 걷는 날", text="걷습니다.")

        told = everything_about(resident)["council"]

        assert told["위원"][0]["조직"] == str(committee)
        assert told["제안"][0]["내용"] == "걷습니다."

    def test_who_leaves_keeps_the_seat_and_loses_the_address(self, committee):
        resident = ResidentFactory()
        make_member(committee, resident.user.email)
        RoomCalendar.objects.create(email=resident.user.email)

        leave(resident)

        assert Membership.objects.on(timezone.localdate()).count() == 1
        assert not RoomCalendar.objects.exists()
