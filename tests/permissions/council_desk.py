"""An unlisted meeting with all that belongs to one, and a member whose name is nobody's business."""

from django.core.files.base import ContentFile
from django.utils import timezone

from council.models import (
    AgendaIssue,
    AgendaItem,
    Attendance,
    Committee,
    Decision,
    Meeting,
    Membership,
    Minutes,
    MinutesFile,
    MinutesSection,
    Paper,
    Redaction,
)
from tests.factories.council import make_attendance, make_committee, make_item, make_meeting, make_member
from tests.factories.participation import make_issue


def give(own):
    own.committee = make_committee(name=f"예시 분과 {Committee.objects.count() + 1}")
    own.seat = make_member(
        own.committee, f"{own.mark}@member.example", name=f"{own.word}위원", affiliation=f"{own.word}소속"
    )
    own.meeting = make_meeting(
        own.committee,
        is_listed=False,
        title=own.title("회의"),
        notice=f"{own.word}안내",
        join_url=f"https://zoom.example/{own.mark}",
    )
    make_attendance(own.meeting, own.seat, note=f"{own.word}말씀")
    own.agenda_item = make_item(
        own.meeting,
        title=f"{own.word}안건",
        result="adopted",
        decided_at=timezone.now(),
        resolution=f"{own.word}의결",
    )
    issue = make_issue(title="안건이 된 과제", status="subcommittee")
    AgendaIssue.objects.create(item=own.agenda_item, issue=issue)
    Decision.objects.create(
        item=own.agenda_item, result="adopted", resolution=f"{own.word}결정", office="사무국"
    )
    own.paper = Paper.objects.create(
        meeting=own.meeting,
        title=f"{own.word}자료",
        name="paper.txt",
        file=ContentFile(own.word.encode(), name="paper.txt"),
    )
    own.minutes = Minutes(meeting=own.meeting, live=False, other=f"{own.word}그밖")
    own.minutes.sections = [MinutesSection(heading=f"{own.word}제목", text=f"{own.word}내용")]
    own.minutes.save()
    own.minutes.save_revision()
    own.redaction = Redaction.objects.create(minutes=own.minutes, phrase=f"{own.word}내용")
    own.minutes_file = MinutesFile.objects.create(
        minutes=own.minutes, name="minutes.txt", size=1, text=own.word,
        file=ContentFile(own.word.encode(), name="minutes.txt"),
    )  # fmt: skip


PRIMARY_KEYS = {
    "committees": lambda own: own.committee.pk,
    "council_members": lambda own: own.seat.pk,
    "meetings_admin": lambda own: own.meeting.pk,
    "agenda_items": lambda own: own.agenda_item.pk,
    "meeting_papers": lambda own: own.paper.pk,
    "wagtailsnippets_council_minutes": lambda own: own.minutes.pk,
    "wagtailsnippetchoosers_council_minutes": lambda own: own.minutes.pk,
}
SPECIAL = {
    "meetings_admin:drop_file": lambda own: [({"pk": own.meeting.pk, "file": own.minutes_file.pk}, "")],
    "agenda_items:add": lambda own: [({}, f"?meeting={own.meeting.pk}")],
    "meeting_papers:add": lambda own: [({}, f"?meeting={own.meeting.pk}")],
}
QUESTIONS = {
    "committees:index": ("?q={word}",),
    "council_members:index": ("?q={word}", "?side=private"),
    "meetings_admin:index": ("?q={word}",),
}


def rows(own):
    yield Committee.objects.filter(pk=own.committee.pk)
    yield Membership.objects.filter(pk=own.seat.pk)
    yield Meeting.objects.filter(pk=own.meeting.pk)
    yield Attendance.objects.filter(meeting=own.meeting.pk)
    yield AgendaItem.objects.filter(meeting=own.meeting.pk)
    yield AgendaIssue.objects.filter(item__meeting=own.meeting.pk)
    yield Decision.objects.filter(item__meeting=own.meeting.pk)
    yield Paper.objects.filter(meeting=own.meeting.pk)
    yield Minutes.objects.filter(pk=own.minutes.pk)
    yield MinutesSection.objects.filter(minutes=own.minutes.pk)
    yield Redaction.objects.filter(minutes=own.minutes.pk)
    yield MinutesFile.objects.filter(minutes=own.minutes.pk)
