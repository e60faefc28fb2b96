"""Four years, a 공고 of at least twenty days, and what may follow."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from participation.models import IssueLink, Plan, PlanState, PublicNotice, Status, StepKind, YearPlan
from participation.models.notice import earliest_end
from participation.planning.deed_forms import AnnounceForm
from participation.planning.duties import tell_waiting_links
from participation.planning.links import link
from participation.planning.publishing import announce, move_plan, publish_year
from tests.factories.participation import make_issue
from tests.factories.plan import make_notice, make_plan, make_project, over

pytestmark = pytest.mark.django_db
START = date(2026, 11, 26)


@pytest.fixture
def draft():
    plan = make_plan(is_public=False)
    make_project(plan)
    return plan


def announced(plan, by, days=20, **fields):
    fields = {"starts_on": START, "text": "제6기 계획의 주요 내용"} | fields
    return announce(plan, by=by, ends_on=fields["starts_on"] + timedelta(days=days), **fields)


class TestPeriod:
    @pytest.mark.parametrize("last_year", [2029, 2031])
    def test_a_plan_lasts_exactly_four_years(self, last_year):
        plan = make_plan()

        assert list(plan.years) == [2027, 2028, 2029, 2030]
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(last_year=last_year)

    @pytest.mark.parametrize(("year", "nth"), [(2026, None), (2027, 1), (2030, 4), (2031, None)])
    def test_years_are_counted_from_its_first(self, year, nth):
        assert make_plan().nth(year) == nth

    def test_the_current_one_is_that_of_today(self, time_machine):
        fifth, sixth = make_plan(5, 2023), make_plan(6, 2027)

        assert Plan.objects.current() == fifth
        time_machine.move_to("2026-12-31 15:00:00Z")  # the new year in Seoul
        assert Plan.objects.current() == sixth

    def test_a_draft_is_published_by_no_accident(self, draft):
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=draft.pk).update(state=PlanState.NOTICE)
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=draft.pk).update(published_at="2026-11-26T00:00Z")


class TestTwentyDays:
    """The day on which it is put up is not counted (민법 제157조)."""

    def test_nineteen_are_refused_by_the_deed(self, draft, office):
        with pytest.raises(ValidationError, match="2026년 12월 16일이나 그 뒤에"):
            announced(draft, office, days=19)

        assert Plan.objects.get(pk=draft.pk).state == PlanState.DRAFT

    def test_twenty_are_accepted_by_the_deed(self, draft, office):
        notice = announced(draft, office, days=20)

        assert notice.ends_on == date(2026, 12, 16) == earliest_end(START)
        assert Plan.objects.get(pk=draft.pk).state == PlanState.NOTICE

    def test_nineteen_are_refused_and_twenty_accepted_by_the_database(self, draft):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_notice(draft, START, ends_on=START + timedelta(days=19))

        make_notice(draft, START, ends_on=START + timedelta(days=20))

    @pytest.mark.parametrize("starts_on", [date(2027, 2, 20), date(2026, 12, 20), date(2028, 2, 10)])
    def test_over_the_ends_of_months_and_years(self, draft, starts_on):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_notice(draft, starts_on, ends_on=starts_on + timedelta(days=19))
        make_notice(draft, starts_on, ends_on=starts_on + timedelta(days=20))

    @pytest.mark.parametrize(("end", "is_told"), [("2026-12-15", True), ("2026-12-16", False)])
    def test_the_screen_says_so_beside_the_day(self, client, draft, office, end, is_told):
        client.force_login(office)
        sent = {"starts_on": "2026-11-26", "ends_on": end, "text": "주요 내용", "number": "", "year_plan": ""}

        response = client.post(f"/admin/plans/{draft.pk}/announce/", sent)

        assert (response.status_code == 200) == is_told
        if is_told:
            assert "20일 이상" in response.context["form"].errors["ends_on"][0]
        assert PublicNotice.objects.exists() != is_told

    def test_the_form_offers_the_shortest(self, draft):
        assert AnnounceForm(plan=draft).initial["ends_on"] == date(2026, 12, 16)


class TestAnnouncing:
    def test_only_headquarters(self, draft, editor_a):
        with pytest.raises(PermissionDenied):
            announced(draft, editor_a)

    def test_a_plan_without_projects_is_none(self, office):
        with pytest.raises(ValidationError, match="세부사업이 하나도 없는"):
            announced(make_plan(is_public=False), office)

    def test_the_past_only_with_the_number_under_which_it_was_told(self, draft, office):
        with pytest.raises(ValidationError, match="공고 번호"):
            announced(draft, office, starts_on=date(2026, 11, 25))

        assert announced(draft, office, starts_on=date(2026, 11, 25), number="공고 제2026-1호")

    def test_one_at_a_time(self, draft, office):
        announced(draft, office)

        with pytest.raises(ValidationError, match="아직 끝나지 않은 공고"):
            announced(draft, office)

    def test_from_its_first_day_on_it_is_read(self, draft, office, time_machine, client):
        announced(draft, office, starts_on=date(2026, 12, 1))

        time_machine.move_to("2026-11-30 14:59:59Z")
        assert client.get("/plan/6/").status_code == 404
        time_machine.move_to("2026-11-30 15:00:00Z")
        assert client.get("/plan/6/").status_code == 200


class TestSettling:
    def test_no_deliberation_before_the_end_of_the_notice(self, draft, office, time_machine):
        notice = announced(draft, office)
        time_machine.move_to("2026-12-16 14:59:59Z")
        with pytest.raises(ValidationError, match="공고가 끝난 뒤"):
            move_plan(draft, "deliberation", by=office, seen="notice", reason="심의")

        time_machine.move_to(f"{notice.ends_on} 15:00:00Z")
        plan = move_plan(draft, "deliberation", by=office, seen="notice", reason="심의")

        assert plan.state == PlanState.DELIBERATION
        assert move_plan(draft, "settled", by=office, seen="deliberation", reason="의결").settled_on == over(
            notice
        )

    def test_who_looked_at_another_state_is_told(self, draft, office):
        announced(draft, office)

        with pytest.raises(ValidationError, match="방금 다른 분이"):
            move_plan(draft, "settled", by=office, seen="draft", reason="확정")

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_never_without_a_reason(self, draft, office, reason):
        with pytest.raises(ValidationError):
            move_plan(draft, "settled", by=office, seen="draft", reason=reason)

    def test_back_to_a_draft_while_nobody_has_spoken(self, draft, office):
        announced(draft, office)

        move_plan(draft, "draft", by=office, seen="notice", reason="숫자가 틀렸습니다.")

        assert not Plan.objects.published().exists()
        assert not PublicNotice.objects.exists()


class TestYearPlans:
    def test_each_year_once_and_only_one_of_the_four(self):
        plan = make_plan()
        YearPlan.objects.create(plan=plan, nth=1, summary="첫해")

        for nth in (1, 0, 5):
            with pytest.raises(IntegrityError), transaction.atomic():
                YearPlan.objects.create(plan=plan, nth=nth, summary="또")

    def test_not_before_its_plan(self, draft, office):
        year_plan = YearPlan.objects.create(plan=draft, nth=1, summary="첫해")

        with pytest.raises(ValidationError):
            publish_year(year_plan, by=office)
        with pytest.raises(ValidationError):
            announced(draft, office, year_plan=year_plan)

    def test_a_notice_of_its_own_leaves_the_plan_alone(self, office):
        plan = make_plan()
        make_project(plan)
        year_plan = YearPlan.objects.create(plan=plan, nth=1, summary="첫해")

        notice = announced(plan, office, year_plan=year_plan)

        assert notice.title == "2027년 시행계획안 공고"
        assert Plan.objects.get(pk=plan.pk).state == PlanState.SETTLED
        assert YearPlan.objects.published().get() == year_plan


class TestLinksOfADraft:
    def test_are_told_when_the_plan_is(self, draft, office, time_machine):
        issue = make_issue(status=Status.ADOPTED)
        link(issue, draft.strategies.get().projects.get(), by=office, why="같은 일입니다.")
        assert not issue.steps.filter(kind=StepKind.PLANNED).exists()

        announced(draft, office, starts_on=date(2026, 12, 1))
        assert not issue.steps.filter(kind=StepKind.PLANNED).exists()
        time_machine.move_to("2026-11-30 15:00:00Z")
        tell_waiting_links()
        tell_waiting_links()

        assert issue.steps.filter(kind=StepKind.PLANNED).count() == 1
        assert IssueLink.objects.get().told_at
