"""Nothing that was not let out is in any answer, however it is asked for."""

import pytest
from django.urls import reverse

from tests.council.opening.conftest import MAILBOX, SECRET

pytestmark = pytest.mark.django_db

API = "/api/committees/"
LISTS = ("", "memberships/", "meetings/", "agenda/", "papers/")
OTHERS = (
    "/council/meetings.csv",
    "/sitemap.xml",
    f"/api/search/?q={SECRET}",
    "/api/search/?q=노인분과&kind=meeting",
    "/api/search/?q=노인분과",
    f"/search/suggest/?q={SECRET[:3]}",
)


def addresses(client):
    """All lists, and the record of every thing they name."""
    yield from OTHERS
    yield f"{API}about/"
    for path in LISTS:
        for question in ("?limit=100", "?limit=100&modified_since=2020-01-01"):
            url = f"{API}{path}{question}"
            yield url
            yield from (
                item["detail_url"] for item in client.get(url).json()["items"] if "detail_url" in item
            )


def test_secrets_are_nowhere(client, meeting, unlisted):
    read = 0
    for url in addresses(client):
        response = client.get(url)
        text = b"".join(response).decode()
        query = response.json().get("meta", {}).pop("query", "") if "api/search" in url else ""
        assert response.status_code == 200, url
        assert MAILBOX not in text, url
        assert "meet.example" not in text, url
        assert text.count(SECRET) <= (2 if query else 0), url
        assert str(unlisted.uuid) not in text, url
        read += 1

    assert read > len(OTHERS) + 10


def test_a_search_for_what_is_hidden_finds_nothing(client, meeting, unlisted):
    assert client.get(f"/api/search/?q={SECRET}").json()["items"] == []


def test_a_private_thing_has_no_address(client, meeting, unlisted):
    private = meeting.papers.get(is_public=False)
    for name, thing in (
        ("council_api_paper", private),
        ("council_api_meeting", unlisted),
        ("council_api_item", unlisted.items.get()),
        ("council_api_paper", unlisted.papers.get()),
    ):
        assert client.get(reverse(name, args=[thing.uuid])).status_code == 404


def test_a_private_issue_is_no_filter(client, meeting):
    private = meeting.items.get().issues.get(is_private=True)

    assert client.get(f"{API}agenda/?issue={private.pk}").json()["items"] == []
