"""A body with two members, a meeting whose minutes are out, and much beside it that must not be told."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from council.models import AgendaIssue, Meeting, Paper
from tests.factories.council import (
    make_committee,
    make_item,
    make_meeting,
    make_member,
    make_minutes,
    make_publication,
)
from tests.factories.participation import make_issue
from tests.factories.plan import make_plan, make_project

SECRET = "비밀스러운말"
MAILBOX = "hidden.person@example.kr"


def make_paper(meeting, is_public=True, **fields):
    name = fields.pop("name", "안건.hwpx")
    file = ContentFile(fields.pop("data", b"a paper"), name=name)
    defaults = {"title": "예시 자료", "size": 7, "name": name}
    return Paper.objects.create(meeting=meeting, file=file, is_public=is_public, **(defaults | fields))


@pytest.fixture
def body(db):
    return make_committee(name="예시 노인분과", slug="elderly", alias="어르신 모임")


@pytest.fixture
def members(body):
    """One who agreed that the name is told, and one who did not."""
    today = timezone.localdate()
    named = make_member(body, name="다나가", affiliation="예시복지관", post="leader", consented_on=today)
    return named, make_member(body, email=MAILBOX, name=SECRET, affiliation=f"{SECRET}센터")


@pytest.fixture
def meeting(body, members):
    """Its item was decided; the item knows more than was let out, and the minutes more than anybody may."""
    meeting = make_meeting(
        body, join_url=f"https://meet.example/{SECRET}", join_note=SECRET, notice="누구나 오십시오."
    )
    item = make_item(meeting, title="경로당 의자", summary="의자를 놓는 일입니다.")
    private = make_issue(title=f"{SECRET} 과제", is_private=True)
    for issue in (make_issue(title="의자가 없습니다"), private):
        AgendaIssue.objects.create(item=item, issue=issue)
    item.projects.add(make_project(make_plan()))
    make_paper(meeting, item=item)
    make_paper(meeting, is_public=False, title=SECRET, name=f"{SECRET}.pdf")
    make_minutes(meeting, attendance=SECRET, results=SECRET, other=SECRET)
    publication = make_publication(meeting, other="다음에 다시 모입니다.", hidden={"personal": 2})
    said = {"result": "adopted", "resolution": "의자를 놓기로 함.", "for": 3, "against": 0, "abstain": 1}
    publication.content["items"][0].update(said)
    publication.save()
    meeting.items.update(
        result="rejected", resolution=SECRET, decided_at=timezone.now(), votes_for=77, votes_against=78
    )
    return Meeting.objects.get(pk=meeting.pk)


@pytest.fixture
def unlisted(body, members):
    """A meeting nobody may know of, with all that belongs to one."""
    meeting = make_meeting(body, is_listed=False, title=SECRET, starts_at=timezone.now() + timedelta(days=3))
    make_item(meeting, title=f"{SECRET} 안건")
    make_paper(meeting, title=SECRET)
    make_publication(meeting, other=SECRET)
    return meeting
