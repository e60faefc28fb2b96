"""Two press in the same moment, on connections of their own."""

import pytest

from council.models import Attendance, IdeaState
from council.models.tasks import ENDED
from council.room.attending import answer
from council.room.confirming import decide
from council.room.ideas import MEANWHILE, OVER, propose, respond
from tests.council.room.conftest import coming, sent_minutes
from tests.factories.council import make_meeting, make_member
from tests.factories.residents import ResidentUserFactory
from tests.participation.test_races import in_parallel

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_confirm_at_once_one_wins_and_the_other_is_told(
    committee, member, secretariat, mailoutbox
):
    other = ResidentUserFactory()
    make_member(committee, other.email)
    minutes, look = sent_minutes(make_meeting(committee), secretariat)
    mailoutbox.clear()

    refusals = in_parallel(
        [
            lambda: decide(member, minutes, look.pk, is_right=True),
            lambda: decide(other, minutes, look.pk, is_right=False, what="다릅니다."),
        ],
        2,
    )

    look.refresh_from_db()
    assert refusals == [ENDED]
    assert look.finished_by in (member, other)
    assert len([mail for mail in mailoutbox if mail.to == [secretariat.email]]) == 1


def test_answers_of_one_member_are_one_row(committee, member):
    meeting = coming(committee)

    refusals = in_parallel([lambda: answer(meeting, member, "coming")] * 6, 3)

    assert refusals == []
    assert Attendance.objects.filter(meeting=meeting).count() == 1


def test_an_idea_is_answered_once(committee, member, secretariat, office):
    idea = propose(committee.memberships.get(), committee, title="예시", text="예시")

    refusals = in_parallel(
        [
            lambda: respond(idea, by=secretariat, state="adopted", words="합니다.", seen="received"),
            lambda: respond(idea, by=office, state="declined", words="아닙니다.", seen="received"),
        ],
        2,
    )

    idea.refresh_from_db()
    assert refusals in ([OVER], [MEANWHILE.format(state=idea.get_state_display())])
    assert idea.state in (IdeaState.ADOPTED, IdeaState.DECLINED)
