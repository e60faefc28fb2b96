"""Two plans by the product's own deeds: one that is being carried out, and the draft of the next under its 공고."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from participation.models import (
    BodyKind,
    DecidingBody,
    Indicator,
    Opinion,
    Plan,
    Project,
    ProjectProgress,
    ProjectState,
    PublicNotice,
    Strategy,
    YearBudget,
    YearlyTarget,
    YearPlan,
)
from participation.models.notice import earliest_end
from participation.planning.carrying_out import move_project, report
from participation.planning.links import link
from participation.planning.opinions import answer, submit
from participation.planning.publishing import announce, midnight, move_plan, publish_year
from participation.sample import plan_texts as texts

REASON = "협의체의 심의를 거쳐 정했습니다. (예시)"


@transaction.atomic
def make_plans(site, by):
    """Both plans. ``by`` is somebody of headquarters. Made before issues are linked with `link_sample`."""
    fifth = write(site, 5, 2023, texts.FIFTH, texts.FIFTH_PROJECTS)
    hold_notice(fifth, by, date(2022, 8, 1), "예시구 공고 제2022-812호", texts.FIFTH, texts.FIFTH_OPINIONS)
    for to, seen in (("deliberation", "notice"), ("settled", "deliberation")):
        move_plan(fifth, to, by=by, seen=seen, reason=REASON)
    carry_out(fifth, texts.FIFTH_PROJECTS, by)
    for nth, summary, result in texts.YEARS:
        publish_year(YearPlan.objects.create(plan=fifth, nth=nth, summary=summary, result=result), by=by)
    put_back(fifth)
    sixth = write(site, 6, 2027, texts.SIXTH, texts.SIXTH_PROJECTS)
    start = timezone.localdate() - timedelta(days=4)
    hold_notice(sixth, by, start, "예시구 공고 제2026-1204호", texts.SIXTH, texts.SIXTH_OPINIONS)
    return fifth, sixth


def write(site, term, first_year, words, projects):
    plan = Plan.objects.create(
        site=site, term=term, first_year=first_year, vision=words["vision"], summary=words["summary"]
    )
    strategies = {
        number: Strategy.objects.create(plan=plan, number=number, title=title, why=why, sort_order=number)
        for number, title, why in words["strategies"]
    }
    for planned in projects:
        strategy, position = map(int, planned.number.split("-"))
        write_project(site, strategies[strategy], position, planned)
    return plan


def write_project(site, strategy, position, planned):
    department, _ = DecidingBody.objects.get_or_create(
        site=site, name=planned.department, defaults={"kind": BodyKind.DEPARTMENT}
    )
    project = Project.objects.create(
        strategy=strategy,
        position=position,
        title=planned.title,
        content=planned.content,
        department=department,
    )
    indicator = Indicator.objects.create(
        project=project,
        name=planned.indicator,
        unit=planned.unit,
        baseline=planned.goals[0],
        less_is_better=planned.key == "lonely",
    )
    for nth, (money, goal) in enumerate(zip(planned.money, planned.goals, strict=True), 1):
        known = len(planned.results) >= nth
        spent = money * 19 // 20 if known else None
        YearBudget.objects.create(project=project, nth=nth, amount=money, spent=spent)
        result = planned.results[nth - 1] if known else None
        YearlyTarget.objects.create(indicator=indicator, nth=nth, target=goal, result=result)


def project_of(plan, planned):
    strategy, position = map(int, planned.number.split("-"))
    return Project.objects.of_plan(plan).numbered(strategy, position).get()


def hold_notice(plan, by, starts_on, number, words, opinions):
    """What was said to it came on paper, so that nobody has to be made up who signed in."""
    known = {planned.key: planned for planned in (*texts.FIFTH_PROJECTS, *texts.SIXTH_PROJECTS)}
    notice = announce(
        plan, by=by, starts_on=starts_on, ends_on=earliest_end(starts_on), text=words["notice"], number=number
    )
    for place, (key, text, gist, verdict, reason) in enumerate(opinions):
        project = project_of(plan, known[key]) if key else None
        opinion = submit(
            notice, uuid=uuid.uuid4(), text=text, project=project, by=by,
            name=f"예시주민{place + 1}", phone=f"02-000-000{place + 1}",
        )  # fmt: skip
        if verdict:
            answer(opinion, by=by, seen="", verdict=verdict, gist=gist, reason=reason)


def carry_out(plan, projects, by):
    for planned in projects:
        project = project_of(plan, planned)
        way = {
            "ready": (),
            "under_way": ("under_way",),
            "completed": ("under_way", "completed"),
            "stopped": ("under_way", "stopped"),
        }[planned.state]
        for to in way:
            seen = Project.objects.get(pk=project.pk).state
            reason = texts.STOPPED if to == ProjectState.STOPPED else "계획대로 하고 있습니다. (예시)"
            move_project(project, to, by=by, seen=seen, reason=reason)
        for year, on, text, achieved in planned.progress:
            report(project, by=by, year=year, on=date.fromisoformat(on), text=text, achieved=achieved)


def put_back(plan):
    """As if it had been told and settled in its own time."""
    start = midnight(date(plan.first_year - 1, 8, 1))
    Plan.objects.filter(pk=plan.pk).update(published_at=start, settled_on=date(plan.first_year - 1, 9, 20))
    PublicNotice.objects.filter(plan=plan).update(created_at=start)
    Opinion.objects.filter(notice__plan=plan).update(
        created_at=start + timedelta(days=9), answered_at=start + timedelta(days=30)
    )
    for line in ProjectProgress.objects.filter(project__strategy__plan=plan):
        at = timezone.make_aware(datetime.combine(line.on, datetime.min.time()))
        ProjectProgress.objects.filter(pk=line.pk).update(created_at=at)


def link_sample(issue, key, *, by):
    """Ties an adopted issue of the sample to the 세부사업 of that key, in the plan that is being carried out."""
    planned = next((each for each in texts.FIFTH_PROJECTS if each.key == key), texts.FIFTH_PROJECTS[-1])
    plan = Plan.objects.get(site=issue.site_id, term=5)
    return link(
        issue, project_of(plan, planned), by=by, why="과제에서 바란 일을 이 세부사업에서 합니다. (예시)"
    )


def report_sample(site, *, by):
    """After the issues: progress that their timelines show, too."""
    plan = Plan.objects.get(site=site, term=5)
    tools = next(each for each in texts.FIFTH_PROJECTS if each.key == "tools")
    year = min(max(timezone.localdate().year, plan.first_year), plan.last_year)
    text = "열네 번째 나눔 방의 자리를 정하고 문을 열 준비를 합니다. (예시)"
    report(project_of(plan, tools), by=by, year=year, text=text, achieved=90)
