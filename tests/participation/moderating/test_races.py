"""Two moderators, and three reporters, press in the same moment, on connections of their own."""

import pytest
from django.db import connection

from accounts.models import User
from participation.models import Decision, Hold, Issue, Reason, Report
from participation.moderating.appealing import answer_appeal, appeal
from participation.moderating.deeds import block, release
from participation.moderating.desk import seen_of
from participation.moderating.reporting import report
from tests.factories.participation import ResidentFactory, make_issue
from tests.participation.test_races import in_parallel

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def moderators(db):
    emails = ("secretariat@nurinet.example", "office@nurinet.example")
    return [User.objects.get(email=email) for email in emails]


def test_one_moderator_wins_and_the_other_is_told(moderators):
    issue = make_issue(hold=Hold.WORDS, is_public=False)
    seen, (one, two) = seen_of(issue), moderators

    refusals = in_parallel(
        [
            lambda: release(issue, by=one, seen=seen),
            lambda: block(issue, by=two, seen=seen, reason=Reason.ABUSE),
        ],
        2,
    )

    (refusal,) = refusals
    assert "방금 다른 분이 이 글을" in refusal
    decision = Decision.objects.get()
    assert Issue.objects.get(pk=issue.pk).is_public is (decision.deed == "released")


def test_five_reports_at_once_hide_once(moderators):
    issue = make_issue()
    residents = ResidentFactory.create_batch(5)
    presses = [
        lambda resident=resident: report(issue, resident=resident, reason=Reason.ADVERT)
        for resident in residents * 2
    ]

    refusals = in_parallel(presses, 5 if connection.vendor == "postgresql" else 4)

    assert Decision.objects.count() == 1
    assert Issue.objects.get(pk=issue.pk).hold == Hold.REPORTED
    # Who pressed twice was told so, or came after it was hidden.
    assert 3 <= Report.objects.count() <= 5
    assert len(refusals) == 10 - Report.objects.count()


def test_one_answer_to_an_appeal(moderators):
    issue = make_issue()
    one, two = moderators
    decision = block(issue, by=one, seen=seen_of(issue), reason=Reason.ABUSE)
    asked = appeal(decision, resident=issue.author, text="아닙니다.")

    refusals = in_parallel(
        [
            lambda: answer_appeal(asked, by=one, is_upheld=True, answer="맞습니다."),
            lambda: answer_appeal(asked, by=two, is_upheld=False, answer="아닙니다."),
        ],
        2,
    )

    assert refusals == ["방금 다른 분이 이 이의신청에 답했습니다."]
