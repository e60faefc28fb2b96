"""What the clock calls: 임시조치 end by themselves, and who asked for them is forgotten."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from participation.models import Comment, Issue, Reason, TakedownRequest, TakedownState
from participation.moderating.deeds import restore
from participation.moderating.ends import end
from participation.moderating.takedowns import forget

UNPROVEN_DAYS = 7


def end_blocks(limit=200):
    """Whatever has been blocked until now is read again, each in a transaction of its own."""
    for model in (Issue, Comment):
        over = model.objects.filter(blocked_until__lte=timezone.now()).order_by("blocked_until", "pk")
        for thing in over[:limit]:
            try:
                restore(thing, reason=Reason.ENDED)
            except ValidationError:  # somebody was quicker
                continue


def end_without_text(limit=200):
    """Where the text has gone with its author's account there is nothing left to block: who asked is told."""
    gone = TakedownRequest.objects.filter(issue__isnull=True, comment__isnull=True, ended_on__isnull=True)
    with transaction.atomic():
        gone = gone.exclude(state=TakedownState.UNPROVEN).select_for_update(of=("self",)).order_by("pk")
        for takedown in gone[:limit]:
            end(takedown, TakedownState.REMOVED, takedown.decision)


def forget_applicants(limit=200):
    """Whoever never proved the mailbox after a week, row and all; the others when their time has come."""
    now = timezone.now()
    unproven = TakedownRequest.objects.filter(state=TakedownState.UNPROVEN)
    unproven.filter(created_at__lte=now - timedelta(days=UNPROVEN_DAYS)).delete()
    last = timezone.localdate() - timedelta(days=settings.TAKEDOWN_KEEP_DAYS)
    for takedown in TakedownRequest.objects.remembered().filter(ended_on__lte=last).order_by("pk")[:limit]:
        forget(takedown)


MINUTE, HOUR = 60, 60 * 60
DUTIES = ((end_blocks, MINUTE), (end_without_text, HOUR), (forget_applicants, HOUR))
