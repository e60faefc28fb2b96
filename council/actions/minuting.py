"""회의록을 쓰고 위원에게 보냄."""

from django.core.exceptions import ValidationError
from django.db import transaction

from council.actions.publishing import lock_meeting
from council.models import Attendance, Minutes, Post, Side
from participation.actions.steps import require_headquarters

NOT_HELD = "아직 열리지 않았거나 취소한 회의입니다. 회의록은 회의가 시작된 뒤에 씁니다."
EMPTY = "심의사항이 하나도 없습니다. 무엇을 논의했는지 적은 뒤에 확인을 요청해 주십시오."
UNDER_WAY = "이미 위원이 확인하고 있거나 공개를 준비하고 있습니다."


@transaction.atomic
def begin_minutes(meeting, *, by):
    """The draft of a meeting's minutes, with what is known already; the one that is there, if there is one."""
    require_headquarters(by)
    meeting = lock_meeting(meeting)
    if known := Minutes.objects.filter(meeting=meeting).first():
        return known
    if not meeting.is_held:
        raise ValidationError(NOT_HELD)
    minutes = Minutes(meeting=meeting, live=False, attendance=attendance_in_words(meeting))
    for item in meeting.items.all():
        minutes.sections.create(
            item=item, heading=f"제{item.number}호 {item.title}"[:120], text="(논의한 내용을 적어 주십시오.)"
        )
    minutes.save()
    minutes.save_revision(user=by)
    return minutes


def attendance_in_words(meeting):
    """Who was there, by role and never by name: 위원장, 민간위원 8명, 공공위원 4명."""
    there = Attendance.objects.filter(meeting=meeting, present=True).select_related("membership")
    seats = [attendance.membership for attendance in there]
    words = [Post(post).label for post in Post.values[:-1] for seat in seats if seat.post == post]
    for side in Side:
        if number := sum(seat.post == Post.MEMBER and seat.side == side for seat in seats):
            words.append(f"{side.label}위원 {number}명")
    return ", ".join(words)


def refuse_unready(minutes):
    """What may not go to the members yet. ``minutes`` is the latest revision's object."""
    if not minutes.meeting.is_held:
        raise ValidationError(NOT_HELD)
    if not minutes.sections.all():
        raise ValidationError(EMPTY)


@transaction.atomic
def send_for_confirmation(minutes, *, by):
    """Ask the members of the body to confirm the latest revision."""
    require_headquarters(by)
    if minutes.workflow_in_progress:
        raise ValidationError(UNDER_WAY)
    refuse_unready(minutes.get_latest_revision_as_object())
    return minutes.get_workflow().start(minutes, by)
