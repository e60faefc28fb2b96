"""Strangers are given finished answers, and never an old one."""

import time

import pytest
from django.http import HttpResponse

from nurinet_cms import page_cache as module
from nurinet_cms import page_store
from nurinet_cms.content_version import content_changed
from nurinet_cms.models import ContentChange
from tests.factories import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page_cache")]


@pytest.fixture
def news(agency_a):
    return NewsPageFactory(parent=agency_a.page, title="여름 방학 교실")


class TestStoredAnswers:
    def test_the_second_stranger_costs_at_most_the_version(self, client, news, django_assert_max_num_queries):
        first = client.get(news.url)

        with django_assert_max_num_queries(1):
            second = client.get(news.url)

        assert second.content == first.content
        assert second.status_code == 200

    def test_an_answer_for_strangers_sets_no_cookie_and_does_not_vary_by_one(self, client, news):
        response = client.get(news.url)

        assert not response.cookies
        assert response["Vary"].lower() == "accept-encoding"
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"

    def test_a_stored_answer_carries_the_security_headers(self, client, news):
        client.get(news.url)

        stored = client.get(news.url)

        for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
            assert name in stored

    @pytest.mark.parametrize(
        ("accepts", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0", None)]
    )
    def test_a_stored_answer_comes_in_an_encoding_the_client_knows(self, client, news, accepts, encoding):
        plain = client.get(news.url)

        packed = client.get(news.url, headers={"accept-encoding": accepts})

        assert packed.get("Content-Encoding") == encoding
        assert (len(packed.content) < len(plain.content)) == (encoding is not None)
        assert packed["Content-Length"] == str(len(packed.content))

    def test_head_answers_like_get_without_a_body(self, client, news):
        full = client.get(news.url)

        head = client.head(news.url)

        assert head.content == b""
        assert head["ETag"] == full["ETag"]
        assert head["Content-Length"] == str(len(full.content))

    def test_two_hosts_are_two_answers(self, client, news, settings):
        settings.ALLOWED_HOSTS = ["testserver", "other.example"]
        client.get(news.url)

        other = client.get(news.url, headers={"host": "other.example"})

        assert other["ETag"] != client.get(news.url)["ETag"]


@pytest.mark.django_db(transaction=True)
class TestNeverOld:
    def test_the_next_request_after_a_publish_is_new(self, client, news):
        client.get(news.url)

        news.title = "가을 교실"
        news.save_revision().publish(skip_permission_checks=True)

        assert "가을 교실" in client.get(news.url).content.decode()

    def test_an_unpublished_page_is_gone_with_the_next_request(self, client, news):
        client.get(news.url)

        news.unpublish()

        assert client.get(news.url).status_code == 404

    def test_a_rendering_that_began_before_a_publish_is_not_found_after_it(self, rf, news):
        """The race: the page is rendered, then somebody publishes, then the old rendering is stored."""

        def slow_view(request):
            if not ContentChange.objects.filter(pk__gt=before).exists():
                content_changed()
                return HttpResponse("old")
            return HttpResponse("new")

        content_changed()
        before = ContentChange.objects.order_by("pk").last().pk
        middleware = module.PageCacheMiddleware(slow_view)

        assert middleware(rf.get("/somewhere/")).content == b"old"
        assert middleware(rf.get("/somewhere/")).content == b"new"

    def test_what_says_today_is_asked_again_in_the_next_five_minutes(self, client, news, monkeypatch):
        first = client.get(news.url)
        now = time.time()
        monkeypatch.setattr(module.time, "time", lambda: now + module.BUCKET_SECONDS)

        assert client.get(news.url)["ETag"] != first["ETag"]


@pytest.mark.django_db(transaction=True)
class TestNotModified:
    def test_it_costs_at_most_the_version_and_has_no_body(self, client, news, django_assert_max_num_queries):
        etag = client.get(news.url)["ETag"]
        page_store.MEMORY.clear()

        with django_assert_max_num_queries(1):
            response = client.get(news.url, headers={"if-none-match": etag})

        assert response.status_code == 304
        assert response["ETag"] == etag

    def test_a_published_change_is_modified(self, client, news):
        etag = client.get(news.url)["ETag"]
        news.save_revision().publish(skip_permission_checks=True)

        assert client.get(news.url, headers={"if-none-match": etag}).status_code == 200

    def test_another_addresss_etag_does_not_count(self, client, news, agency_a):
        etag = client.get(agency_a.page.url)["ETag"]

        assert client.get(news.url, headers={"if-none-match": etag}).status_code == 200


class TestWhoIsNotAStranger:
    def test_a_signed_in_person_is_given_no_strangers_copy_and_leaves_none(self, client, news, secretariat):
        client.force_login(secretariat)

        response = client.get(news.url)

        assert len(page_store.MEMORY) == 0
        assert response["Cache-Control"] == "private, no-store"
        assert "ETag" not in response

    @pytest.mark.parametrize("header", [{"authorization": "Bearer x"}, {"cookie": "csrftoken=" + "a" * 32}])
    def test_a_token_or_a_form_begun_passes_by(self, client, news, header):
        client.get(news.url, headers=header)

        assert len(page_store.MEMORY) == 0

    @pytest.mark.parametrize(
        "path", ["/admin/", "/accounts/login/", "/healthz", "/readyz", "/documents/1/a.pdf"]
    )
    def test_some_addresses_are_never_stored(self, client, path):
        client.get(path)

        assert len(page_store.MEMORY) == 0

    def test_an_error_is_not_stored(self, client):
        client.get("/no-such-page/")

        assert len(page_store.MEMORY) == 0

    def test_a_long_query_is_not_stored(self, client, news):
        client.get(news.url, {"q": "a" * 300})

        assert len(page_store.MEMORY) == 0


class TestPageMemory:
    def test_the_longest_unused_goes_first_when_the_bytes_are_full(self):
        page = page_store.StoredPage((), {"": b"x" * 1000})
        memory = page_store.PageMemory(max_bytes=page.size * 2)
        memory.put("a", page)
        memory.put("b", page)
        memory.get("a")

        memory.put("c", page)

        assert memory.get("b") is None
        assert memory.get("a") is page
        assert memory.bytes == page.size * 2

    def test_storing_twice_counts_once(self):
        page = page_store.StoredPage((), {"": b"x"})
        memory = page_store.PageMemory()

        memory.put("a", page)
        memory.put("a", page)

        assert memory.bytes == page.size
