"""What headquarters does with what residents write. Each deed is on one locked thing, seen as it is now."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from participation.actions import office_of, publish, take_step
from participation.models import Deed, Hold, Issue, Reason, Status, StepKind
from participation.models.moderation import AGAINST
from participation.models.takedown import LONGEST_DAYS
from participation.moderating.desk import Desk
from participation.moderating.rules import meaning_of
from participation.telling import tell_comment
from participation.way import due_after

REASON_NEEDED = "목록에서 까닭을 골라 주십시오. 살핌 기록에 남습니다."
# What an author may still mend: what she writes anew comes back to the secretariat.
MENDABLE = (Status.RECEIVED, Status.SUPPLEMENT, Status.GATHERING)


def require_against(reason):
    if reason not in AGAINST:
        raise ValidationError({"reason": REASON_NEEDED})


@transaction.atomic
def release(thing, *, by, seen, words=""):
    """What was held is seen by everybody; what was only reported stays. A private issue is held no longer."""
    desk = Desk(thing, by=by, seen=seen)
    desk.refuse_withdrawn()
    if desk.thing.blocked_at:
        raise ValidationError("게시를 중단한 글입니다. ‘다시 게시’를 고르십시오.")
    if not desk.thing.hold and not desk.open_reports.exists():
        raise ValidationError("기다리는 글이 아닙니다.")
    return let_out(desk, words)


def let_out(desk, words=""):
    if not desk.thing.hold:
        return desk.decide(Deed.KEPT, Reason.FINE, words)
    if desk.is_issue and desk.thing.is_private:
        desk.save(hold="")
        return desk.decide(Deed.RELEASED, Reason.FINE, words)
    is_first = desk.thing.published_at is None
    publish(desk.thing)
    if is_first and desk.is_issue and desk.thing.status == Status.SUPPLEMENT:
        _step(desk, meaning_of(Reason.FINE), to=Status.RECEIVED)
    if is_first and not desk.is_issue:
        tell_comment(desk.thing)
    return desk.decide(Deed.RELEASED, Reason.FINE, words)


@transaction.atomic
def refuse(thing, *, by, seen, reason, words=""):
    """Not published as it is: the author learns what to change and may send it again."""
    require_against(reason)
    desk = Desk(thing, by=by, seen=seen)
    desk.refuse_withdrawn()
    if not desk.thing.hold or desk.thing.published_at:
        raise ValidationError("이미 공개한 글은 ‘게시중단’으로 내릴 수 있습니다.")
    if desk.is_issue and desk.thing.status in MENDABLE:
        _step(desk, meaning_of(reason), to=Status.SUPPLEMENT)
    return desk.decide(Deed.REFUSED, reason, words)


def _step(desk, reason, *, to, due_on=None):
    due_on = due_on or due_after(to, timezone.localdate())
    take_step(
        desk.thing,
        StepKind.MOVED,
        office=office_of(desk.by),
        reason=reason,
        by=desk.by,
        to=to,
        due_on=due_on,
    )


def hide_again(desk):
    """Enough people reported it: nobody reads on until a person has looked. Nothing is deleted."""
    desk.save(hold=Hold.REPORTED)
    return desk.decide(Deed.HIDDEN, Reason.REPORTS, answers_reports=False)


@transaction.atomic
def block(thing, *, by, seen, reason, words="", until=None):
    """게시중단: its place says so, with dates and a general reason. With ``until`` it is 임시조치."""
    require_against(reason)
    desk = Desk(thing, by=by, seen=seen)
    return take_down(desk, reason, words, until)


def take_down(desk, reason, words="", until=None):
    desk.refuse_withdrawn()
    thing, now = desk.thing, timezone.now()
    if until and not now < until <= now + timedelta(days=LONGEST_DAYS):
        raise ValidationError({"days": f"임시조치는 1일부터 {LONGEST_DAYS}일까지 할 수 있습니다."})
    if thing.blocked_at and (thing.blocked_until is None or until):
        raise ValidationError("이미 게시를 중단한 글입니다.")
    if thing.blocked_at:  # 임시조치 becomes lasting
        desk.save(blocked_until=None)
        return desk.decide(Deed.BLOCKED, reason, words)
    hold = "" if thing.hold == Hold.REPORTED else thing.hold
    fields = {"hold": hold, "blocked_at": now, "blocked_until": until}
    if desk.is_issue:
        _step_down(desk, reason, fields)
    else:
        desk.save(**fields)
    return desk.decide(Deed.BLOCKED, reason, words, until=until)


def _step_down(desk, reason, fields):
    issue = desk.thing
    for name, value in fields.items():
        setattr(issue, name, value)
    issue.status_before = issue.status
    _step(desk, meaning_of(reason), to=Status.BLOCKED)


@transaction.atomic
def restore(thing, *, by=None, seen=None, reason=Reason.FINE, words=""):
    """Read by everybody again, where it stood. ``by`` None is the end of the thirty days."""
    return put_back(Desk(thing, by=by, seen=seen), reason, words)


def put_back(desk, reason, words=""):
    if not desk.thing.blocked_at:
        raise ValidationError("게시를 중단한 글이 아닙니다.")
    if desk.is_issue:
        _step_back(desk, reason)
    else:
        desk.save(blocked_at=None, blocked_until=None)
    return desk.decide(Deed.RESTORED, reason, words)


def _step_back(desk, reason):
    issue = desk.thing
    before = Status(issue.status_before)
    stood = issue.steps.filter(to_status=before).order_by("at", "pk").last()
    issue.blocked_at = issue.blocked_until = None
    issue.status_before = ""
    _step(desk, meaning_of(reason), to=before, due_on=stood.due_on if stood else None)


@transaction.atomic
def make_private(issue, *, by, seen, reason=Reason.CRISIS, words=""):
    """Taken out of the public and into the secretariat's hands, as if it had been sent to it alone."""
    require_against(reason)
    if not isinstance(issue, Issue):
        raise ValidationError("댓글은 비공개로 돌릴 수 없습니다. 게시하지 않음이나 게시중단을 고르십시오.")
    desk = Desk(issue, by=by, seen=seen)
    desk.refuse_withdrawn()
    if desk.thing.blocked_at:
        raise ValidationError("먼저 다시 게시한 뒤에 할 수 있습니다.")
    if desk.thing.is_private:
        raise ValidationError("이미 사무국만 보는 글입니다.")
    desk.save(is_private=True, published_at=None, hold="")
    return desk.decide(Deed.DIVERTED, reason, words)


def undo(desk, deed, words):
    """What a decision kept from being read is read again: an appeal was right."""
    if deed == Deed.BLOCKED:
        return put_back(desk, Reason.FINE, words)
    if deed == Deed.DIVERTED:
        desk.save(is_private=False)
        publish(desk.thing)
        return desk.decide(Deed.RELEASED, Reason.FINE, words)
    return let_out(desk, words)


MANY = {"release": release, "refuse": refuse, "block": block}


def decide_many(pairs, deed, *, by, **choice):
    """The same deed on many, each for itself. ``pairs`` are things and how they were seen.

    Returns how many were done, and the sentences of those that were refused.
    """
    done, refusals = 0, []
    for thing, seen in pairs:
        try:
            MANY[deed](thing, by=by, seen=seen, **choice)
            done += 1
        except ValidationError as refusal:
            refusals.append((thing, refusal.messages[0]))
    return done, refusals
