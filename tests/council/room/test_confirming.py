"""A member reads what is to be published, and says whether it is right."""

import pytest

from council.models import Minutes
from council.models.tasks import CHANGED, ENDED, SAY_WHAT
from council.room.confirming import NOT_YOURS, waiting_for
from tests.council.room.conftest import sent_minutes
from tests.factories.council import make_committee, make_meeting, make_member
from tests.factories.residents import ResidentUserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(committee):
    return make_meeting(committee)


@pytest.fixture
def sent(meeting, member, secretariat):
    return sent_minutes(meeting, secretariat, "말 그대로의 논의 010-1234-5678")


def address(meeting):
    return f"/council/room/minutes/{meeting.uuid}/"


def press(client, meeting, state, deed="right", **told):
    return client.post(address(meeting), {"state": state.pk, "deed": deed, **told}, follow=True)


def status_of(state):
    state.refresh_from_db()
    return state.status


class TestReading:
    def test_the_whole_text_is_read_plainly(self, in_room, meeting, sent):
        text = in_room.get(address(meeting)).content.decode()

        assert "말 그대로의 논의 010-1234-5678" in text
        assert "고쳐 주십시오" in text

    def test_it_stands_among_what_is_to_do(self, in_room, meeting, sent):
        assert f'href="{address(meeting)}"' in in_room.get("/council/room/").content.decode()

    def test_a_draft_that_was_never_sent_is_its_writers(self, in_room, meeting, secretariat):
        from council.actions import begin_minutes

        begin_minutes(meeting, by=secretariat)

        assert in_room.get(address(meeting)).status_code == 404

    def test_members_of_other_bodies_do_not_find_it(self, client_of, meeting, sent):
        stranger = ResidentUserFactory()
        make_member(make_committee(name="다른 분과"), stranger.email)

        assert client_of(stranger).get(address(meeting)).status_code == 404
        assert press(client_of(stranger), meeting, sent[1]).status_code == 404


class TestDeciding:
    def test_one_members_word_is_enough(self, in_room, meeting, sent, member):
        response = press(in_room, meeting, sent[1])

        assert "확인하셨습니다" in response.content.decode()
        assert status_of(sent[1]) == "approved"
        assert sent[1].finished_by == member

    def test_what_is_wrong_must_be_said(self, in_room, meeting, sent):
        response = press(in_room, meeting, sent[1], "wrong", comment="  ")

        assert SAY_WHAT in response.content.decode()
        assert status_of(sent[1]) == "in_progress"

    def test_what_is_wrong_reaches_the_sender(self, in_room, meeting, sent, secretariat, mailoutbox):
        mailoutbox.clear()

        press(in_room, meeting, sent[1], "wrong", comment="날짜가 다릅니다.")

        assert status_of(sent[1]) == "rejected"
        ours = [mail for mail in mailoutbox if mail.to == [secretariat.email]]
        assert len(ours) == 1
        assert "날짜가 다릅니다." in ours[0].body

    def test_the_second_who_presses_is_told(self, client_of, in_room, committee, meeting, sent):
        second = ResidentUserFactory()
        make_member(committee, second.email)
        press(in_room, meeting, sent[1])

        response = press(client_of(second), meeting, sent[1], "wrong", comment="아닙니다")

        assert ENDED in response.content.decode()
        assert status_of(sent[1]) == "approved"

    def test_who_sent_it_cannot_confirm_it(self, client_of, committee, meeting, sent, secretariat):
        make_member(committee, secretariat.email)

        response = press(client_of(secretariat), meeting, sent[1])

        assert NOT_YOURS in response.content.decode()
        assert waiting_for(secretariat, [meeting]) == []
        assert status_of(sent[1]) == "in_progress"

    def test_headquarters_without_a_seat_read_and_cannot_confirm(self, client_of, office, meeting, sent):
        browser = client_of(office)

        assert "말 그대로의 논의" in browser.get(address(meeting)).content.decode()
        assert NOT_YOURS in press(browser, meeting, sent[1]).content.decode()

    def test_what_changed_meanwhile_is_not_confirmed(self, in_room, meeting, sent, office):
        draft = Minutes.objects.get(pk=sent[0].pk).get_latest_revision_as_object()
        draft.other = "슬쩍 더한 말"
        draft.save_revision(user=office)

        assert CHANGED in press(in_room, meeting, sent[1]).content.decode()
        assert status_of(sent[1]) == "in_progress"

    def test_a_look_that_was_called_back_is_over(self, in_room, meeting, sent, secretariat):
        sent[0].current_workflow_state.cancel(user=secretariat)

        assert ENDED in press(in_room, meeting, sent[1]).content.decode()

    def test_a_look_at_other_minutes_is_none(self, in_room, committee, meeting, sent, secretariat):
        other, look = sent_minutes(make_meeting(committee), secretariat)

        assert ENDED in press(in_room, meeting, look).content.decode()
        assert status_of(look) == "in_progress"

    @pytest.mark.parametrize("told", [{}, {"state": "9" * 40, "deed": "right"}, {"state": "x", "deed": "?"}])
    def test_nonsense_is_refused_politely(self, in_room, meeting, sent, told):
        assert in_room.post(address(meeting), told).status_code == 200
        assert status_of(sent[1]) == "in_progress"


class TestMail:
    def test_each_mailbox_hears_once_and_the_sender_not(self, committee, meeting, secretariat, mailoutbox):
        for _ in range(2):
            make_member(committee, "twice@mail.example")
        make_member(committee, secretariat.email)
        make_member(committee, "")
        make_member(committee, "gone@mail.example", ends_on="2026-01-01", starts_on="2025-01-01")

        sent_minutes(meeting, secretariat)

        assert [mail.to for mail in mailoutbox] == [["twice@mail.example"]]
        assert address(meeting) in mailoutbox[0].body

    def test_it_does_not_say_what_stands_in_them(self, meeting, sent, mailoutbox):
        assert all("010-1234-5678" not in mail.body + mail.subject for mail in mailoutbox)
        assert mailoutbox
