"""게시중단 요청: asked for, proven by mail, and answered by 임시조치 of at most thirty days or a refusal."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog, Verb
from participation.actions.steps import require_headquarters
from participation.models import Deed, Reason, TakedownRequest, TakedownState
from participation.models.about import about
from participation.models.takedown import LONGEST_DAYS
from participation.moderating.deeds import put_back, take_down
from participation.moderating.desk import Desk, latest_decision
from participation.moderating.ends import end
from participation.moderating.mails import tell_applicant, tell_headquarters
from participation.moderating.reporting import GONE, is_readable

MEANWHILE = "방금 다른 분이 이 요청을 ‘{state}’(으)로 처리했습니다. 바뀐 내용을 확인해 주십시오."
PERSONAL = ("name", "email", "phone", "what", "why")


@transaction.atomic
def request_takedown(thing, *, uuid, email, **told):
    """It counts once its mailbox is proven; the same ``uuid`` again is the same one."""
    if known := TakedownRequest.objects.filter(uuid=uuid).first():
        return known
    if not is_readable(Desk(thing, by=None).thing):
        raise ValidationError(GONE)
    takedown = TakedownRequest.objects.create(**about(thing), uuid=uuid, email=email.lower(), **told)
    tell_applicant(takedown)
    return takedown


def _locked(takedown):
    return TakedownRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=takedown.pk)


def _locked_with_thing(takedown, by, state):
    """The thing first, then the request, as everybody takes them; it must still be in ``state``."""
    require_headquarters(by)
    desk = Desk(takedown.thing, by=None)
    desk.by = by
    takedown = _locked(takedown)
    if takedown.state != state:
        raise ValidationError(MEANWHILE.format(state=takedown.get_state_display()))
    return desk, takedown


@transaction.atomic
def prove(takedown):
    """By who opened the mail. A second press finds it done."""
    takedown = _locked(takedown)
    if takedown.state == TakedownState.UNPROVEN:
        takedown.state, takedown.proven_at = TakedownState.WAITING, timezone.now()
        takedown.save(update_fields=["state", "proven_at"])
        tell_applicant(takedown)
        tell_headquarters("게시중단 요청이 들어왔습니다", reverse("moderation:takedown", args=[takedown.pk]))
    return takedown


@transaction.atomic
def accept(takedown, *, by, days=LONGEST_DAYS, words=""):
    """임시조치: both sides are told, and a notice stands in the place."""
    desk, takedown = _locked_with_thing(takedown, by, TakedownState.WAITING)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValidationError({"days": f"임시조치는 1일부터 {LONGEST_DAYS}일까지 할 수 있습니다."})
    now = timezone.now()
    if desk.thing.blocked_at and desk.thing.blocked_until is None:
        end(takedown, TakedownState.REMOVED, latest_decision(desk.thing))
        return takedown
    if desk.thing.blocked_at:  # another's request blocks it already: this one lasts as long
        days = max(1, -((now - desk.thing.blocked_until) // timedelta(days=1)))
        takedown.decision = latest_decision(desk.thing)
    else:
        takedown.decision = take_down(desk, Reason.RIGHTS, words, now + timedelta(days=days))
    takedown.state, takedown.days, takedown.blocked_at = TakedownState.BLOCKED, min(days, LONGEST_DAYS), now
    takedown.save(update_fields=["state", "days", "blocked_at", "decision"])
    tell_applicant(takedown, words)
    return takedown


@transaction.atomic
def decline(takedown, *, by, words):
    """The thing stays; who asked learns why."""
    if not words.strip():
        raise ValidationError({"words": "까닭을 적어 주십시오. 요청하신 분께 전해집니다."})
    desk, takedown = _locked_with_thing(takedown, by, TakedownState.WAITING)
    takedown.state, takedown.ended_on = TakedownState.DECLINED, timezone.localdate()
    takedown.decision = desk.decide(Deed.KEPT, Reason.FINE, answers_reports=False)
    takedown.save(update_fields=["state", "ended_on", "decision"])
    tell_applicant(takedown, words)
    return takedown


@transaction.atomic
def settle(takedown, *, by, is_removed, words=""):
    """Before the thirty days end: taken down for good, or restored."""
    desk, takedown = _locked_with_thing(takedown, by, TakedownState.BLOCKED)
    if is_removed:
        take_down(desk, Reason.RIGHTS, words)
    else:
        put_back(desk, Reason.FINE, words)
    return _locked(takedown)


@transaction.atomic
def forget(takedown, *, by=None):
    """Who asked is no longer known; that somebody did stays."""
    takedown = _locked(takedown)
    if takedown.ended_on is None:
        raise ValidationError("아직 끝나지 않은 요청입니다.")
    for name in PERSONAL:
        setattr(takedown, name, "")
    takedown.save(update_fields=PERSONAL)
    AccessLog.objects.record(Verb.FORGOTTEN, actor=by, obj=takedown, reason="보관 기간이 끝남")
    return takedown
