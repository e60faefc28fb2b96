"""/api/committees/: shapes, filters, nonsense, links, and what it costs."""

import hashlib
import json
import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.models import AgendaIssue, Meeting
from tests.api.test_snapshots import shape
from tests.council.opening.conftest import make_paper
from tests.factories.council import make_committee, make_item, make_meeting, make_member, make_publication
from tests.factories.participation import make_issue

pytestmark = pytest.mark.django_db

API = "/api/committees/"
SNAPSHOTS = Path(__file__).parents[2] / "api" / "snapshots"
CHANGING = {
    *("number_of_issue", "starts_at", "ends_at", "starts_on", "ends_on", "created_at", "published_at"),
    *("minutes_published_at", "year", "updated_at", "as_of", "ended_at"),
}
LISTS = ("", "memberships/", "meetings/", "agenda/", "papers/")


def plain(value, name=""):
    """As ``tests.api.test_snapshots`` shapes answers, with what changes here from run to run."""
    if isinstance(value, dict):
        return {key: plain(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part, name) for part in value]
    if name == "name" and isinstance(value, str) and value.endswith("회"):
        return "<name>"
    return f"<{type(value).__name__}>" if name in CHANGING and value is not None else value


def without_numbers(answer):
    """Numbers of issues and the years of meetings differ from run to run."""
    for item in [*answer.get("items", []), answer]:
        for entry in (*item.get("agenda", []), item):
            for issue in entry.get("issues", []) if isinstance(entry, dict) else []:
                issue["number"] = "<int>"
    return answer


def uuids(client, path, question=""):
    return [item["uuid"] for item in client.get(f"{API}{path}{question}").json()["items"]]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("what", ["list", "detail"])
def test_the_answer_keeps_its_shape(client, meeting, path, what):
    answer = client.get(f"{API}{path}").json()
    if what == "detail":
        answer = client.get(answer["items"][0]["detail_url"]).json()
    answer = shape(plain(without_numbers(answer)))
    answer = json.loads(json.dumps(answer, ensure_ascii=False).replace(f"/{meeting.year}-1/", "/<year>-1/"))
    snapshot = SNAPSHOTS / f"council-{path.strip('/') or 'bodies'}-{what}.json"
    if not snapshot.exists():
        snapshot.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        pytest.fail(f"{snapshot.name} was not there and has been written; look at it and commit it.")

    assert answer == json.loads(snapshot.read_text(encoding="utf-8"))


def test_the_table_of_contents_says_what_there_is_and_on_what_terms(client, db):
    answer = client.get(f"{API}about/").json()

    assert answer["licence"]["code"] == "kogl-1"
    assert answer["as_of"] == timezone.localdate().isoformat()
    for each in answer["lists"]:
        assert client.get(each["url"]).status_code == 200
    assert client.get(answer["table_url"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "question", "found"),
    [
        ("", "?kind=subcommittee&state=active", 1),
        ("", "?kind=dong", 0),
        ("", "?state=abolished", 0),
        ("memberships/", "?committee={body}&side=private", 2),
        ("memberships/", "?post=leader", 1),
        ("memberships/", "?on=2001-01-01", 0),
        ("meetings/", "?committee={body}&year={year}&state=held&has_minutes=true", 1),
        ("meetings/", "?has_minutes=false", 0),
        ("meetings/", "?state=scheduled", 0),
        ("meetings/", "?from={yesterday}&to={yesterday}", 1),
        ("meetings/", "?to=2001-01-01", 0),
        ("meetings/", "?way=online", 0),
        ("agenda/", "?meeting={meeting}&kind=deliberation", 1),
        ("agenda/", "?issue={issue}", 1),
        ("agenda/", "?issue=1", 0),
        ("papers/", "?meeting={meeting}", 1),
        ("papers/", "?committee=00000000-0000-0000-0000-000000000000", 0),
        ("papers/", "?modified_since=2100-01-01", 0),
    ],
)
def test_filters(client, body, meeting, path, question, found):
    day = timezone.localtime(meeting.starts_at).date()
    issue = AgendaIssue.objects.filter(issue__is_private=False).get().issue_id
    words = {"body": body.uuid, "meeting": meeting.uuid, "year": meeting.year, "yesterday": day}

    assert len(uuids(client, path, question.format(issue=issue, **words))) == found


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "question",
    ["?nonsense=1", "?limit=101", "?limit=-1", "?limit=x", "?offset=99999999999999999999",
     "?modified_since=", "?modified_since=gestern", "?modified_since=0001-01-01", "?modified_since=%00"],
)  # fmt: skip
def test_nonsense_is_refused_with_a_sentence(client, db, path, question):
    response = client.get(f"{API}{path}{question}")

    assert response.status_code == 400
    assert re.search("[가-힣]", response.json()["message"])
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    ["?kind=department", "?parent=x", "?dong=1", "memberships/?on=x", "memberships/?post=king",
     "meetings/?state=x", "meetings/?year=21", "meetings/?year=٢٠٢٦", "meetings/?has_minutes=maybe",
     "meetings/?to=9999-12-31", "meetings/?from=x", "agenda/?issue=99999999999", "agenda/?issue=-1",
     "agenda/?result=adopted", "agenda/?meeting=%00", f"papers/?meeting={'a' * 200}"],
)  # fmt: skip
def test_values_that_are_none_are_refused(client, db, address):
    assert client.get(f"{API}{address}").status_code == 400


