"""What the author of an issue does: raises it, adds what was asked for, asks again, takes it back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import AccessLog, Verb
from common.signals import public_content_changed
from participation.actions.steps import lock, require_reason, take_step
from participation.models import Hold, Issue, IssueVersion, Origin, Status, Step, StepKind
from participation.moderating.mails import raise_alarm
from participation.way import appeal_until, due_after


@transaction.atomic
def raise_issue(
    *, site, title, problem, dong, wish="", targets=(), topics=(), author=None, origin=Origin.RESIDENT,
    is_private=False, hold="", by=None, office="", uuid=None, files=(),
):  # fmt: skip
    """An issue, received. It is seen by everybody at once unless it is private or held.

    ``files`` are `IssueFile`s of a draft, or not yet saved. The same ``uuid`` again is the same issue.
    """
    if uuid and (known := Issue.objects.filter(uuid=uuid).first()):
        return known
    issue = Issue(
        site=site, title=title, problem=problem, wish=wish, dong=dong, author=author, origin=origin,
        is_private=is_private, hold=hold,
    )  # fmt: skip
    if uuid:
        issue.uuid = uuid
    if not (is_private or hold):
        issue.published_at = timezone.now()
    issue.save()
    issue.targets.set(targets)
    issue.topics.set(topics)
    for file in files:
        file.issue, file.draft = issue, None
        file.save()
    today = timezone.localdate()
    office = office or ("동주민센터" if origin == Origin.PROXY else "주민")
    take_step(
        issue,
        StepKind.RECEIVED,
        office=office,
        by=by,
        to=Status.RECEIVED,
        due_on=due_after(Status.RECEIVED, today),
    )
    if hold == Hold.CRISIS:
        raise_alarm(issue)
    if by is not None:
        AccessLog.objects.record(Verb.ISSUE, actor=by, obj=issue, reason=origin.label)
    return issue


def require_author(issue, resident):
    if resident is None or issue.author_id != resident.pk:
        raise PermissionDenied("올린 분만 할 수 있습니다.")


@transaction.atomic
def supplement(issue, *, resident, title, problem, wish="", hold="", files=()):
    """The author adds what 보완요청 asked for. What stood there before stays readable."""
    issue = lock(issue)
    require_author(issue, resident)
    if issue.status != Status.SUPPLEMENT:
        raise ValidationError("보완을 요청받은 과제만 고칠 수 있습니다.")
    IssueVersion.objects.create(issue=issue, title=issue.title, problem=issue.problem, wish=issue.wish)
    issue.title, issue.problem, issue.wish = title, problem, wish
    issue.hold = hold or issue.hold
    for file in files:
        file.issue, file.draft = issue, None
        file.save()
    due_on = due_after(Status.RECEIVED, timezone.localdate())
    return take_step(issue, StepKind.SUPPLEMENTED, office="주민", to=Status.RECEIVED, due_on=due_on)


def decided_step(issue):
    """The 불채택 that a 재심 would be about."""
    steps = Step.objects.filter(issue=issue, to_status=Status.REJECTED).exclude(from_status=Status.REJECTED)
    return steps.order_by("at", "pk").last()


def may_appeal(issue, today=None):
    """Whether its author may still ask for 재심: once, until the last day inclusive."""
    if issue.status != Status.REJECTED or issue.steps.filter(kind=StepKind.APPEALED).exists():
        return False
    decided = decided_step(issue)
    today = today or timezone.localdate()
    return decided is not None and today <= appeal_until(timezone.localtime(decided.at).date())


@transaction.atomic
def appeal(issue, *, resident, reason):
    """재심: the issue goes back to the body that looked at it, with the author's words."""
    require_reason(reason)
    issue = lock(issue)
    require_author(issue, resident)
    if not may_appeal(issue):
        raise ValidationError("재심을 요청할 수 있는 때가 지났거나 이미 요청하셨습니다.")
    due_on = due_after(Status.SUBCOMMITTEE, timezone.localdate())
    reviewed = issue.steps.filter(body__isnull=False).order_by("at", "pk").last()
    return take_step(
        issue, StepKind.APPEALED, office="주민", reason=reason, to=Status.SUBCOMMITTEE,
        body=reviewed.body if reviewed else None, due_on=due_on,
    )  # fmt: skip


@transaction.atomic
def withdraw(issue, *, resident):
    """The author takes the issue back: from now on nobody reads it. That it was there stays known by its number."""
    issue = lock(issue)
    require_author(issue, resident)
    if issue.withdrawn_at is None:
        issue.withdrawn_at = issue.updated_at = timezone.now()
        issue.due_on = None
        issue.save(update_fields=["withdrawn_at", "updated_at", "due_on"])
        public_content_changed.send(sender=Issue)
    return issue
