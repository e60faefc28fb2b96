"""Where an issue stands in plans: what its own page shows with ``participation/planning/_issue_plan.html``."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from participation.models import IssueLink, LeftOut, Plan, Project


@dataclass(frozen=True)
class PlanItem:
    """A 세부사업 that carries the issue; or, without ``url``, a plan that does not, and why."""

    plan: str
    on: date
    reason: str
    title: str = ""
    url: str = ""
    state: str = ""
    state_label: str = ""
    department: str = ""
    latest: str = ""
    latest_on: date | None = None


def plan_items(issue):
    """Of published plans only, in three queries. What is cut stands on the timeline, not here."""
    links = IssueLink.objects.standing().filter(issue=issue, project__in=Project.objects.published())
    links = links.select_related("project__strategy__plan", "project__department")
    links = links.prefetch_related("project__progress").order_by("linked_at", "pk")
    left = LeftOut.objects.filter(issue=issue, plan__in=Plan.objects.published()).select_related("plan")
    return [*map(_taken, links), *map(_left, left)]


def _taken(link):
    project = link.project
    latest = next(iter(project.progress.all()), None)
    return PlanItem(
        plan=project.plan.title,
        on=timezone.localdate(link.told_at or link.linked_at),
        reason=link.why,
        title=f"{project.number} {project.title}",
        url=project.get_absolute_url(),
        state=project.state,
        state_label=project.get_state_display(),
        department=project.department_name,
        latest=latest.text if latest else "",
        latest_on=latest.on if latest else None,
    )


def _left(left):
    return PlanItem(plan=left.plan.title, on=timezone.localdate(left.created_at), reason=left.reason)
