"""Issues and comments that wait, and what residents are told."""

from dataclasses import dataclass

import pytest

from participation.actions import comment
from participation.models import CommentKind, Hold
from participation.moderating.desk import seen_of
from tests.factories.participation import ResidentFactory, make_issue


@dataclass(frozen=True)
class Told:
    resident: object
    subject: str
    text: str
    url: str


@pytest.fixture
def told(monkeypatch):
    """Everything that residents were told, in its order."""
    letters = []

    def tell(resident, *, subject, text, url=""):
        letters.append(Told(resident, subject, text, url))

    monkeypatch.setattr("participation.moderating.telling.tell_resident", tell)
    return letters


@pytest.fixture
def author(db):
    return ResidentFactory(nickname="배꽃아래")


@pytest.fixture
def held(author):
    """An issue that nobody has read yet."""
    return make_issue(author=author, hold=Hold.NEW_ACCOUNT, is_public=False, status="received")


@pytest.fixture
def issue(author):
    return make_issue(author=author, title="숨은제목", problem="숨은본문입니다.")


@pytest.fixture
def said(issue, author):
    """A comment that everybody reads."""
    return comment(issue, kind=CommentKind.WORRY, text="숨은댓글입니다.", author=author)


@pytest.fixture
def now_seen():
    """What somebody who looks at a thing now would send along."""

    def look(thing):
        return seen_of(type(thing).objects.get(pk=thing.pk))

    return look
