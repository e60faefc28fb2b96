"""Lists say where they go on, in the header that programs follow, with all that was asked for."""

import re

import pytest

from tests.api.world import fill_benefits
from tests.factories import NewsPageFactory
from tests.factories.ballots import BallotFactory

pytestmark = pytest.mark.django_db


def walk(client, path):
    """The items of every page, following ``Link``; how many pages there were."""
    items, pages = [], 0
    while path:
        answer = client.get(path)
        items += answer.json()["items"]
        pages += 1
        found = re.fullmatch(r'<http://testserver(.+)>; rel="next"', answer.headers.get("Link", ""))
        path = found and found[1]
    return items, pages


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/api/ballots/?kind=one&limit=2", "ballots"), ("/api/v2/pages/?type=pages.NewsPage&limit=2", "news")],
)
def test_who_follows_the_links_has_everything_once(client, agency_a, path, kind):
    for number in range(5):
        if kind == "ballots":
            BallotFactory()
        else:
            NewsPageFactory(parent=agency_a.page, slug=f"news-{number}")
    items, pages = walk(client, path)

    assert len({item["id"] for item in items}) == len(items) == 5
    assert pages == 3


def test_the_last_page_leads_nowhere(client):
    BallotFactory()

    for limit in (0, 1, 2):
        assert "Link" not in client.get(f"/api/ballots/?limit={limit}").headers


def test_lists_of_wagtails_own_shape_have_it_too(client):
    fill_benefits(2)
    answer = client.get("/api/v2/benefits/?limit=1&order=title")

    assert answer.headers["Link"] == (
        '<http://testserver/api/v2/benefits/?limit=1&order=title&offset=1>; rel="next"'
    )


@pytest.mark.parametrize("path", ["/api/ballots/", "/api/v2/pages/", "/api/v2/benefits/", "/api/changes/"])
def test_a_head_is_an_answer_without_its_body(client, path):
    whole, head = client.get(path), client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"] if "ETag" in whole.headers else True
