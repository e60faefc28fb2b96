"""The way of an issue: no path skips a reason, a body or a line of the timeline, and none loses a 공감."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from participation import way
from participation.actions import answer, appeal, empathise, merge, move, supplement, take_back
from participation.models import Issue, Status, Step, StepKind
from tests.factories.participation import ResidentFactory, VoiceFactory, make_body, make_issue

BODIES = {kind: kind for kind in way.BODY_OF.values()}


def body_for(to):
    return make_body(way.BODY_OF[to]) if to in way.BODY_OF else None


class TestMoving:
    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_nothing_moves_without_a_reason(self, db, secretariat, reason):
        issue = make_issue(status=Status.GATHERING)

        for to in way.may_follow(Status.GATHERING):
            with pytest.raises(ValidationError, match="까닭"):
                move(issue, to, by=secretariat, seen=issue.status, reason=reason, body=body_for(to))

        assert Issue.objects.get(pk=issue.pk).status == Status.GATHERING

    def test_who_decides_second_is_told(self, db, secretariat, office):
        issue = make_issue(status=Status.RECEIVED)

        move(issue, Status.GATHERING, by=secretariat, seen=Status.RECEIVED, reason="검토했습니다.")
        with pytest.raises(ValidationError, match="방금 다른 분이"):
            move(issue, Status.REJECTED, by=office, seen=Status.RECEIVED, reason="맞지 않습니다.")

        assert Issue.objects.get(pk=issue.pk).status == Status.GATHERING

    def test_editors_and_residents_move_nothing(self, db, editor_a, resident):
        issue = make_issue(status=Status.RECEIVED)

        for person in (editor_a, resident):
            with pytest.raises(PermissionDenied):
                move(issue, Status.GATHERING, by=person, seen=issue.status, reason="까닭")

    def test_a_review_names_its_body(self, db, secretariat):
        issue = make_issue(status=Status.SUBCOMMITTEE)

        for body in (None, make_body(way.BODY_OF[Status.SUBCOMMITTEE])):
            with pytest.raises(ValidationError, match="실무협의체"):
                move(issue, Status.WORKING, by=secretariat, seen=issue.status, reason="까닭", body=body)

    def test_a_step_says_the_office_and_never_the_person(self, db, secretariat):
        secretariat.last_name = "김"
        secretariat.save()

        step = move(
            make_issue(status=Status.RECEIVED),
            Status.GATHERING,
            by=secretariat,
            seen="received",
            reason="좋음",
        )

        assert step.office == "사무국"
        assert (step.from_status, step.to_status, step.reason) == ("received", "gathering", "좋음")

    def test_below_the_threshold_it_is_a_lift(self, db, secretariat, settings):
        settings.ISSUE_THRESHOLDS = [2, 3, 4]
        body = make_body()
        few, enough = make_issue(), make_issue()
        Issue.objects.filter(pk=few.pk).update(empathy_count=1)
        Issue.objects.filter(pk=enough.pk).update(empathy_count=2)

        kinds = [
            move(each, Status.SUBCOMMITTEE, by=secretariat, seen="gathering", reason="급함", body=body).kind
            for each in (few, enough)
        ]

        assert kinds == [StepKind.LIFTED, StepKind.MOVED]

    def test_the_database_keeps_a_reason_too(self, db):
        issue = make_issue()

        with pytest.raises(IntegrityError), transaction.atomic():
            Step.objects.create(issue=issue, kind=StepKind.MOVED, to_status=Status.REJECTED, office="사무국")


class TestClocks:
    def test_an_answer_is_promised_a_month_after_a_review_began(self, db, secretariat, time_machine):
        time_machine.move_to("2026-01-31 14:59:59+00:00")  # 23:59:59 in Seoul
        issue = make_issue()

        step = move(
            issue, Status.SUBCOMMITTEE, by=secretariat, seen="gathering", reason="급함", body=make_body()
        )

        assert step.due_on == date(2026, 2, 28)

    def test_late_begins_the_day_after(self, db, time_machine):
        time_machine.move_to("2026-03-10 12:00+09:00")
        issue = make_issue(status=Status.RECEIVED)
        Issue.objects.filter(pk=issue.pk).update(due_on=date(2026, 3, 17))

        for moment, is_late in (("2026-03-17 23:59+09:00", False), ("2026-03-18 00:00+09:00", True)):
            time_machine.move_to(moment)
            assert Issue.objects.late().exists() is is_late
            assert Issue.objects.get(pk=issue.pk).is_late is is_late

    def test_waiting_for_the_author_is_no_lateness_of_the_office(self, db, secretariat, time_machine):
        issue = make_issue(status=Status.RECEIVED)
        move(issue, Status.SUPPLEMENT, by=secretariat, seen="received", reason="어느 정류장입니까?")

        time_machine.move_to(timezone.now() + timedelta(days=30))

        assert not Issue.objects.late().exists()
        assert not Issue.objects.get(pk=issue.pk).is_late

    @pytest.mark.parametrize(("days", "allowed"), [(15, True), (16, False)])
    def test_an_appeal_is_taken_until_the_fifteenth_day(self, db, secretariat, time_machine, days, allowed):
        time_machine.move_to("2026-03-01 23:00+09:00")
        issue = make_issue()
        move(issue, Status.REJECTED, by=secretariat, seen="gathering", reason="이미 있습니다.")
        time_machine.move_to(f"2026-03-{1 + days} 00:30+09:00")

        if allowed:
            appeal(issue, resident=issue.author, reason="다릅니다.")
            assert Issue.objects.get(pk=issue.pk).status == Status.SUBCOMMITTEE
        else:
            with pytest.raises(ValidationError):
                appeal(issue, resident=issue.author, reason="다릅니다.")

    def test_an_appeal_is_the_authors_and_only_one(self, db, secretariat):
        issue = make_issue()
        move(issue, Status.REJECTED, by=secretariat, seen="gathering", reason="까닭")

        with pytest.raises(PermissionDenied):
            appeal(issue, resident=ResidentFactory(), reason="다릅니다.")
        appeal(issue, resident=issue.author, reason="다릅니다.")
        move(issue, Status.REJECTED, by=secretariat, seen="subcommittee", reason="여전히")
        with pytest.raises(ValidationError):
            appeal(issue, resident=issue.author, reason="또")


class TestSupplement:
    def test_what_stood_there_before_stays(self, db, secretariat):
        issue = make_issue(status=Status.RECEIVED)
        move(issue, Status.SUPPLEMENT, by=secretariat, seen="received", reason="어느 정류장입니까?")

        supplement(issue, resident=issue.author, title="새 제목", problem="청량리역 앞입니다.")

        issue = Issue.objects.get(pk=issue.pk)
        assert (issue.status, issue.title) == (Status.RECEIVED, "새 제목")
        assert [version.problem for version in issue.versions.all()] == ["어르신들이 서서 기다리십니다."]

    def test_it_is_open_only_when_asked_for(self, db):
        issue = make_issue()

        with pytest.raises(ValidationError):
            supplement(issue, resident=issue.author, title="몰래", problem="고칩니다")


class TestEveryPath(TestCase):
    """Whatever is pressed in whatever order."""

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from(list(Status)), st.booleans()), max_size=12))
    def test_each_change_is_one_step_with_its_reason(self, presses):
        by = User.objects.get(email="secretariat@nurinet.example")
        bodies = {kind: make_body(kind) for kind in set(way.BODY_OF.values())}
        issue = make_issue(status=Status.RECEIVED)
        voices = VoiceFactory.create_batch(3)
        said = set()
        for number, (to, with_reason) in enumerate(presses):
            before = Issue.objects.get(pk=issue.pk)
            steps = before.steps.count()
            voice = voices[number % 3]
            try:
                empathise(issue, voice)
                said.add(voice)
            except ValidationError:
                assert before.status not in way.OPEN
            try:
                move(
                    issue, to, by=by, seen=before.status, reason="까닭" if with_reason else "",
                    body=bodies.get(way.BODY_OF.get(to)),
                )  # fmt: skip
            except ValidationError:
                after = Issue.objects.get(pk=issue.pk)
                assert (after.status, after.steps.count()) == (before.status, steps)
            else:
                after = Issue.objects.get(pk=issue.pk)
                assert with_reason
                assert to in way.may_follow(before.status)
                last = after.steps.last()
                assert (last.from_status, last.to_status, last.reason) == (before.status, to, "까닭")
                assert after.steps.count() == steps + 1
        after = Issue.objects.get(pk=issue.pk)
        assert after.empathy_count == len(said) == after.empathies.count()
        chain = [step.to_status for step in after.steps.all()]
        assert [step.from_status for step in after.steps.all()][1:] == chain[:-1]


class TestMerging(TestCase):
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5), st.booleans()), max_size=20),
        st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=3),
    )
    def test_every_voice_counts_once_wherever_it_was_said(self, presses, merges):
        by = User.objects.get(email="secretariat@nurinet.example")
        issues = [make_issue() for _ in range(3)]
        voices = VoiceFactory.create_batch(6)
        said = [set() for _ in issues]
        for where, who, takes_back in presses:
            (take_back if takes_back else empathise)(issues[where], voices[who])
            (said[where].discard if takes_back else said[where].add)(voices[who].pk)
        for one, other in merges:
            before = Issue.objects.get(pk=issues[one].pk)
            try:
                merge(issues[one], issues[other], by=by, seen=before.status, reason="같은 일")
            except ValidationError:
                continue
            said[other] |= said[one]

        for issue, voices_of in zip(issues, said, strict=True):
            issue = Issue.objects.get(pk=issue.pk)
            assert set(issue.empathies.values_list("voice", flat=True)) == voices_of
            assert issue.empathy_count == len(voices_of)
            if issue.merged_into_id:
                assert issue.merged_into.merged_into_id is None


class TestMergedIssue:
    def test_who_came_along_may_take_it_back(self, db, secretariat):
        issue, into = make_issue(), make_issue()
        voice = VoiceFactory()
        empathise(issue, voice)
        merge(issue, into, by=secretariat, seen="gathering", reason="같은 일")

        assert take_back(into, voice).empathy_count == 0
        assert Issue.objects.get(pk=issue.pk).empathy_count == 1

    def test_both_timelines_say_so_and_its_people_follow_on(self, db, secretariat):
        issue, into = make_issue(), make_issue()
        merge(issue, into, by=secretariat, seen="gathering", reason="같은 일입니다.")

        assert issue.steps.last().kind == StepKind.MERGED
        assert into.steps.last().reason == f"{issue.pk}번 과제를 합쳤습니다. 같은 일입니다."
        assert into.follows.filter(resident=issue.author).exists()

    def test_a_private_issue_is_never_merged(self, db, secretariat):
        issue, into = make_issue(is_private=True, status=Status.RECEIVED), make_issue()

        with pytest.raises(ValidationError, match="공개되어 있지 않아"):
            merge(issue, into, by=secretariat, seen="received", reason="같은 일")


def test_an_official_answer_leaves_the_state(db, office):
    issue = make_issue()

    step = answer(issue, by=office, reason="예산을 알아보고 있습니다.")

    assert (step.from_status, step.to_status, step.office) == ("gathering", "gathering", "복지정책과")
