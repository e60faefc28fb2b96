"""Steps: the one way in which an issue's state changes, always with its line on the timeline."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import AccessLog, Verb
from accounts.roles import OFFICE, SECRETARIAT, is_headquarters, is_office
from common.signals import public_content_changed
from directory.models import AgencyMembership
from participation.models import Comment, Issue, Status, Step, StepKind
from participation.planning.rules import require_link
from participation.telling import tell_step
from participation.way import BODY_OF, due_after, may_follow, passed

DECIDED_MEANWHILE = (
    "방금 다른 분이 이 과제를 ‘{status}’(으)로 옮겼습니다. 바뀐 내용을 확인하고 다시 처리해 주십시오."
)
REASON_NEEDED = "까닭을 적어 주십시오. 주민 모두가 읽습니다."


def lock(issue):
    """The issue's row as it is now, which nobody else changes until the end of the transaction."""
    return Issue.objects.select_for_update(no_key=True).select_related("site").get(pk=issue.pk)


def office_of(user):
    """The word that stands for a member of staff in public: never a name."""
    if user is None:
        return "누리넷"
    if is_office(user):
        return OFFICE
    if is_headquarters(user):
        return SECRETARIAT
    membership = AgencyMembership.objects.active().filter(user=user).select_related("agency__page").first()
    return str(membership.agency) if membership else "누리넷"


def require_headquarters(by):
    if not is_headquarters(by):
        raise PermissionDenied("복지정책과와 사무국만 할 수 있습니다.")


def require_reason(reason):
    if not reason.strip():
        raise ValidationError({"reason": REASON_NEEDED})


def require_seen(issue, seen):
    """Refuse what was decided in front of another state than the one the issue is in now."""
    if issue.status != seen:
        raise ValidationError(DECIDED_MEANWHILE.format(status=issue.get_status_display()))


def take_step(issue, kind, *, office, reason="", by=None, to=None, body=None, due_on=None):
    """Write down one step of a locked ``issue``, bring it into state ``to``, and tell who is concerned.

    Without ``to`` the state stays, and so does the day promised unless ``due_on`` is another.
    """
    before, issue.status = issue.status, to or issue.status
    if to:
        issue.due_on = due_on
        issue.body_in_charge = body or (issue.body_in_charge if keeps_body(before, to) else None)
    elif due_on:
        issue.due_on = due_on
    issue.updated_at = timezone.now()
    issue.save()
    step = Step.objects.create(
        issue=issue,
        kind=kind,
        from_status=before,
        to_status=issue.status,
        body=body,
        office=office,
        reason=reason.strip(),
        due_on=issue.due_on,
        by=by,
    )
    tell_step(step)
    public_content_changed.send(sender=Issue)
    return step


def keeps_body(before, to):
    """Whether whoever an issue lies with keeps it: from one review to another, and all through 게시중단."""
    return to in BODY_OF or Status.BLOCKED in (before, to)


@transaction.atomic
def move(issue, to, *, by, seen, reason, body=None, due_on=None):
    """The secretariat or the office brings an issue into state ``to``. ``seen`` is the state they saw it in.

    Below the threshold that would bring it there, 공감 모으는 중 goes to a review only as a lift, which says so.
    """
    require_headquarters(by)
    require_reason(reason)
    issue = lock(issue)
    require_seen(issue, seen)
    if to not in may_follow(issue.status):
        raise ValidationError(
            {"to": f"‘{issue.get_status_display()}’에서 ‘{Status(to).label}’(으)로는 옮길 수 없습니다."}
        )
    refuse_wrong_body(to, body)
    refuse_held(issue)
    if to == Status.PLANNED:
        require_link(issue)
    kind = StepKind.LIFTED if is_lift(issue, to) else StepKind.MOVED
    due_on = due_on or due_after(to, timezone.localdate())
    step = take_step(issue, kind, office=office_of(by), reason=reason, by=by, to=to, body=body, due_on=due_on)
    AccessLog.objects.record(
        Verb.ISSUE, actor=by, obj=issue, reason=f"{step.get_kind_display()}: {step.get_to_status_display()}"
    )
    return step


def refuse_held(issue):
    """What waits for a look is let out there first, with its line in the public log; private issues stay private."""
    if issue.hold and not issue.is_private:
        raise ValidationError(
            "먼저 ‘살핌’에서 이 글을 게시할지 정해 주십시오. 그 뒤에 단계를 옮길 수 있습니다."
        )


def is_lift(issue, to):
    """Whether ``to`` is a review that the issue's 공감 have not reached."""
    if issue.status != Status.GATHERING or to not in BODY_OF:
        return False
    reached = passed(issue.empathy_count)
    order = list(BODY_OF)
    return reached is None or order.index(to) > order.index(reached.status)


def refuse_wrong_body(to, body):
    kind = BODY_OF.get(to)
    if kind and (body is None or body.kind != kind):
        raise ValidationError({"body": f"어느 {kind.label}에서 다루는지 골라 주십시오."})


@transaction.atomic
def answer(issue, *, by, reason, body=None, due_on=None):
    """An official answer that leaves the state as it is."""
    require_headquarters(by)
    require_reason(reason)
    issue = lock(issue)
    step = take_step(
        issue, StepKind.ANSWERED, office=office_of(by), reason=reason, by=by, body=body, due_on=due_on
    )
    AccessLog.objects.record(Verb.ISSUE, actor=by, obj=issue, reason=StepKind.ANSWERED.label)
    return step


@transaction.atomic
def publish(thing):
    """What waited is seen by everybody from now on. ``thing`` is an issue or a comment."""
    thing.hold = ""
    thing.published_at = thing.published_at or timezone.now()
    fields = ["hold", "published_at"]
    if isinstance(thing, Issue):
        thing.updated_at = timezone.now()
        fields.append("updated_at")
    thing.save(update_fields=fields)
    if isinstance(thing, Comment):
        recount_comments(thing.issue)
    public_content_changed.send(sender=type(thing))


def recount_comments(issue):
    """``comment_count`` as it is; called by whoever shows or hides a comment."""
    issue = lock(issue)
    issue.comment_count = issue.comments.public().count()
    issue.updated_at = timezone.now()
    issue.save(update_fields=["comment_count", "updated_at"])
