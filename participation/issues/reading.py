"""What everybody reads of issues: cards, the timeline, how far one has come, what is said below it."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q

from participation.models import Comment, Issue, Status, StepKind
from participation.models.step import Step
from participation.moderating.notices import with_notices
from participation.planning.cards import plan_items
from participation.way import OPEN, SILENT, STAGES, next_threshold

COMMENTS_A_PAGE = 20
BADGES = {
    Status.RECEIVED: "bg-light-information",
    Status.SUPPLEMENT: "bg-light-warning",
    Status.GATHERING: "bg-light-primary",
    Status.REJECTED: "bg-light-gray",
    Status.ARCHIVED: "bg-light-gray",
    Status.MERGED: "bg-light-gray",
    Status.BLOCKED: "bg-light-gray",
    Status.COMPLETED: "bg-light-success",
    Status.ADOPTED: "bg-light-success",
    Status.PARTLY: "bg-light-success",
    Status.PLANNED: "bg-light-success",
    Status.UNDER_WAY: "bg-light-success",
}
# Steps that answer: the last of them stands at the top of the page.
ANSWERS = (StepKind.MOVED, StepKind.LIFTED, StepKind.ANSWERED, StepKind.PROGRESS, StepKind.PLANNED)


def badge(status):
    return BADGES.get(status, "bg-light-information")


def card(issue):
    """One line of a list; ``issue`` comes from ``for_cards()``."""
    return {
        "number": issue.pk,
        "title": issue.title,
        "url": issue.get_absolute_url(),
        "status": issue.status,
        "status_label": issue.get_status_display(),
        "badge": badge(issue.status),
        "dong": issue.dong.name,
        "author": issue.author_name,
        "topics": [term.label for term in issue.topics.all()],
        "excerpt": issue.problem[:120],
        "empathies": issue.empathy_count,
        "proxies": issue.proxy_count,
        "comments": issue.comment_count,
        "published_at": issue.published_at,
        "is_late": issue.is_late,
        "due_on": issue.due_on,
        "body": issue.body_in_charge and issue.body_in_charge.name,
    }


def timeline(issue):
    """The steps, the first at the top, each with what it needs to be drawn; one query."""
    return list(Step.objects.filter(issue=issue).select_related("body").order_by("at", "pk"))


def stages(issue, steps):
    """The straight way as (label, state): ``done``, ``here`` or ``ahead``; empty when the issue left it."""
    reached = [number for number, (_, statuses) in enumerate(STAGES) if issue.status in statuses]
    if not reached:
        return []
    here = reached[0]
    passed = {step.to_status for step in steps}
    drawn = []
    for number, (label, statuses) in enumerate(STAGES):
        if number == here:
            state = "here"
        elif number < here:
            state = "done" if passed & set(statuses) else "skipped"
        else:
            state = "ahead"
        drawn.append({"label": label, "state": state})
    return drawn


def official_answer(steps):
    """The last word of an office; that 공감 are being gathered is none."""
    answers = [
        step
        for step in steps
        if step.reason
        and (step.kind == StepKind.ANSWERED or step.kind in ANSWERS and step.to_status != Status.GATHERING)
    ]
    return answers[-1] if answers else None


def comments_of(issue, page):
    """A page of first comments with their answers.

    What was blocked leaves a notice in its place (정보통신망법 제44조의2); what is gone otherwise leaves one
    while it has answers.
    """
    blocked = Q(blocked_at__isnull=False, withdrawn_at__isnull=True, published_at__isnull=False)
    public = Q(pk__in=Comment.objects.public().values("pk"))
    said = Comment.objects.select_related("author", "agency__page").prefetch_related("versions")
    said = said.order_by("created_at", "pk")
    answers = said.filter(public | blocked)
    answered = Q(pk__in=Comment.objects.public().values("parent"), published_at__isnull=False)
    firsts = said.filter(public | blocked | answered, issue=issue, parent__isnull=True)
    firsts = firsts.prefetch_related(Prefetch("replies", answers, "shown_replies"))
    shown = Paginator(firsts, COMMENTS_A_PAGE).get_page(page)
    shown.object_list = list(shown.object_list)
    with_notices([*shown.object_list, *(reply for said in shown.object_list for reply in said.shown_replies)])
    return shown


def facts(issue, page=None):
    """All that the page of a public issue shows, in a constant number of queries."""
    steps = timeline(issue)
    goal = next_threshold(issue.empathy_count) if issue.status == Status.GATHERING else None
    return {
        "issue": issue,
        "badge": badge(issue.status),
        "steps": steps,
        "stages": stages(issue, steps),
        "answer": official_answer(steps),
        "goal": goal,
        "left": goal and goal.count - issue.empathy_count,
        "is_open": issue.status in OPEN,
        "takes_comments": issue.status not in SILENT,
        "topics": list(issue.topics.all()),
        "targets": list(issue.targets.all()),
        "files": list(issue.files.all()),
        "versions": list(issue.versions.all()),
        "merged": list(Issue.objects.public().filter(merged_into=issue).order_by("pk")[:20]),
        "plan_items": plan_items(issue),
        "comments": comments_of(issue, page),
    }
