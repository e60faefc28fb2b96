"""A decision, the issues it moves and the record of it: all of it, or nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from council.actions import Move, Votes, decide, usual_move, withdraw_minutes
from council.models import AgendaIssue, Decision, Result
from participation.models import BodyKind, Status
from tests.factories import UserFactory
from tests.factories.council import (
    make_attendance,
    make_committee,
    make_item,
    make_meeting,
    make_member,
    make_minutes,
    make_publication,
)
from tests.factories.participation import make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(db):
    return make_committee(BodyKind.COUNCIL, "대표협의체")


@pytest.fixture
def item(council):
    return make_item(make_meeting(council, round=3), title="밤길 밝히기")


@pytest.fixture
def issue(item):
    issue = make_issue(status="council")
    AgendaIssue.objects.create(item=item, issue=issue)
    return issue


def test_an_adoption_moves_the_issue_and_tells_why(item, issue, secretariat):
    decide(
        item,
        by=secretariat,
        result=Result.ADOPTED,
        moves=[Move(issue, "council", usual_move(item, issue, Result.ADOPTED))],
        words="내년 계획에 담습니다.",
    )
    issue.refresh_from_db()
    step = issue.steps.last()
    assert issue.status == Status.ADOPTED
    assert "제3회 대표협의체 회의 제1호 안건에서 원안대로 의결했습니다.\n내년 계획에 담습니다." in step.reason
    decision = Decision.objects.get()
    assert decision.moved == [{"issue": issue.pk, "from": "council", "to": "adopted"}]
    assert AgendaIssue.objects.get().moved_to == "adopted"


def test_one_refused_move_refuses_all(item, issue, secretariat):
    other = make_issue(status="gathering")
    AgendaIssue.objects.create(item=item, issue=other)
    with pytest.raises(ValidationError):
        decide(
            item,
            by=secretariat,
            result=Result.ADOPTED,
            moves=[Move(issue, "council", "adopted"), Move(other, "gathering", "adopted")],
        )
    issue.refresh_from_db()
    item.refresh_from_db()
    assert issue.status == Status.COUNCIL
    assert not item.is_decided
    assert not Decision.objects.exists()


def test_what_somebody_moved_meanwhile_is_not_moved_again(item, issue, secretariat):
    with pytest.raises(ValidationError, match="방금 다른 분이"):
        decide(item, by=secretariat, result=Result.ADOPTED, moves=[Move(issue, "working", "council")])


def test_a_deferral_is_a_line_and_moves_nothing(item, issue, secretariat):
    assert usual_move(item, issue, Result.DEFERRED) == ""
    decide(item, by=secretariat, result=Result.DEFERRED, moves=[Move(issue, "council")])
    issue.refresh_from_db()
    assert issue.status == Status.COUNCIL
    assert "결정을 미루었습니다" in issue.steps.last().reason
    assert issue.steps.last().body_id == item.meeting.committee_id


@pytest.mark.parametrize(
    ("kind", "status", "result", "to"),
    [
        (BodyKind.SUBCOMMITTEE, "subcommittee", Result.ADOPTED, "working"),
        (BodyKind.WORKING, "working", Result.AMENDED, "council"),
        (BodyKind.COUNCIL, "council", Result.AMENDED, "partly_adopted"),
        (BodyKind.COUNCIL, "council", Result.REJECTED, "rejected"),
        (BodyKind.COUNCIL, "gathering", Result.ADOPTED, ""),
        (BodyKind.DONG, "subcommittee", Result.ADOPTED, ""),
    ],
)
def test_where_an_issue_usually_goes(kind, status, result, to, secretariat):
    if kind == BodyKind.DONG:
        from tests.factories.participation import a_dong

        committee = make_committee(kind, dong=a_dong())
    else:
        committee = make_committee(kind)
    item = make_item(make_meeting(committee))
    assert usual_move(item, make_issue(status=status), result) == to


def test_a_report_moves_nothing(item, issue):
    item.kind = "report"
    assert usual_move(item, issue, Result.ADOPTED) == ""


class TestVotes:
    @pytest.fixture
    def there(self, item):
        """Five seats, four present: a decision needs three."""
        for number in range(5):
            seat = make_member(item.meeting.committee)
            make_attendance(item.meeting, seat, present=number < 4)

    @pytest.mark.parametrize(
        ("result", "counts", "sentence"),
        [
            (Result.ADOPTED, (2, 2, 0), "과반수"),
            (Result.ADOPTED, (3, 2, 0), "출석은 4명"),
            (Result.REJECTED, (3, 1, 0), "부결로 적을 수 없습니다"),
            (Result.ADOPTED, (3, None, 0), "모두 적거나"),
        ],
    )
    def test_votes_that_cannot_be(self, item, there, secretariat, result, counts, sentence):
        with pytest.raises(ValidationError, match=sentence):
            decide(item, by=secretariat, result=result, votes=Votes(*counts))

    def test_three_of_four_carry(self, item, there, secretariat):
        decision = decide(item, by=secretariat, result=Result.ADOPTED, votes=Votes(3, 1, 0))
        assert (decision.seats, decision.present) == (5, 4)

    def test_half_of_the_seats_are_too_few_to_open(self, council, secretariat):
        meeting = make_meeting(council)
        for number in range(4):
            make_attendance(meeting, make_member(council), present=number < 2)
        assert not meeting.quorum().is_met
        assert "3명이 나와야 하는데 2명이" in meeting.quorum().warning


def test_a_second_decision_corrects_with_its_reason_and_both_stay(item, secretariat):
    decide(item, by=secretariat, result=Result.DEFERRED)
    with pytest.raises(ValidationError, match="고치는 까닭"):
        decide(item, by=secretariat, result=Result.ADOPTED)
    decide(item, by=secretariat, result=Result.ADOPTED, reason="잘못 적었습니다.")
    assert list(Decision.objects.values_list("result", flat=True)) == ["deferred", "adopted"]


def test_not_before_the_meeting_nor_by_anybody(council, secretariat):
    coming = make_item(make_meeting(council, timezone.now() + timedelta(hours=1)))
    with pytest.raises(ValidationError, match="시작된 뒤"):
        decide(coming, by=secretariat, result=Result.ADOPTED)
    with pytest.raises(PermissionDenied):
        decide(coming, by=UserFactory(), result=Result.ADOPTED)


def test_personal_data_does_not_reach_the_timeline(item, issue, secretariat):
    with pytest.raises(ValidationError, match="010-1234-5678"):
        decide(
            item,
            by=secretariat,
            result=Result.ADOPTED,
            moves=[Move(issue, "council", "adopted")],
            words="물음은 010-1234-5678로",
        )
    assert not Decision.objects.exists()


def test_withdrawing_the_minutes_keeps_what_was_decided(item, issue, secretariat):
    decide(item, by=secretariat, result=Result.ADOPTED, moves=[Move(issue, "council", "adopted")])
    make_minutes(item.meeting)
    make_publication(item.meeting)
    withdraw_minutes(item.meeting, by=secretariat, reason="다시 살핍니다.")
    issue.refresh_from_db()
    assert issue.status == Status.ADOPTED
    assert Decision.objects.get().result == Result.ADOPTED
