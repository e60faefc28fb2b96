"""A body with a meeting that is not listed, named by the agency's word in all that is not public."""

from django.core.files.base import ContentFile

from council.models import (
    AgendaItem,
    Committee,
    Meeting,
    Membership,
    Minutes,
    MinutesFile,
    Paper,
    PublishedMinutes,
)
from tests.factories.council import (
    make_committee,
    make_item,
    make_meeting,
    make_member,
    make_minutes,
    make_publication,
)


def give(own):
    own.committee = make_committee(name=f"분과 {own.code}", slug=f"body-{own.code}")
    make_member(
        own.committee, f"{own.mark}-member@x.example", name=f"{own.word}위원", affiliation=f"{own.word}소속"
    )
    own.meeting = make_meeting(
        own.committee, is_listed=False, title=own.title("회의"), join_note=f"{own.word}암호"
    )
    item = make_item(own.meeting, title=own.title("안건"))
    minutes = make_minutes(own.meeting, other=f"{own.word}기록")
    make_publication(own.meeting, other=f"{own.word}기록")

    def file():
        return ContentFile(f"{own.word}자료".encode(), name=f"{own.mark}-paper.txt")

    own.paper = Paper.objects.create(
        meeting=own.meeting, item=item, title=f"{own.word}자료", name=f"{own.mark}-paper.txt", file=file()
    )
    own.minutes_file = MinutesFile.objects.create(
        minutes=minutes, name=f"{own.mark}-minutes.txt", size=1, file=file()
    )


SPECIAL = {
    "committee": lambda own: [({"slug": own.committee.slug}, "")],
    "meeting": lambda own: [
        ({"slug": own.committee.slug, "year": own.meeting.year, "round": own.meeting.round}, "")
    ],
    "minutes_feed": lambda own: [({"ending": ending}, "") for ending in ("atom", "rss", "json")],
    "council_paper": lambda own: [({"uuid": own.paper.uuid, "name": own.paper.name}, "")],
    "council_minutes_file": lambda own: [
        ({"uuid": own.minutes_file.uuid, "name": own.minutes_file.name}, "")
    ],
}
QUESTIONS = {"meetings": ("?q={word}", "?body=body-agency-b&minutes=on")}


def rows(own):
    yield Committee.objects.filter(pk=own.committee.pk)
    yield Membership.objects.filter(committee=own.committee.pk)
    yield Meeting.objects.filter(pk=own.meeting.pk)
    yield AgendaItem.objects.filter(meeting=own.meeting.pk)
    yield Minutes.objects.filter(meeting=own.meeting.pk)
    yield PublishedMinutes.objects.filter(meeting=own.meeting.pk)
    yield Paper.objects.filter(pk=own.paper.pk)
    yield MinutesFile.objects.filter(pk=own.minutes_file.pk)
