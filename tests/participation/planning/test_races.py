"""Two of headquarters at once: one wins, the other is told, nothing is there twice."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.utils import timezone

from accounts.models import User
from participation.models import IssueLink, Opinion, PublicNotice, Status
from participation.planning.links import link
from participation.planning.opinions import answer, submit
from participation.planning.publishing import announce
from tests.factories.participation import make_issue
from tests.factories.plan import make_notice, make_plan, make_project

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one write at a time / SQLite는 하나씩만 씁니다"
    ),
]


def at_once(*deeds):
    """What each answered: True, or the sentence of its refusal."""

    def run(deed):
        try:
            deed()
            return True
        except ValidationError as error:
            return error.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_nothing_is_announced_linked_or_answered_twice():
    office = User.objects.get(email="office@nurinet.example")
    plan = make_plan(is_public=False)
    project, today = make_project(plan), timezone.localdate()
    days = {"starts_on": today, "ends_on": today + timedelta(days=20), "text": "공고"}

    told = at_once(*[lambda: announce(plan, by=office, **days)] * 4)
    assert told.count(True) == 1
    assert PublicNotice.objects.count() == 1

    issue = make_issue(status=Status.ADOPTED)
    linked = at_once(*[lambda: link(issue, project, by=office, why="같은 일")] * 4)
    assert linked.count(True) == 1
    assert IssueLink.objects.count() == 1

    key = uuid.uuid4()
    other = make_notice(make_plan(7, 2031))
    assert at_once(*[lambda: submit(other, uuid=key, text="의견")] * 4) == [True] * 4
    opinion = Opinion.objects.get()
    words = {"gist": "요지", "reason": "까닭", "seen": ""}
    answered = at_once(
        *[lambda: answer(opinion, by=office, verdict="taken", **words)] * 2,
        *[lambda: answer(opinion, by=office, verdict="not_taken", **words)] * 2,
    )
    assert answered.count(True) == 1
