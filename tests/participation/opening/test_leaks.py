"""Nothing hidden leaves the house by any way that gives issues away, and nothing of a person ever does."""

import re

import pytest
from django.utils import timezone
from wagtail.search.models import IndexEntry

from participation.models import Issue, Status
from participation.receivers import index_issue
from tests.participation.opening.conftest import HIDDEN, SECRET

pytestmark = pytest.mark.django_db

OUTPUTS = [
    "/issues/",
    f"/issues/?q={SECRET}",
    "/issues.atom",
    f"/issues.atom?q={SECRET}",
    "/issues.csv",
    "/issues.csv?order=most",
    "/api/issues/",
    f"/api/issues/?q={SECRET}",
    "/api/issues/?modified_since=2020-01-01",
    "/sitemap.xml",
    f"/search/?q={SECRET}",
    f"/search/?q={SECRET}&kind=issue",
    f"/search/suggest/?q={SECRET}",
    f"/api/search/?q={SECRET}",
]


def text_of(response):
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


def said(response, words):
    """Whether the answer says it, marked or not, other than repeating the question."""
    text = re.sub(r"</?mark>", "", text_of(response))
    return f"{words} 과제" in text or f"{words} 사정" in text


@pytest.fixture
def ask(client, settings):
    settings.PAGE_CACHE = False
    return client.get


@pytest.mark.parametrize("output", OUTPUTS)
def test_what_is_hidden_is_nowhere(ask, issue, hidden, output):
    assert not said(ask(output), SECRET)


@pytest.mark.parametrize("output", [each for each in OUTPUTS if each != "/sitemap.xml"])
def test_the_same_ways_tell_it_once_it_is_public(ask, hidden, output):
    for each in Issue.objects.exclude(pk=hidden["blocked"].pk).order_by("pk"):
        each.hold, each.withdrawn_at, each.is_private, each.published_at = "", None, False, timezone.now()
        each.save()

    assert said(ask(output), SECRET)


def test_the_sitemap_has_public_issues_alone(ask, issue, hidden):
    text = text_of(ask("/sitemap.xml"))

    assert f"/issues/{issue.pk}/" in text
    assert not any(f"/issues/{each.pk}/" in text for each in hidden.values())


@pytest.mark.parametrize("how", HIDDEN)
def test_one_that_is_hidden_says_at_most_that_it_is_gone(ask, hidden, how):
    number = hidden[how].pk
    status = 404 if how in ("private", "held") else 410
    for url in (f"/api/issues/{number}/", f"/issues/{number}/feed.atom"):
        response = ask(url)
        assert response.status_code == status
        assert SECRET not in text_of(response)


@pytest.mark.parametrize("output", ["/issues.atom", "/issues.csv", "/api/issues/", "/api/search/?q=의자"])
def test_nobodys_name_or_address_is_given_away(ask, issue, output):
    texts = [text_of(ask(output))]
    texts += [text_of(ask(f"/api/issues/{issue.pk}/")), text_of(ask(f"/issues/{issue.pk}/feed.atom"))]

    for text in texts:
        assert "고운이웃" not in text
        assert "hidden.person" not in text


@pytest.mark.parametrize("how", HIDDEN)
def test_the_index_forgets_what_is_hidden(hidden, how):
    assert not IndexEntry.objects.filter(object_id=str(hidden[how].pk), content_type__model="issue").exists()


def test_what_is_blocked_leaves_the_index_and_comes_back(issue):
    entries = IndexEntry.objects.filter(object_id=str(issue.pk), content_type__model="issue")
    assert entries.exists()
    before, issue.status, issue.blocked_at = issue.status, Status.BLOCKED, timezone.now()
    issue.save()
    assert not entries.exists()
    issue.status, issue.blocked_at = before, None
    issue.save()
    assert entries.exists()


def test_a_press_of_공감_writes_no_index(issue, django_assert_num_queries):
    with django_assert_num_queries(0):
        index_issue(issue, update_fields=["empathy_count", "updated_at"])
