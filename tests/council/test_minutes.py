"""From a draft to what everybody reads: confirmed by a member, hidden phrases gone, corrected, withdrawn."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from council.actions import (
    begin_minutes,
    decide_phrase,
    publish_minutes,
    return_minutes,
    send_for_confirmation,
    undo_phrase,
    withdraw_minutes,
)
from council.models import Ground, Minutes, MinutesSection, PublishedMinutes, Redaction
from council.redacting import HIDDEN, suspects
from tests.factories import UserFactory
from tests.factories.council import make_attendance, make_item, make_meeting, make_member

PHONE = "010-1234-5678"
pytestmark = pytest.mark.django_db


def written(meeting, secretariat, text="의견을 나누었습니다.", **fields):
    minutes = begin_minutes(meeting, by=secretariat)
    draft = minutes.get_latest_revision_as_object()
    draft.sections = [MinutesSection(heading="살핀 일", text=text)]
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=secretariat)
    return Minutes.objects.get(pk=minutes.pk)


def confirm(minutes, person, deed="approve", **kwargs):
    state = minutes.current_workflow_task_state
    state.task.specific.on_action(state.specific, person, deed, **kwargs)
    return Minutes.objects.get(pk=minutes.pk)


@pytest.fixture
def meeting(committee):
    return make_meeting(committee)


@pytest.fixture
def confirmed(meeting, secretariat, member):
    """A draft with a telephone number in it, that a member confirmed."""
    minutes = written(meeting, secretariat, f"물어볼 곳은 {PHONE}입니다.", other=f"다시 {PHONE}.")
    send_for_confirmation(minutes, by=secretariat)
    return confirm(minutes, member)


class TestBeginning:
    def test_what_is_known_is_there(self, meeting, secretariat, committee):
        make_item(meeting, title="새 사업")
        chair = make_member(committee, post="chair")
        make_attendance(meeting, chair)
        make_attendance(meeting, make_member(committee))
        make_attendance(meeting, make_member(committee, side="public"))
        make_attendance(meeting, make_member(committee), present=False)

        minutes = begin_minutes(meeting, by=secretariat)

        assert minutes.attendance == "위원장, 민간위원 1명, 공공위원 1명"
        assert [section.heading for section in minutes.sections.all()] == ["제1호 새 사업"]

    def test_the_second_press_opens_the_same(self, meeting, secretariat):
        assert begin_minutes(meeting, by=secretariat) == begin_minutes(meeting, by=secretariat)
        assert Minutes.objects.count() == 1

    def test_not_before_the_meeting(self, committee, secretariat):
        coming = make_meeting(committee, timezone.now() + timedelta(minutes=1))
        with pytest.raises(ValidationError, match="시작된 뒤"):
            begin_minutes(coming, by=secretariat)

    def test_an_empty_record_is_not_sent(self, meeting, secretariat):
        minutes = begin_minutes(meeting, by=secretariat)
        with pytest.raises(ValidationError, match="심의사항이 하나도"):
            send_for_confirmation(minutes, by=secretariat)
        assert not Minutes.objects.get().workflow_in_progress


class TestConfirming:
    @pytest.fixture
    def sent(self, meeting, secretariat):
        minutes = written(meeting, secretariat)
        send_for_confirmation(minutes, by=secretariat)
        return Minutes.objects.get(pk=minutes.pk)

    def test_a_member_confirms_and_nothing_is_public_yet(self, sent, member):
        confirm(sent, member)
        assert not PublishedMinutes.objects.exists()

    def test_neither_a_stranger_nor_the_writer_confirms(self, sent, secretariat, committee):
        make_member(committee, secretariat.email)
        for person in (UserFactory(), secretariat):
            with pytest.raises(PermissionDenied):
                confirm(sent, person)

    def test_who_sat_there_on_the_day_may_still_confirm(self, sent, committee):
        person = UserFactory()
        yesterday = timezone.localdate() - timedelta(days=1)
        seat = make_member(committee, person.email, ends_on=yesterday)
        confirm(sent, person)
        assert seat.ends_on < timezone.localdate()

    def test_the_second_of_two_is_told(self, sent, member, committee):
        other = UserFactory()
        make_member(committee, other.email)
        state = sent.current_workflow_task_state.specific
        confirm(sent, member)
        with pytest.raises(ValidationError, match="다른 분이 먼저"):
            state.task.specific.on_action(state, other, "approve")

    def test_sending_back_says_what(self, sent, member):
        with pytest.raises(ValidationError, match="무엇을 고치면"):
            confirm(sent, member, "reject", comment=" ")
        minutes = confirm(sent, member, "reject", comment="날짜가 다릅니다.")
        assert minutes.current_workflow_state.status == "needs_changes"

    def test_what_changed_meanwhile_is_not_confirmed(self, sent, member):
        draft = sent.get_latest_revision_as_object()
        draft.other = "몰래 더한 말"
        draft.save_revision()
        with pytest.raises(ValidationError, match="바뀌었습니다"):
            confirm(Minutes.objects.get(), member)

    def test_before_the_confirmation_nothing_is_published(self, sent, secretariat):
        with pytest.raises(ValidationError, match="위원 확인을 마친"):
            publish_minutes(sent, by=secretariat)


class TestPublishing:
    def test_a_number_must_be_decided_about(self, confirmed, secretariat):
        with pytest.raises(ValidationError, match=PHONE):
            publish_minutes(confirmed, by=secretariat)
        assert not PublishedMinutes.objects.exists()
        assert not Minutes.objects.get().live

    def test_a_hidden_number_is_nowhere_in_the_face(self, confirmed, secretariat):
        draft = confirmed.get_latest_revision_as_object()
        assert [suspect.phrase for suspect in suspects(draft)] == [PHONE]
        decide_phrase(draft, PHONE, by=secretariat, hides=True, ground=Ground.PERSONAL)

        face = publish_minutes(confirmed, by=secretariat)

        assert PHONE not in str(face.content)
        assert face.content["sections"][0]["text"] == f"물어볼 곳은 {HIDDEN}입니다."
        assert face.content["hidden"] == {"personal": 2}
        assert PHONE in Minutes.objects.get().other  # the record stays whole

    def test_the_office_s_number_may_stay(self, confirmed, secretariat):
        draft = confirmed.get_latest_revision_as_object()
        decide_phrase(draft, PHONE, by=secretariat, hides=False, ground=Ground.OFFICE)
        assert PHONE in str(publish_minutes(confirmed, by=secretariat).content)

    def test_the_desk_sends_back(self, confirmed, secretariat):
        return_minutes(confirmed, by=secretariat, comment="참석자가 빠졌습니다.")
        assert Minutes.objects.get().current_workflow_state.status == "needs_changes"

    def test_an_agency_s_editor_decides_nothing(self, confirmed):
        for deed in (
            lambda: publish_minutes(confirmed, by=UserFactory()),
            lambda: decide_phrase(confirmed, PHONE, by=UserFactory(), hides=True, ground=Ground.PERSONAL),
        ):
            with pytest.raises(PermissionDenied):
                deed()

    def test_a_phrase_that_is_not_there(self, confirmed, secretariat):
        with pytest.raises(ValidationError, match="회의록에 없는 말"):
            decide_phrase(confirmed, "없는 말", by=secretariat, hides=True, ground=Ground.PRIVACY)

    def test_a_phrase_of_the_agenda_is_changed_there(self, meeting, secretariat, member):
        make_item(meeting, title="홍길동 씨의 일")
        minutes = written(meeting, secretariat, "홍길동 씨의 일을 의논했습니다.")
        with pytest.raises(ValidationError, match="안건에서 먼저"):
            decide_phrase(
                minutes.get_latest_revision_as_object(),
                "홍길동",
                by=secretariat,
                hides=True,
                ground=Ground.PRIVACY,
            )
        assert not Redaction.objects.exists()

    def test_the_ground_belongs_to_the_deed(self, confirmed, secretariat):
        with pytest.raises(ValidationError, match="까닭"):
            decide_phrase(confirmed, PHONE, by=secretariat, hides=False, ground=Ground.PERSONAL)


@pytest.fixture
def public(confirmed, secretariat):
    draft = confirmed.get_latest_revision_as_object()
    decide_phrase(draft, PHONE, by=secretariat, hides=True, ground=Ground.PERSONAL)
    publish_minutes(confirmed, by=secretariat)
    return Minutes.objects.get()


class TestAfterwards:
    def test_a_phrase_hidden_late_is_gone_at_once(self, public, secretariat):
        decide_phrase(public, "물어볼 곳", by=secretariat, hides=True, ground=Ground.OTHER)
        meeting = public.meeting
        assert "물어볼 곳" not in str(meeting.publication.content)
        assert [each.version for each in meeting.publications.all()] == [1, 2]
        assert meeting.publication.correction == "그 밖을(를) 가렸습니다."

    def test_undoing_brings_nothing_back(self, public, secretariat):
        undo_phrase(Redaction.objects.get(), by=secretariat)
        assert PHONE not in str(public.meeting.publication.content)

    def test_withdrawing_says_why_and_keeps_the_record(self, public, secretariat):
        with pytest.raises(ValidationError, match="까닭"):
            withdraw_minutes(public.meeting, by=secretariat, reason=" ")
        withdraw_minutes(public.meeting, by=secretariat, reason="잘못 실었습니다.")
        assert not PublishedMinutes.objects.standing().exists()
        minutes = Minutes.objects.get()
        assert not minutes.live
        assert minutes.sections.exists()
        with pytest.raises(ValidationError, match="공개된 회의록이 아닙니다"):
            withdraw_minutes(public.meeting, by=secretariat, reason="두 번째")

    def test_a_correction_says_why(self, public, secretariat, member):
        draft = public.get_latest_revision_as_object()
        draft.results = "한 줄을 더했습니다."
        draft.save_revision(user=secretariat)
        minutes = Minutes.objects.get()
        send_for_confirmation(minutes, by=secretariat)
        minutes = confirm(Minutes.objects.get(), member)
        with pytest.raises(ValidationError, match="고치는 까닭"):
            publish_minutes(minutes, by=secretariat)
        assert Minutes.objects.get().meeting.publication.version == 1
        face = publish_minutes(Minutes.objects.get(), by=secretariat, comment="결과를 더했습니다.")
        assert (face.version, face.correction) == (2, "결과를 더했습니다.")

    def test_an_unlisted_meeting_shows_no_minutes(self, public):
        meeting = public.meeting
        meeting.is_listed = False
        meeting.save()
        assert not PublishedMinutes.objects.standing().exists()
