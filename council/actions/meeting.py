"""회의를 취소하고 출석을 적음."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from council.actions.publishing import SAY_WHY, lock_meeting
from council.council_log import Deed
from council.models import Attendance
from participation.actions.steps import require_headquarters

ALREADY = "이미 취소한 회의입니다."
OVER = "이미 끝난 회의는 취소할 수 없습니다."


@transaction.atomic
def cancel_meeting(meeting, *, by, reason):
    """Call a meeting off. It stays in lists and calendars, called off, with the reason."""
    require_headquarters(by)
    if not reason.strip():
        raise ValidationError({"reason": SAY_WHY})
    meeting = lock_meeting(meeting)
    if meeting.is_cancelled:
        raise ValidationError(ALREADY)
    if meeting.is_over:
        raise ValidationError(OVER)
    meeting.cancelled_at, meeting.cancel_reason = timezone.now(), reason.strip()[:200]
    meeting.save()
    log(meeting, Deed.CANCELLED, user=by, data={"reason": meeting.cancel_reason})
    return meeting


@transaction.atomic
def record_attendance(meeting, present, *, by):
    """``present`` are the memberships that were there; all others of that day were not."""
    require_headquarters(by)
    meeting = lock_meeting(meeting)
    day = timezone.localtime(meeting.starts_at).date()
    there = {membership.pk for membership in present}
    for membership in meeting.committee.memberships.on(day):
        Attendance.objects.update_or_create(
            meeting=meeting, membership=membership, defaults={"present": membership.pk in there}
        )
    meeting.save(update_fields=["updated_at"])
    log(meeting, Deed.ATTENDED, user=by)
    return meeting.quorum()
