"""Ballots as JSON."""

import pytest

from participation.balloting.results import seal
from tests.factories.ballots import CLOSES, BallotFactory
from tests.participation.balloting.conftest import vote

pytestmark = pytest.mark.django_db


def test_the_list(ballot, client):
    BallotFactory(draft=True)

    found = client.get("/api/ballots/").json()

    assert found == {
        "meta": {"total_count": 1},
        "items": [
            {
                "id": ballot.pk,
                "title": "무엇부터 할까요",
                "kind": "one",
                "state": "open",
                "opens_at": "2026-12-01T09:00:00+09:00",
                "closes_at": "2026-12-04T18:00:00+09:00",
                "modified_at": found["items"][0]["modified_at"],
                "detail_url": f"http://testserver/api/ballots/{ballot.pk}/",
                "html_url": f"http://testserver/ballots/{ballot.pk}/",
            }
        ],
    }


def test_the_results_after_the_close(client, clock):
    ballot = BallotFactory(kind="ranking", most=2)
    vote(ballot, 2, 1), vote(ballot, 2, 3)
    clock(CLOSES)
    seal(ballot)

    found = client.get(f"/api/ballots/{ballot.pk}/results/").json()

    assert found["voters"] == found["papers"] == 2
    assert found["options"][0] == {
        **{"number": 2, "text": "무료 급식", "rank": 1, "votes": 2, "points": 4, "by_place": [2, 0]},
    }
    assert client.get(f"/api/ballots/{ballot.pk}/").json()["results"] == found


def test_it_can_be_narrowed(ballot, client, clock):
    def ids(query):
        return [item["id"] for item in client.get(f"/api/ballots/?{query}").json()["items"]]

    assert ids("state=open&kind=one&limit=1") == [ballot.pk]
    assert ids("state=closed") == ids("kind=ranking") == ids("offset=1") == []
    clock(CLOSES)
    seal(ballot)
    assert ids("modified_since=2026-12-04T18:00:00%2B09:00") == [ballot.pk]
    assert ids("modified_since=2026-12-04T18:00:01%2B09:00") == ids("modified_since=2026-12-05") == []


@pytest.mark.parametrize(
    "query",
    [
        *("state=draft", "state=x", "kind=x", "limit=-1", "limit=101", "offset=x", "unknown=1"),
        *(
            "modified_since=gestern",
            "modified_since=9999-99-99",
            "modified_since=0001-01-01T00:00:00%2B23:59",
        ),
    ],
)
def test_nonsense_is_a_sentence(ballot, client, query):
    answer = client.get(f"/api/ballots/?{query}")

    assert answer.status_code == 400
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["message"]


def test_it_is_read_only_and_not_kept_over_a_moment_that_changes_it(ballot, client, clock):
    assert client.post("/api/ballots/").status_code == 405
    assert client.get("/api/ballots/")["Cache-Control"].startswith("public")

    clock(CLOSES.replace(hour=17, minute=58))
    assert client.get("/api/ballots/")["Cache-Control"] == "private, no-store"


def test_the_list_costs_the_same_for_many(ballot, client, django_assert_num_queries):
    client.get("/api/ballots/")
    with django_assert_num_queries(4):
        client.get("/api/ballots/")
    for _ in range(25):
        BallotFactory()
    with django_assert_num_queries(4):
        assert len(client.get("/api/ballots/").json()["items"]) == 20
