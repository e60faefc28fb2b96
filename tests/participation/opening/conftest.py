"""A public issue, and one hidden in every way; each says a word of its own."""

import pytest
from django.utils import timezone

from directory.models import Term
from directory.models.term import Axis
from participation.actions import lock, take_step
from participation.models import Hold, Issue, Status, StepKind
from tests.factories.participation import ResidentFactory, make_body, make_issue

SECRET = "비밀스러운"
HIDDEN = ("private", "held", "held_again", "withdrawn", "blocked")


@pytest.fixture
def topic(db):
    return Term.objects.filter(axis=Axis.TOPIC).order_by("code").first()


@pytest.fixture
def issue(topic):
    author = ResidentFactory(nickname="고운이웃", user__email="hidden.person@example.kr")
    issue = make_issue(
        title="버스 정류장에 의자가 없습니다", wish="의자를 놓아 주십시오.", author=author, topics=[topic]
    )
    issue = lock(issue)
    body = make_body(name="예시 분과")
    take_step(
        issue, StepKind.MOVED, office="사무국", reason="분과에서 살핍니다.", to=Status.SUBCOMMITTEE, body=body,
        due_on=timezone.localdate(),
    )  # fmt: skip
    return Issue.objects.get(pk=issue.pk)


@pytest.fixture
def hidden(topic):
    """By how each is hidden; all of them are found by the word SECRET if anything lets them out."""
    fields = {"title": f"{SECRET} 과제", "problem": f"{SECRET} 사정입니다.", "topics": [topic]}
    made = {
        "private": make_issue(**fields, is_private=True),
        "held": make_issue(**fields, hold=Hold.PERSONAL, is_public=False),
    }
    now = timezone.now()
    changes = {
        "held_again": {"hold": Hold.REPORTED},
        "withdrawn": {"withdrawn_at": now},
        "blocked": {"blocked_at": now, "status": Status.BLOCKED, "status_before": Status.GATHERING},
    }
    for how, change in changes.items():
        made[how] = make_issue(**fields)
        for name, value in change.items():
            setattr(made[how], name, value)
        made[how].save()
    return made
