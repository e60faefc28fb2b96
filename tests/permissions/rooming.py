"""What the members' room holds of a body in which nobody sits who asks here, named by the agency's word."""

from datetime import timedelta

from django.utils import timezone

from council.models import Attendance, CommitteeTask, Idea
from participation.models import BodyKind
from tests.factories.council import make_committee, make_meeting, make_member


def give(own):
    own.room_body = make_committee(
        BodyKind.SUBCOMMITTEE, f"위원방 {own.code}", slug=f"room-{own.code}", takes_ideas=True
    )
    seat = make_member(own.room_body, f"{own.mark}@member.example", name=f"{own.word}위원")
    own.room_meeting = make_meeting(
        own.room_body,
        timezone.now() + timedelta(days=3),
        is_listed=False,
        title=own.title("비공개회의"),
        join_url=f"https://meet.example/{own.mark}",
    )
    own.room_task = CommitteeTask.objects.create(
        committee=own.room_body, title=own.title("할 일"), assignee=seat, meeting=own.room_meeting
    )
    own.room_idea = Idea.objects.create(
        committee=own.room_body, author=seat, title=own.title("제안"), text=f"{own.word}제안글"
    )


PRIMARY_KEYS = {
    "council_tasks": lambda own: own.room_task.pk,
    "council_room_task_done": lambda own: own.room_task.pk,
    "council_room_task_new": lambda own: own.room_body.pk,
}
SPECIAL = {
    **dict.fromkeys(
        ("council_room_meeting", "council_room_minutes"),
        lambda own: [({"uuid": own.room_meeting.uuid}, "")],
    ),
    "council_room_idea": lambda own: [({"uuid": own.room_idea.uuid}, "")],
    # Whoever holds a true one holds the key; nobody has another.
    "council_room_calendar": lambda own: [({"key": own.mark}, "")],
    "committee_calendar": lambda own: [({"slug": own.room_body.slug}, "")],
}


def rows(own):
    yield type(own.room_body).objects.filter(pk=own.room_body.pk)
    yield type(own.room_meeting).objects.filter(pk=own.room_meeting.pk)
    yield Attendance.objects.filter(meeting=own.room_meeting.pk)
    yield CommitteeTask.objects.filter(pk=own.room_task.pk)
    yield Idea.objects.filter(pk=own.room_idea.pk)
