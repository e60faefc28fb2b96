"""Every public answer read from end to end: nothing of what only members may know stands in one."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from council.models import AgendaIssue, MinutesFile, Paper
from tests.factories.council import (
    make_attendance,
    make_committee,
    make_item,
    make_meeting,
    make_member,
    make_minutes,
    make_publication,
)
from tests.factories.participation import make_issue

pytestmark = pytest.mark.django_db
SECRET = "비밀낱말"


@pytest.fixture
def addresses():
    """A body whose every private corner says the word, and the addresses that tell of it."""
    body = make_committee(name="예시 분과", slug="example", email=f"{SECRET}@x.example")
    seat = make_member(body, f"{SECRET}@y.example", name=SECRET, affiliation=SECRET)
    issue = make_issue()
    coming = make_meeting(
        body, timezone.now() + timedelta(minutes=1), join_url=f"https://x.example/{SECRET}", join_note=SECRET
    )
    held, told, hidden = (
        make_meeting(body),
        make_meeting(body),
        make_meeting(body, is_listed=False, title=SECRET),
    )
    for meeting in (coming, held, told, hidden):
        item = make_item(
            meeting, result="adopted", resolution=SECRET, decided_at=timezone.now(), votes_for=4321
        )
        AgendaIssue.objects.create(item=item, issue=issue)
        make_attendance(meeting, seat, note=SECRET, answer="coming", answered_at=timezone.now())
        minutes = make_minutes(meeting, attendance=SECRET, results=SECRET, other=SECRET)
        minutes.sections.create(heading=SECRET, text=SECRET)
        minutes.save()
        file = ContentFile(SECRET.encode(), name="secret.txt")
        Paper.objects.create(meeting=meeting, item=item, title=SECRET, name=f"{SECRET}.txt", file=file)
        MinutesFile.objects.create(minutes=minutes, name=f"{SECRET}.txt", size=1, file=file)
    make_publication(hidden, other=SECRET)
    publication = make_publication(
        told,
        items=[{"uuid": str(told.items.get().uuid), "number": 1, "title": "안건", "kind": "deliberation"}],
    )
    publication.withdraw_reason = SECRET
    publication.save()
    return [
        "/", "/council/", "/council/example/", "/council/meetings/", f"/council/meetings/?q={SECRET[:2]}",
        *(f"/council/minutes.{ending}" for ending in ("atom", "rss", "json")),
        *(meeting.get_absolute_url() for meeting in (coming, held, told)),
        issue.get_absolute_url(),
    ]  # fmt: skip


def test_no_public_answer_says_what_only_members_may_know(client, addresses):
    for address in addresses:
        response = client.get(address)
        told = response.content.decode().replace(f"‘{SECRET[:2]}’", "")

        assert response.status_code == 200, address
        assert SECRET not in told, address
        # Not as part of a UUID, where any four digits may stand.
        assert not re.search(r"(?<![\da-f-])4321(?![\da-f-])", told), address
