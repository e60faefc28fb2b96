"""A public issue as plain data, the same in the API, the table and the feeds.

Its author is 주민 and nobody else: a chosen name that stands beside a text is one's own, but copied with every
text of a person into other systems it would follow the person.
"""

from django.db.models import Prefetch
from wagtail.api.utils import get_full_url

from common.facts import choice, iso
from participation.models import Issue, Origin, Status, Step
from participation.planning.cards import plan_items

AUTHOR = "주민"


def loaded(issues):
    """With all that ``record`` says, in a constant number of queries."""
    steps = Prefetch("steps", Step.objects.select_related("body").order_by("at", "pk"), "steps_in_order")
    merged = Prefetch("merged_into", Issue.objects.public().only("pk"))
    return issues.select_related("dong", "body_in_charge").prefetch_related(
        "topics", "targets", steps, merged
    )


def record(issue, request):
    """What a list says of an issue."""
    return {
        "number": issue.pk,
        "uuid": str(issue.uuid),
        "title": issue.title,
        "url": get_full_url(request, issue.get_absolute_url()),
        "status": choice(issue.status, issue.get_status_display()),
        "author": AUTHOR,
        "origin": choice(issue.origin, Origin(issue.origin).label),
        "dong": issue.dong.facts(),
        "topics": [term.facts() for term in issue.topics.all()],
        "targets": [term.facts() for term in issue.targets.all()],
        "counts": {
            "empathies": issue.empathy_count,
            "proxy_empathies": issue.proxy_count,
            "comments": issue.comment_count,
        },
        "body": issue.body_in_charge.name if issue.body_in_charge else "",
        "submitted_at": iso(issue.created_at),
        "published_at": iso(issue.published_at),
        "updated_at": iso(issue.updated_at),
        "due_on": iso(issue.due_on),
        "is_late": issue.is_late,
        "merged_into": issue.merged_into.pk if issue.merged_into else None,
        "steps": [step_facts(step) for step in issue.steps_in_order],
    }


def whole(issue, request):
    """What the issue's own record says besides."""
    merged = Issue.objects.public().filter(merged_into=issue).order_by("pk").values_list("pk", flat=True)
    return record(issue, request) | {
        "problem": issue.problem,
        "wish": issue.wish,
        "merged_issues": list(merged),
        "plan_items": [plan_facts(item, request) for item in plan_items(issue)],
    }


def plan_facts(item, request):
    """A 세부사업 that carries the issue; or, without ``title``, a plan that does not, and why."""
    return {
        "plan": item.plan,
        "title": item.title,
        "url": get_full_url(request, item.url) if item.url else None,
        "state": choice(item.state, item.state_label),
        "department": item.department,
        "reason": item.reason,
        "since": iso(item.on),
        "latest": item.latest,
        "latest_on": iso(item.latest_on),
    }


def step_facts(step):
    return {
        "at": iso(step.at),
        "kind": choice(step.kind, step.get_kind_display()),
        "from_status": choice(step.from_status, step.from_status and Status(step.from_status).label),
        "to_status": choice(step.to_status, step.get_to_status_display()),
        "body": step.body.name if step.body else "",
        "office": step.office,
        "reason": step.reason,
        "due_on": iso(step.due_on),
    }


def tombstone(issue):
    """What is left to say of an issue that was public and is no more: that copies of it must go."""
    return {"number": issue.pk, "gone": True, "updated_at": iso(gone_at(issue))}


def gone_at(issue):
    return max(filter(None, (issue.updated_at, issue.withdrawn_at, issue.blocked_at)))
