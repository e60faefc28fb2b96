"""A plan with as many strategies and 세부사업 as wanted, a draft or read by everybody."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Site

from participation.models import (
    Indicator,
    Plan,
    PlanState,
    Project,
    PublicNotice,
    Strategy,
    YearBudget,
    YearlyTarget,
)
from participation.models.notice import earliest_end


def make_plan(term=6, first_year=2027, *, is_public=True, **fields):
    fields = {"site": Site.objects.get(is_default_site=True), "vision": "함께 사는 예시 동네"} | fields
    if is_public:
        fields = {"state": PlanState.SETTLED, "published_at": timezone.now()} | fields
    return Plan.objects.create(term=term, first_year=first_year, **fields)


def make_project(plan=None, number="1-1", *, budget=1000, target=10, result=None, **fields):
    plan = plan or Plan.objects.first() or make_plan()
    strategy, position = map(int, number.split("-"))
    strategy, _ = Strategy.objects.get_or_create(
        plan=plan, number=strategy, defaults={"title": f"예시 전략 {strategy}"}
    )
    fields = {"title": f"예시 사업 {number}", "content": "예시입니다.", "department_text": "예시과"} | fields
    project = Project.objects.create(strategy=strategy, position=position, **fields)
    YearBudget.objects.create(project=project, nth=1, amount=budget)
    indicator = Indicator.objects.create(project=project, name="찾아간 집", unit="집")
    YearlyTarget.objects.create(indicator=indicator, nth=1, target=target, result=result)
    return project


def make_notice(plan=None, starts_on=None, **fields):
    """One whose days are not asked about by the rules, except by the database."""
    starts_on = starts_on or timezone.localdate()
    fields = {"text": "의견을 내 주십시오.", "ends_on": earliest_end(starts_on)} | fields
    return PublicNotice.objects.create(
        plan=plan or make_plan(state=PlanState.NOTICE), starts_on=starts_on, **fields
    )


def over(notice):
    """The first day on which nothing can be said to it any more."""
    return notice.ends_on + timedelta(days=1)
