"""A plan that is still a draft, with all that belongs to one, named by the agency's word."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Site

from participation.models import (
    Issue,
    IssueLink,
    Opinion,
    Plan,
    Project,
    PublicNotice,
    Status,
    Strategy,
    YearBudget,
    YearPlan,
)
from tests.factories.participation import make_issue


def give(own):
    site, number = Site.objects.get(), Plan.objects.count()
    own.plan = Plan.objects.create(
        site=site, term=90 + number, first_year=2050 + 4 * number, vision=f"{own.word}비전"
    )
    strategy = Strategy.objects.create(plan=own.plan, number=1, title=f"{own.word}전략")
    own.project = Project.objects.create(
        strategy=strategy,
        position=1,
        title=own.title("세부사업"),
        content=f"{own.word}내용",
        department_text=f"{own.word}과",
    )
    YearBudget.objects.create(project=own.project, nth=1, amount=1)
    own.year_plan = YearPlan.objects.create(plan=own.plan, nth=1, summary=f"{own.word}시행계획")
    today = timezone.localdate()
    own.notice = PublicNotice.objects.create(
        plan=own.plan, text=f"{own.word}공고", starts_on=today, ends_on=today + timedelta(days=20)
    )
    own.opinion = Opinion.objects.create(
        notice=own.notice,
        text=f"{own.word}의견",
        name=f"{own.word}주민",
        email=f"{own.mark}@resident.example",
    )
    issue = make_issue(title="이어진 과제", status=Status.ADOPTED)
    own.link = IssueLink.objects.create(issue=issue, project=own.project, why=f"{own.word}이은까닭")


PRIMARY_KEYS = {
    "plans": lambda own: own.plan.pk,
    "plan_projects": lambda own: own.project.pk,
    "plan_years": lambda own: own.year_plan.pk,
    "plan_links": lambda own: own.link.pk,
    "plan_notices": lambda own: own.notice.pk,
    "plan_opinions": lambda own: own.opinion.pk,
    **dict.fromkeys(("plan_notice", "plan_say", "plan_opinion"), lambda own: own.notice.pk),
    "plan_file": lambda own: 1,
}
_TERM = {"strategy": 1, "position": 1}
SPECIAL = {
    **dict.fromkeys(
        ("plan", "plan_csv", "plan_project", "plan_file", "plan_api_detail", "plan_api_project"),
        lambda own: [({"term": own.plan.term} | _TERM, "")],
    ),
    "plan_year": lambda own: [({"term": own.plan.term, "year": own.plan.first_year}, "")],
    # Whoever holds a true one holds the key; nobody has the other.
    "plan_opinion": lambda own: [({"uuid": own.course.uuid}, "")],
}
QUESTIONS = {
    "plan_now": ("?strategy=1&year=2050",),
    "plan_api": ("?plan=90", "?plan=91", "?year=2051"),
    "plan_projects:index": ("?q={word}",),
    "plan_opinions:index": ("?waiting=true", "?export=csv"),
}


def rows(own):
    yield Plan.objects.filter(pk=own.plan.pk)
    yield Strategy.objects.filter(plan=own.plan.pk)
    yield Project.objects.filter(pk=own.project.pk)
    yield YearBudget.objects.filter(project=own.project.pk)
    yield YearPlan.objects.filter(pk=own.year_plan.pk)
    yield PublicNotice.objects.filter(plan=own.plan.pk)
    yield Opinion.objects.filter(pk=own.opinion.pk)
    yield IssueLink.objects.filter(pk=own.link.pk)
    yield Issue.objects.filter(pk=own.link.issue_id)
