"""How far a meeting has come, by the clock; not stored, so nobody has to move it on."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from council.models import Meeting
from council.models.meeting import USUAL_LENGTH


class MeetingState(models.TextChoices):
    SCHEDULED = "scheduled", "예정"
    RUNNING = "running", "진행 중"
    HELD = "held", "마침"
    CANCELLED = "cancelled", "취소"


def state_of(meeting):
    if meeting.is_cancelled:
        return MeetingState.CANCELLED
    if meeting.starts_at > timezone.now():
        return MeetingState.SCHEDULED
    return MeetingState.HELD if meeting.is_over else MeetingState.RUNNING


def in_state(meetings, state):
    """``state_of`` as the database says it."""
    now = timezone.now()
    if state == MeetingState.CANCELLED:
        return meetings.filter(cancelled_at__isnull=False)
    meetings = meetings.filter(cancelled_at__isnull=True)
    if state == MeetingState.SCHEDULED:
        return meetings.filter(starts_at__gt=now)
    over = Q(ends_at__lte=now) | Q(ends_at__isnull=True, starts_at__lte=now - USUAL_LENGTH)
    return meetings.filter(over if state == MeetingState.HELD else ~over, starts_at__lte=now)


def next_moments(within=timedelta(minutes=5)):
    """When the next meetings begin and end; until then what is told of them holds."""
    now = timezone.now()
    soon = Q(starts_at__range=(now - USUAL_LENGTH, now + within)) | Q(ends_at__range=(now, now + within))
    meetings = Meeting.objects.public().filter(soon).order_by().only("starts_at", "ends_at")
    return [moment for meeting in meetings for moment in (meeting.starts_at, meeting.last_moment)]
