"""공감: said once by a verified person, taken back as often as wanted, counted exactly."""

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common.signals import public_content_changed
from participation.actions.steps import lock, take_step
from participation.models import DecidingBody, Empathy, Follow, Issue, Status, StepKind
from participation.way import OPEN, passed

CLOSED = "지금은 공감을 받지 않는 과제입니다. 상태: {status}."
GONE = "이 과제는 지금 볼 수 없습니다."


@transaction.atomic
def empathise(issue, voice):
    """One 공감 of one person. A second press changes nothing and is no error."""
    issue = lock(issue)
    _require_open(issue)
    _, is_new = Empathy.objects.get_or_create(issue=issue, voice=voice)
    if is_new:
        recount(issue)
        _note_threshold(issue)
    return issue


@transaction.atomic
def take_back(issue, voice):
    """The person's 공감 is gone, as if it had never been said. What has been merged into another is asked there."""
    issue = lock(issue)
    removed, _ = Empathy.objects.filter(issue=issue, voice=voice).delete()
    if removed:
        recount(issue)
    return issue


def _require_open(issue):
    if not issue.is_public:
        raise ValidationError(GONE)
    if issue.status not in OPEN:
        raise ValidationError(CLOSED.format(status=issue.get_status_display()))


def recount(issue):
    """The count of a locked issue, from its rows."""
    issue.empathy_count = issue.empathies.count()
    issue.updated_at = timezone.now()
    issue.save(update_fields=["empathy_count", "updated_at"])
    public_content_changed.send(sender=Empathy)


def _note_threshold(issue):
    """The first time a threshold is passed, the body in charge hears of it and an answer is promised."""
    threshold = passed(issue.empathy_count)
    if threshold is None or threshold.count <= issue.reached:
        return
    issue.reached = threshold.count
    if issue.status != Status.GATHERING:  # it lies with a body already
        issue.save(update_fields=["reached"])
        return
    bodies = DecidingBody.objects.filter(site=issue.site_id, kind=threshold.kind, is_active=True)
    bodies = list(bodies[:2])
    take_step(
        issue,
        StepKind.THRESHOLD,
        office="누리넷",
        reason=f"공감이 {threshold.count:,}을 넘었습니다. {threshold.kind.label}에서 다룰지 정하여 답하겠습니다.",
        body=bodies[0] if len(bodies) == 1 else None,
        due_on=timezone.localdate() + relativedelta(months=settings.ISSUE_ANSWER_MONTHS),
    )


def follow(issue, resident):
    """Hear of every step of a public issue."""
    if not Issue.objects.public().filter(pk=issue.pk).exists():
        raise ValidationError(GONE)
    Follow.objects.get_or_create(issue=issue, resident=resident)


def unfollow(issue, resident):
    Follow.objects.filter(issue=issue, resident=resident).delete()
