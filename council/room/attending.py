"""참석 여부: what a member says before a meeting. It may be said anew until the meeting begins."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from council.models import Answer, Attendance, Meeting, Membership, PapersRead

BEGUN = "회의가 이미 시작되어 참석 여부를 바꿀 수 없습니다. 사무국에 알려 주십시오."
CANCELLED = "취소된 회의입니다. 답하지 않으셔도 됩니다."
NO_SEAT = "이 회의 날에는 이 조직의 위원이 아니셔서 답하실 수 없습니다."


def seat_at(meeting, user):
    """The seat from which the person answers: held today and on the day of the meeting. Or None."""
    day = timezone.localtime(meeting.starts_at).date()
    seats = Membership.objects.of_person(user).filter(committee=meeting.committee_id)
    return seats.on().on(day).in_order().first()


@transaction.atomic
def answer(meeting, user, said, note=""):
    """The same answer again changes nothing. Raises ``ValidationError`` with the sentence to read."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.is_cancelled:
        raise ValidationError(CANCELLED)
    if meeting.starts_at <= timezone.now():
        raise ValidationError(BEGUN)
    seat = seat_at(meeting, user)
    if seat is None:
        raise ValidationError(NO_SEAT)
    attendance, _ = Attendance.objects.get_or_create(meeting=meeting, membership=seat)
    if (attendance.answer, attendance.note) != (said, note):
        attendance.answer, attendance.note, attendance.answered_at = said, note, timezone.now()
        attendance.save(update_fields=["answer", "note", "answered_at"])
    return attendance


def counts(meeting):
    """How many come, how many do not, and how many of those who have a seat that day have not said."""
    day = timezone.localtime(meeting.starts_at).date()
    seats = meeting.committee.memberships.on(day).values_list("pk", flat=True)
    answers = list(meeting.attendances.filter(membership__in=seats).values_list("answer", flat=True))
    coming, absent = answers.count(Answer.COMING), answers.count(Answer.ABSENT)
    return {"coming": coming, "absent": absent, "silent": len(seats) - coming - absent}


def note_papers_read(meeting, user):
    """From each of the person's seats in the body: what is there now has been read."""
    for seat in Membership.objects.on().of_person(user).filter(committee=meeting.committee_id):
        PapersRead.objects.update_or_create(membership=seat, meeting=meeting, defaults={"at": timezone.now()})
