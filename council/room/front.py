"""What the first page of the members' room gathers: a constant number of questions, however much there is."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from council.models import Attendance, CommitteeTask, Meeting, PapersRead
from council.models.paper import Paper
from council.reach import meetings_of
from council.room.confirming import waiting_for
from council.room.ideas import ANSWERING
from participation.models import Issue
from participation.way import REVIEWED

MOST = 20


def coming_meetings(user, seats):
    """The next ones with ``mine``, what the person said, and ``seat_here``, from where he says it."""
    meetings = list(
        meetings_of(user)
        .coming()
        .soonest_first()
        .select_related("committee")
        .prefetch_related("papers")[:MOST]
    )
    answers = {
        each.meeting_id: each
        for each in Attendance.objects.filter(meeting__in=meetings, membership__in=seats).exclude(answer="")
    }
    for meeting in meetings:
        meeting.mine = answers.get(meeting.pk)
        meeting.seat_here = _seat_on(meeting, seats)
        meeting.may_be_answered = bool(
            meeting.seat_here and not meeting.is_cancelled and meeting.starts_at > timezone.now()
        )
    return meetings


def _seat_on(meeting, seats):
    day = timezone.localtime(meeting.starts_at).date()
    for seat in seats:
        if seat.committee_id == meeting.committee_id and (seat.ends_on is None or seat.ends_on >= day):
            return seat
    return None


def with_unread_papers(user, seats):
    """Coming meetings of the person's bodies with papers that came after he last said he had read them."""
    read = PapersRead.objects.filter(
        meeting=OuterRef("meeting"), membership__in=seats, at__gte=OuterRef("created_at")
    )
    unread = Paper.objects.filter(~Exists(read), meeting=OuterRef("pk"))
    meetings = Meeting.objects.of_person(user).coming().filter(cancelled_at__isnull=True)
    return meetings.filter(Exists(unread)).soonest_first().select_related("committee")[:MOST]


def to_do(user, seats, coming):
    """Everything that waits for the person, by its kind."""
    tasks = CommitteeTask.objects.open().for_seats(seats).select_related("committee", "meeting", "assignee")
    answering = [seat.committee_id for seat in seats if seat.post in ANSWERING]
    return {
        "confirmations": waiting_for(user, Meeting.objects.of_person(user)) if seats else [],
        "unanswered": [meeting for meeting in coming if meeting.may_be_answered and not meeting.mine],
        "unread": list(with_unread_papers(user, seats)),
        "tasks": list(tasks.soonest_first()[:MOST]),
        "ideas": list(_ideas(answering)),
    }


def _ideas(committees):
    from council.models import Idea

    return Idea.objects.waiting().filter(committee__in=committees).order_by("created_at", "pk")[:MOST]


def issues_of(seats):
    """What residents raised and lies with the person's bodies."""
    committees = {seat.committee_id for seat in seats}
    issues = Issue.objects.public().filter(status__in=REVIEWED, body_in_charge__in=committees)
    return issues.select_related("body_in_charge").order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST]


def attendance_of(seats):
    """How often the person was there, of the meetings for which that was written down."""
    noted = Attendance.objects.filter(
        Q(membership__in=seats), present__isnull=False, meeting__cancelled_at__isnull=True
    )
    present = noted.filter(present=True).count()
    return {"present": present, "noted": noted.count()}


def past_meetings(user):
    return meetings_of(user).held().newest_first().select_related("committee").with_publication()


def with_my_presence(meetings, seats):
    """The same list, each with ``mine``: what was written down of the person, or None."""
    meetings = list(meetings)
    mine = {
        each.meeting_id: each
        for each in Attendance.objects.filter(meeting__in=meetings, membership__in=seats)
    }
    for meeting in meetings:
        meeting.mine = mine.get(meeting.pk)
    return meetings