@pytest.mark.parametrize("path", LISTS)
def test_nothing_is_written_and_what_never_was_is_not_found(client, db, path):
    assert client.post(f"{API}{path}").status_code == 405
    assert client.get(f"{API}{path}00000000-0000-0000-0000-000000000000/").status_code == 404


def test_pages_keep_the_question_and_do_not_overlap(client, body):
    for number in range(5):
        make_meeting(body, starts_at=timezone.now() - timedelta(days=number))
    url, seen = f"{API}meetings/?committee={body.uuid}&limit=2", []
    while url:
        answer = client.get(url).json()
        seen += [item["uuid"] for item in answer["items"]]
        url = answer["links"]["next"]

    assert len(seen) == len(set(seen)) == answer["meta"]["total_count"] == 5
    assert f"committee={body.uuid}" in answer["links"]["prev"]


def test_results_come_from_the_publication_alone(client, meeting):
    (item,) = client.get(f"{API}agenda/").json()["items"]

    assert item["result"] == {"code": "adopted", "label": "원안"}
    assert item["votes"] == {"for": 3, "against": 0, "abstain": 1}
    meeting.publications.get().delete()
    (item,) = client.get(f"{API}agenda/").json()["items"]
    assert (item["result"], item["resolution"], item["votes"]) == (None, None, None)


def test_an_item_under_a_number_that_was_anothers_gets_nothing_of_it(client, meeting):
    meeting.items.update(uuid=uuid4())

    assert client.get(f"{API}agenda/").json()["items"][0]["result"] is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"starts_at": timedelta(hours=1)}, "scheduled"),
        ({"starts_at": timedelta(hours=-1)}, "running"),
        ({"starts_at": timedelta(hours=-3)}, "held"),
        ({"starts_at": timedelta(hours=-3), "ends_at": timedelta(hours=1)}, "running"),
        ({"starts_at": timedelta(hours=1), "cancelled_at": timedelta(), "cancel_reason": "눈"}, "cancelled"),
    ],
)
def test_how_far_a_meeting_has_come(client, body, fields, code):
    now = timezone.now()
    moments = {name: now + value if isinstance(value, timedelta) else value for name, value in fields.items()}
    meeting = make_meeting(body, **moments)

    assert uuids(client, "meetings/", f"?state={code}") == [str(meeting.uuid)]
    assert client.get(f"{API}meetings/{meeting.uuid}/").json()["state"]["code"] == code


def test_what_changes_with_the_next_minutes_is_kept_by_nobody(client, body):
    make_meeting(body, starts_at=timezone.now() + timedelta(minutes=2))

    assert "no-store" in client.get(f"{API}meetings/")["Cache-Control"]
    Meeting.objects.update(starts_at=timezone.now() + timedelta(days=2))
    assert "no-store" not in client.get(f"{API}meetings/?limit=1")["Cache-Control"]


def test_a_paper_says_the_sum_of_its_file_and_a_new_file_another(client, meeting):
    paper = make_paper(meeting, data=b"first")
    url = f"{API}papers/{paper.uuid}/"
    assert client.get(url).json()["sha512"] == hashlib.sha512(b"first").hexdigest()

    paper.file.save("b.pdf", make_paper(meeting, data=b"second").file)
    assert client.get(url).json()["sha512"] == hashlib.sha512(b"second").hexdigest()


def test_other_districts_are_not_told(client, meeting, other_site):
    stranger = make_meeting(make_committee(site=other_site, name="다른 구 협의체"))

    assert str(stranger.uuid) not in client.get(f"{API}meetings/").content.decode()
    assert client.get(f"{API}meetings/{stranger.uuid}/").status_code == 404


@pytest.fixture
def other_site(district):
    from wagtail.models import Site

    root = Site.objects.get(is_default_site=True).root_page
    return Site.objects.create(hostname="other.example", root_page=root)


def fill(body, number):
    for _ in range(number):
        meeting = make_meeting(body, starts_at=timezone.now() - timedelta(days=2))
        item = make_item(meeting)
        AgendaIssue.objects.create(item=item, issue=make_issue(title="예시 과제"))
        make_paper(meeting, item=item)
        make_publication(meeting)
        make_member(body, consented_on=timezone.localdate())
        make_committee(name=f"예시 {meeting.round}분과", slug=f"b{meeting.round}", parent=body)


@pytest.mark.parametrize("path", [f"{API}{path}?limit=100" for path in LISTS] + ["/council/meetings.csv"])
def test_many_cost_as_much_as_few(client, body, meeting, settings, path):
    settings.PAGE_CACHE = False

    def cost():
        with CaptureQueriesContext(connection) as queries:
            b"".join(client.get(path))
        return len(queries)

    fill(body, 1)
    cost()
    few = cost()
    fill(body, 9)

    assert cost() == few <= 14
