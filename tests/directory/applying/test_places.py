"""Places and the line for them: in the order of proof, never more than there are."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AccessLog, Verb
from directory.applying.actions import apply, note
from directory.models import Application
from pages.models import EventPage
from tests.directory.applying.conftest import NOW, STARTS, THE_PERSON, change, publish, send_one, states


def again(application):
    application.refresh_from_db()
    return application.state


class TestComingIn:
    def test_a_place_is_given_in_the_order_of_proof_not_of_asking(self, course):
        first, second, third = (send_one(course, number) for number in range(3))

        for application in (third, second, first):
            application.prove()

        assert states() == ["waiting", "confirmed", "confirmed"]

    def test_who_never_opens_the_mail_holds_no_place(self, course, applied):
        for number in range(5):
            send_one(course, number)

        assert applied(9).state == "confirmed"

    def test_a_second_press_changes_nothing_and_tells_nobody(self, course, mailoutbox):
        application = send_one(course)
        application.prove()
        mailoutbox.clear()

        assert application.prove().state == "confirmed"
        assert mailoutbox == []

    def test_one_mailbox_has_one_application_however_it_is_written(self, course, applied, mailoutbox):
        second = send_one(course, email="p0@resident.example")
        applied(0)
        with pytest.raises(ValidationError, match="이미 신청"):
            second.prove()
        mailoutbox.clear()

        apply(course, uuid=NOW_UUID, **THE_PERSON | {"email": "P0@Resident.example"})

        assert Application.objects.living().count() == 1
        assert "이미 신청하셨습니다" in mailoutbox[0].subject

    def test_the_table_itself_refuses_a_second_one(self, applied, course):
        applied(0)
        for fields in ({"email": "P0@RESIDENT.example", "seat": 2}, {"email": "x@x.example", "seat": 1}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Application.objects.create(page=course, state="confirmed", **fields)

    def test_full_without_a_line_is_closed(self, course, applied):
        change(course, takes_waiting=False)
        [applied(number) for number in range(2)]

        with pytest.raises(ValidationError, match="자리가 모두 찼습니다"):
            applied(2)

    def test_the_line_has_its_end(self, course, applied):
        change(course, waiting_limit=1)
        [applied(number) for number in range(3)]

        with pytest.raises(ValidationError, match="대기 신청도 더 받지"):
            applied(3)

    def test_places_given_elsewhere_are_none_of_ours(self, course, applied):
        change(course, enrolled=1)

        assert [applied(number).state for number in range(2)] == ["confirmed", "waiting"]

    def test_without_capacity_all_come_in(self, course, applied):
        change(course, capacity=None)

        assert {applied(number).state for number in range(5)} == {"confirmed"}

    @pytest.mark.parametrize(("moment", "is_in"), [(-1, True), (0, False)])
    def test_the_window_closes_with_its_minute_at_proof_too(self, course, time_machine, moment, is_in):
        course = change(course, apply_until=NOW + timedelta(hours=1))
        application = send_one(course)
        time_machine.move_to(NOW + timedelta(hours=1, seconds=moment), tick=False)

        if is_in:
            assert application.prove().state == "confirmed"
        else:
            with pytest.raises(ValidationError, match="에 신청이 끝났습니다"):
                application.prove()

    def test_nothing_comes_in_once_it_is_taken_down(self, course):
        application = send_one(course)
        course.unpublish()

        with pytest.raises(ValidationError):
            application.prove()


NOW_UUID = "11111111-1111-4111-8111-111111111111"


class TestMovingUp:
    @pytest.fixture
    def four(self, applied):
        return [applied(number) for number in range(4)]

    def test_who_waits_longest_gets_the_place_and_is_told(self, four, mailoutbox):
        mailoutbox.clear()
        four[0].cancel()

        assert [again(each) for each in four] == ["cancelled", "confirmed", "confirmed", "waiting"]
        assert [(mail.to[0], mail.subject.split("] ")[1]) for mail in mailoutbox] == [
            ("p0@resident.example", "신청이 취소되었습니다"),
            ("p2@resident.example", "자리가 나서 신청이 확정되었습니다"),
        ]

    def test_also_when_the_agency_refuses_somebody(self, four, editor_a):
        four[1].refuse(by=editor_a, reason="구민이 아닙니다.")

        assert again(four[2]) == "confirmed"

    def test_raising_the_capacity_lets_in_as_many(self, course, four, mailoutbox):
        mailoutbox.clear()
        publish(course, capacity=3)

        assert [again(each) for each in four] == ["confirmed"] * 3 + ["waiting"]
        assert [mail.to[0] for mail in mailoutbox] == ["p2@resident.example"]

    def test_lowering_it_throws_nobody_out(self, course, four):
        publish(course, capacity=1)
        four[0].cancel()

        assert [again(each) for each in four] == ["cancelled", "confirmed", "waiting", "waiting"]

    def test_nobody_moves_up_once_it_has_begun(self, four, time_machine):
        time_machine.move_to(STARTS, tick=False)
        four[0].cancel()

        assert again(four[2]) == "waiting"

    def test_a_newcomer_does_not_pass_who_waits(self, course, four, applied):
        change(course, capacity=3)

        assert applied(9).state == "waiting"
        assert again(four[2]) == "confirmed"

    def test_the_place_in_line_is_told(self, four):
        assert [each.place_in_line for each in four] == [None, None, 1, 2]


class TestTheAgency:
    def test_it_confirms_who_could_not_open_the_mail_but_never_beyond_capacity(
        self, course, applied, editor_a
    ):
        applied(0)
        caller, other = send_one(course, 7), send_one(course, 8)

        assert caller.confirm(by=editor_a).state == "confirmed"
        with pytest.raises(ValidationError, match="자리가 모두"):
            other.confirm(by=editor_a)

    def test_switching_sign_up_off_forgets_no_capacity_and_no_line(self, course, applied, editor_a):
        four = [applied(number) for number in range(4)]
        change(course, takes_applications=False)

        with pytest.raises(ValidationError, match="자리가 모두"):
            four[2].confirm(by=editor_a)
        four[0].cancel()

        assert [again(each) for each in four] == ["cancelled", "confirmed", "confirmed", "waiting"]

    def test_it_notes_a_call_without_a_mailbox(self, course, editor_a, mailoutbox):
        person = THE_PERSON | {"email": "", "answers": [], "consents": []}

        notes = [note(course, by=editor_a, **person) for _ in range(3)]

        assert [each.state for each in notes] == ["confirmed", "confirmed", "waiting"]
        assert mailoutbox == []

    def test_another_agency_decides_nothing(self, applied, editor_b):
        application = applied(0)
        for deed in (
            lambda: application.cancel(by=editor_b),
            lambda: application.refuse(by=editor_b, reason="왜"),
        ):
            with pytest.raises(PermissionDenied):
                deed()

    def test_a_suspended_agency_takes_and_decides_nothing(self, course, agency_a, applied, editor_a):
        application = applied(0)
        type(agency_a).objects.filter(pk=agency_a.pk).update(suspended_at=NOW)

        with pytest.raises(PermissionDenied):
            application.cancel(by=editor_a)
        with pytest.raises(ValidationError, match="받지 않습니다"):
            applied(1)

    def test_who_did_what_is_written_down_without_who_applied(self, applied, editor_a):
        applied(0).refuse(by=editor_a, reason="대상이 아닙니다.")

        entries = AccessLog.objects.filter(verb=Verb.APPLYING)
        assert [entry.actor_id for entry in entries.order_by("number")] == [None, editor_a.pk]
        assert "홍길순" not in "".join(str(vars(entry)) for entry in entries)


class TestTelling:
    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"state": "cancelled"}, "상태: 취소"),
            ({"starts_at": STARTS + timedelta(hours=1)}, "오후 3시"),
            ({"place": "3층"}, "장소: 3층"),
            ({"place": "", "attendance": "online"}, "참여 방식: 온라인"),
            ({"attendance": "mixed"}, "참여 방식: 현장과 온라인"),
            ({"address": "왕산로 1"}, "주소: 왕산로 1"),
            ({"time_note": "문은 한 시간 먼저 엽니다"}, "시간 안내: 문은"),
        ],
    )
    def test_what_changes_is_told_once_to_all_who_hold_or_wait(
        self, course, applied, mailoutbox, values, words
    ):
        [applied(number) for number in range(3)]
        applied(9).cancel()
        mailoutbox.clear()

        for _ in range(2):
            publish(course, **values)

        assert sorted(mail.to[0] for mail in mailoutbox) == [f"p{n}@resident.example" for n in range(3)]
        assert words in mailoutbox[0].body

    def test_another_word_in_the_text_is_no_change(self, course, applied, mailoutbox):
        applied(0)
        mailoutbox.clear()

        publish(course, summary="새 소개")

        assert mailoutbox == []

    def test_taken_down_and_deleted(self, course, applied, mailoutbox):
        applied(0)
        mailoutbox.clear()

        course.unpublish()
        EventPage.objects.get(pk=course.pk).delete()

        assert ["내렸습니다" in mail.body or "지워" in mail.body for mail in mailoutbox] == [True, True]
        assert "김장 강좌" not in mailoutbox[0].body

    def test_a_cancelled_event_moves_nobody_up(self, course, applied):
        four = [applied(number) for number in range(3)]
        publish(course, state="cancelled")

        four[0].cancel()

        assert again(four[2]) == "waiting"
