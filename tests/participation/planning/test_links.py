"""과제 ↔ 세부사업: what a link asks for, what it does not do, and what progress does to the issue."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from participation.models import (
    Issue,
    IssueLink,
    LeftOut,
    ProjectProgress,
    ProjectState,
    Status,
    Step,
    StepKind,
)
from participation.planning.cards import plan_items
from participation.planning.carrying_out import move_project, report
from participation.planning.links import leave_out, link, unlink
from participation.planning.rules import IN_PLAN, LINKABLE, PROJECT_FOLLOWS, public_links, require_link
from tests.factories.participation import make_issue
from tests.factories.plan import make_plan, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return make_project(make_plan())


def adopted(status=Status.ADOPTED, **fields):
    return make_issue(status=status, **fields)


def linked(issue, project, by, why="같은 일입니다."):
    return link(issue, project, by=by, why=why)


def status_of(issue):
    return Issue.objects.get(pk=issue.pk).status


class TestLinking:
    def test_each_shows_the_other_and_no_state_changes(self, client, project, office):
        issue = adopted()

        linked(issue, project, office)

        assert status_of(issue) == Status.ADOPTED
        assert issue.steps.last().reason == (
            "제6기 지역사회보장계획 1-1 ‘예시 사업 1-1’에 이었습니다. 같은 일입니다."
        )
        page = client.get("/plan/6/1-1/").content.decode()
        assert f"/issues/{issue.pk}/" in page
        (item,) = plan_items(issue)
        assert (item.url, item.reason, item.state) == ("/plan/6/1-1/", "같은 일입니다.", "ready")

    def test_twice_is_told(self, project, office):
        issue = adopted()
        linked(issue, project, office)

        with pytest.raises(ValidationError, match="이미 이 세부사업에"):
            linked(issue, project, office)
        with pytest.raises(IntegrityError), transaction.atomic():
            IssueLink.objects.create(issue=issue, project=project, why="또")

    @pytest.mark.parametrize(
        "status", [each for each in Status if each not in (*LINKABLE, Status.MERGED, Status.BLOCKED)]
    )
    def test_only_what_was_adopted(self, project, office, status):
        with pytest.raises(ValidationError, match="채택된 뒤에"):
            linked(adopted(status), project, office)

    def test_nothing_private(self, project, office):
        issue = make_issue(is_private=True, status=Status.ADOPTED)

        with pytest.raises(ValidationError, match="공개되어 있지 않아"):
            linked(issue, project, office)

    def test_only_headquarters_and_with_a_reason(self, project, office, editor_a):
        with pytest.raises(PermissionDenied):
            linked(adopted(), project, editor_a)
        with pytest.raises(ValidationError):
            linked(adopted(), project, office, why=" ")

    def test_many_to_many(self, project, office):
        other = make_project(project.plan, "1-2")
        first, second = adopted(), adopted()
        for issue in (first, second):
            for each in (project, other):
                linked(issue, each, office)

        assert [item.url for item in plan_items(first)] == ["/plan/6/1-1/", "/plan/6/1-2/"]


class TestPlanned:
    def test_needs_a_link_to_a_plan_that_can_be_read(self, project, office):
        issue = adopted()
        with pytest.raises(ValidationError, match="세부사업에 이어 주십시오"):
            require_link(issue)
        draft = make_project(make_plan(7, 2031, is_public=False))
        linked(issue, draft, office)
        with pytest.raises(ValidationError):
            require_link(issue)

        linked(issue, project, office)

        require_link(issue)

    @pytest.mark.parametrize("status", IN_PLAN)
    def test_the_last_link_of_what_is_in_the_plan_is_not_cut(self, project, office, status):
        issue = adopted(status)
        made = linked(issue, project, office)

        with pytest.raises(ValidationError, match="하나는 있어야"):
            unlink(made, by=office, reason="잘못 이었습니다.")

        linked(issue, make_project(project.plan, "1-2"), office)
        unlink(made, by=office, reason="잘못 이었습니다.")


class TestUnlinking:
    def test_leaves_its_trace(self, project, office):
        issue = adopted()
        made = linked(issue, project, office)

        unlink(made, by=office, reason="다른 사업이 맡습니다.")

        made.refresh_from_db()
        assert (made.unlinked_by, made.unlink_reason) == (office, "다른 사업이 맡습니다.")
        assert "다른 사업이 맡습니다." in issue.steps.last().reason
        assert plan_items(issue) == []
        assert linked(issue, project, office).pk != made.pk

    def test_never_without_a_reason(self, project, office):
        made = linked(adopted(), project, office)

        with pytest.raises(ValidationError):
            unlink(made, by=office, reason="  ")
        with pytest.raises(IntegrityError), transaction.atomic():
            IssueLink.objects.filter(pk=made.pk).update(unlinked_at="2026-11-26T00:00Z")

    def test_twice_is_told(self, project, office):
        made = linked(adopted(), project, office)
        unlink(made, by=office, reason="잘못")

        with pytest.raises(ValidationError, match="이미 끊은"):
            unlink(made, by=office, reason="잘못")


class TestLeftOut:
    def test_says_why_and_is_told(self, project, office):
        issue = adopted()

        leave_out(issue, project.plan, by=office, reason="예산을 얻지 못했습니다.")

        (item,) = plan_items(issue)
        assert (item.url, item.reason) == ("", "예산을 얻지 못했습니다.")
        assert "예산을 얻지 못했습니다." in issue.steps.last().reason

    def test_never_without_a_reason(self, project, office):
        with pytest.raises(ValidationError):
            leave_out(adopted(), project.plan, by=office, reason=" ")
        with pytest.raises(IntegrityError), transaction.atomic():
            LeftOut.objects.create(issue=adopted(), plan=project.plan, reason="", office="사무국")

    def test_not_what_is_in_the_plan(self, project, office):
        issue = adopted()
        linked(issue, project, office)

        with pytest.raises(ValidationError, match="이어져 있는"):
            leave_out(issue, project.plan, by=office, reason="예산")


class TestProgress:
    def test_appears_on_the_linked_issues_and_nowhere_else(self, project, office, client):
        issue, cut, stranger = adopted(Status.PLANNED), adopted(), adopted()
        linked(issue, project, office)
        unlink(linked(cut, project, office), by=office, reason="잘못")
        before = {each.pk: each.steps.count() for each in (cut, stranger)}

        report(project, by=office, year=2027, text="열 집을 찾아갔습니다.", achieved=10)

        assert issue.steps.last().kind == StepKind.PROGRESS
        assert "열 집을 찾아갔습니다." in issue.steps.last().reason
        assert {each.pk: each.steps.count() for each in (cut, stranger)} == before
        assert "열 집을 찾아갔습니다." in client.get("/plan/6/1-1/").content.decode()

    def test_nothing_is_told_of_what_is_not_public(self, project, office):
        issue = adopted()
        linked(issue, project, office)
        Issue.objects.filter(pk=issue.pk).update(withdrawn_at="2026-11-26T00:00Z")
        before = issue.steps.count()

        report(project, by=office, year=2027, text="열 집")

        assert issue.steps.count() == before

    @pytest.mark.parametrize("year", [2026, 2031])
    def test_only_in_the_years_of_the_plan(self, project, office, year):
        with pytest.raises(ValidationError, match="2027년부터 2030년까지"):
            report(project, by=office, year=year, text="한 일")

    def test_not_of_a_draft(self, office):
        draft = make_project(make_plan(7, 2031, is_public=False))

        with pytest.raises(ValidationError, match="아직 공개하지 않은"):
            report(draft, by=office, year=2031, text="한 일")
        assert not ProjectProgress.objects.exists()


class TestStates:
    def move(self, project, to, by, reason="까닭"):
        project.refresh_from_db()
        return move_project(project, to, by=by, seen=project.state, reason=reason)

    def test_the_issue_comes_along_and_skips_no_state(self, project, office):
        planned, adopted_only = adopted(Status.PLANNED), adopted()
        for issue in (planned, adopted_only):
            linked(issue, project, office)

        self.move(project, "under_way", office)
        assert status_of(planned) == Status.UNDER_WAY
        late = adopted(Status.PLANNED)
        linked(late, project, office)
        self.move(project, "completed", office)

        assert [status_of(each) for each in (planned, late, adopted_only)] == [
            *(Status.COMPLETED, Status.COMPLETED),
            Status.ADOPTED,
        ]
        ways = late.steps.filter(kind=StepKind.PROGRESS).values_list("to_status", flat=True)
        assert list(ways.order_by("pk")) == [Status.UNDER_WAY, Status.COMPLETED]

    def test_an_issue_is_done_when_all_of_its_projects_are(self, project, office):
        other = make_project(project.plan, "1-2")
        issue = adopted(Status.PLANNED)
        for each in (project, other):
            linked(issue, each, office)
            self.move(each, "under_way", office)

        self.move(project, "completed", office)
        assert status_of(issue) == Status.UNDER_WAY
        self.move(other, "stopped", office)
        assert status_of(issue) == Status.UNDER_WAY

    def test_stopping_needs_a_reason(self, project, office):
        with pytest.raises(ValidationError):
            self.move(project, "stopped", office, reason=" ")
        with pytest.raises(IntegrityError), transaction.atomic():
            type(project).objects.filter(pk=project.pk).update(state=ProjectState.STOPPED)

    def test_who_looked_at_another_state_is_told(self, project, office):
        self.move(project, "under_way", office)

        with pytest.raises(ValidationError, match="방금 다른 분이"):
            move_project(project, "stopped", by=office, seen="ready", reason="까닭")


class TestAnyWay:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1), st.integers(0, 2)), max_size=15))
    def test_no_issue_in_the_plan_is_without_a_link_and_no_step_without_a_reason(self, deeds):
        by = User.objects.get(email="office@nurinet.example")
        with transaction.atomic():
            plan = make_plan()
            projects = [make_project(plan, "1-1"), make_project(plan, "1-2")]
            issues = [adopted(), adopted(), adopted(Status.GATHERING)]
            for deed, which, whose in deeds:
                _do(deed, projects[which], issues[whose], by)
            for issue in Issue.objects.filter(status__in=IN_PLAN):
                assert public_links(issue).exists()
            assert not Step.objects.filter(reason="").exclude(kind=StepKind.RECEIVED).exists()
            transaction.set_rollback(True)


def _do(deed, project, issue, by):
    project = type(project).objects.get(pk=project.pk)
    try:
        with transaction.atomic():
            if deed == 0:
                linked(issue, project, by)
            elif deed == 1:
                made = IssueLink.objects.standing().filter(issue=issue, project=project).first()
                unlink(made, by=by, reason="끊음") if made else None
            elif deed == 2:
                to = (PROJECT_FOLLOWS[project.state] or ["ready"])[0]
                move_project(project, to, by=by, seen=project.state, reason="옮김")
            elif deed == 3:
                report(project, by=by, year=project.plan.first_year, text="한 일")
            else:
                require_link(Issue.objects.get(pk=issue.pk))
                Issue.objects.filter(pk=issue.pk).update(status=Status.PLANNED)
    except ValidationError:
        pass
