"""/api/issues/: shapes, filters, nonsense, tombstones, and what it costs."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participation.models import Issue, Status
from participation.planning.links import link
from tests.api.test_snapshots import shape
from tests.factories.participation import make_issue
from tests.factories.plan import make_plan, make_project

pytestmark = pytest.mark.django_db

URL = "/api/issues/"
SNAPSHOTS = Path(__file__).parents[2] / "api" / "snapshots"
CHANGING = {"number", "at", "submitted_at", "due_on", "published_at", "updated_at"}


def plain(value, name=""):
    """As ``tests.api.test_snapshots`` shapes answers, with what changes here from run to run."""
    if isinstance(value, dict):
        return {key: plain(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part, name) for part in value]
    return f"<{type(value).__name__}>" if name in CHANGING and value is not None else value


def numbers(client, question=""):
    return [item["number"] for item in client.get(f"{URL}{question}").json()["items"]]


@pytest.mark.parametrize("name", ["issues-list", "issue-detail"])
def test_the_answer_keeps_its_shape(client, issue, name):
    answer = client.get(URL if name == "issues-list" else f"{URL}{issue.pk}/").json()
    answer, path = shape(plain(answer)), SNAPSHOTS / f"{name}.json"
    if not path.exists():
        path.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        pytest.fail(f"{path.name} was not there and has been written; look at it and commit it.")

    assert answer == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("?status=subcommittee", True),
        ("?status=review", True),
        ("?status=done", False),
        ("?dong={dong}", True),
        ("?topic={topic}", True),
        ("?q=의자", True),
        ("?q=전혀다른말", False),
        ("?late=true", False),
        ("?late=false", True),
        ("?modified_since=2020-01-01", True),
        ("?modified_since=2100-01-01", False),
        ("?order=-empathies,number&limit=1", True),
        ("?offset=1", False),
    ],
)
def test_filters(client, issue, topic, question, found):
    asked = question.format(dong=issue.dong.code, topic=topic.code)

    assert numbers(client, asked) == ([issue.pk] if found else [])


@pytest.mark.parametrize(
    "question",
    [
        *(
            "?nonsense=1",
            "?status=blocked",
            "?status=x",
            "?dong=1",
            "?topic=zzz",
            "?target=life",
            "?late=maybe",
        ),
        *(
            "?q=",
            "?q=!!",
            f"?q={'가' * 101}",
            "?order=title",
            "?order=-",
            "?limit=101",
            "?limit=-1",
            "?limit=x",
        ),
        *(
            "?offset=99999999999999999999",
            "?modified_since=",
            "?modified_since=gestern",
            "?modified_since=0001-01-01",
        ),
        *("?modified_since=9999-12-31T23:59:59-12:00", "?modified_since=2026-13-01", "?q=%00", "?dong=%00"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(client, issue, question):
    response = client.get(f"{URL}{question}")

    assert response.status_code == 400
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("number", ["0", "99999999", "9" * 30])
def test_a_number_that_never_was_is_not_found(client, db, number):
    assert client.get(f"{URL}{number}/").status_code == 404


def test_of_what_went_a_copy_hears_that_it_must_go_and_nothing_else(client, issue, hidden):
    items = client.get(f"{URL}?modified_since=2020-01-01&topic={issue.topics.get().code}").json()["items"]
    gone = {item["number"]: item for item in items if item.get("gone")}

    assert set(gone) == {hidden[how].pk for how in ("held_again", "withdrawn", "blocked")}
    assert all(set(item) == {"number", "gone", "updated_at"} for item in gone.values())
    assert issue.pk in {item["number"] for item in items}


def test_only_what_changed_since_is_told(client, issue):
    old = make_issue(title="오래된 과제")
    Issue.objects.filter(pk=old.pk).update(updated_at=timezone.now() - timedelta(days=9))
    since = (timezone.now() - timedelta(days=1)).isoformat()

    assert numbers(client, f"?modified_since={since}") == [issue.pk]


def test_late_is_told(client, issue):
    Issue.objects.filter(pk=issue.pk).update(due_on=timezone.localdate() - timedelta(days=1))

    assert numbers(client, "?late=true") == [issue.pk]
    assert client.get(f"{URL}{issue.pk}/").json()["is_late"]


def test_it_cannot_be_written_to(client, db):
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize("url", [f"{URL}?modified_since=2020-01-01", "/issues.atom", "/issues.csv"])
def test_many_cost_as_much_as_one(client, issue, settings, url):
    settings.PAGE_CACHE = False

    def cost():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
            b"".join(response.streaming_content if response.streaming else [])
        return len(queries)

    cost()
    one = cost()
    for number in range(6):
        make_issue(title=f"과제 {number}", topics=[issue.topics.get()], status=Status.COMPLETED)

    assert cost() == one <= 12


def test_the_plan_that_carries_it_stands_in_its_record(client, issue, office):
    Issue.objects.filter(pk=issue.pk).update(status=Status.ADOPTED, due_on=None)
    link(Issue.objects.get(pk=issue.pk), make_project(make_plan()), by=office, why="같은 일입니다.")
    (item,) = client.get(f"{URL}{issue.pk}/").json()["plan_items"]

    assert item["url"] == "http://testserver/plan/6/1-1/"
    assert (item["reason"], item["state"]["code"], item["department"]) == (
        "같은 일입니다.",
        "ready",
        "예시과",
    )
