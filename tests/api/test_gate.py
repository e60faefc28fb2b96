"""Pages of other sites may ask, nobody asks too often, and answers are made small; also those from the store."""

import gzip
import json

import brotli
import pytest
from django.core.cache import caches
from redis.exceptions import ConnectionError as RedisConnectionError

from api import gate
from api.keys.actions import issue_key
from api.keys.models import Scope
from common import counting
from tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db

URL, ISSUES = "/api/v2/pages/", "/api/issues/"
FIELDS = ("RateLimit", "RateLimit-Policy", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


@pytest.fixture(autouse=True)
def _new_minute(time_machine):
    counting.OWN.clear()
    time_machine.move_to("2026-11-27T09:00:15+09:00", tick=False)


@pytest.fixture
def stored(settings):
    settings.PAGE_CACHE = True


@pytest.fixture
def three(settings):
    settings.API_RATE_ANONYMOUS = 3


class TestOtherSites:
    @pytest.mark.parametrize("path", [URL, ISSUES, "/api/search/", "/api/nonsense/", "/hsds/nonsense"])
    def test_a_page_of_another_site_may_read_answers_and_errors(self, client, path):
        answer = client.get(path, headers={"origin": "https://elsewhere.example"})

        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers

    def test_a_browser_that_asks_first_is_told_what_it_may_send(self, client, three):
        for _ in range(5):
            answer = client.options(URL, headers={"access-control-request-method": "GET"})

        assert answer.status_code == 204
        assert answer.content == b""
        assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
        assert "GET" in answer.headers["Access-Control-Allow-Methods"]

    def test_the_rest_of_the_site_is_not_open(self, client):
        for path in ("/", "/apiary/", "/hsds", "/admin/login/"):
            assert "Access-Control-Allow-Origin" not in client.get(path).headers

    def test_what_the_store_gives_is_open_too(self, client, stored):
        first, second = client.get(URL), client.get(URL)
        third = client.get(URL, headers={"if-none-match": first.headers["ETag"]})

        assert second.wsgi_request.answered_from_store
        assert third.status_code == 304
        assert {each.headers["Access-Control-Allow-Origin"] for each in (first, second, third)} == {"*"}


def test_of_an_address_that_is_none_one_is_told_at_once(client):
    for path in ("/hsds/services/null", "/hsds/nonsense/", "/hsds/nonsense?page=1", "/api/nonsense/"):
        answer = client.get(path)

        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"


class TestHowOften:
    def test_so_many_a_minute_and_not_one_more(self, client, three):
        answers = [client.get(URL) for _ in range(4)]

        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
        assert answers[0].headers["RateLimit"] == '"anonymous";r=2;t=45'
        assert answers[0].headers["RateLimit-Policy"] == '"anonymous";q=3;w=60'

    def test_who_is_refused_is_told_when_to_come_again(self, client, three, time_machine):
        answers = [client.get(URL) for _ in range(4)]
        facts = answers[3].json()

        assert answers[3].headers["Retry-After"] == "45"
        assert (facts["status"], facts["retry_after"]) == (429, 45)
        assert "3번" in facts["detail"]
        time_machine.shift(44)
        assert client.get(URL).status_code == 429
        time_machine.shift(1)
        assert client.get(URL).status_code == 200

    def test_a_neighbour_is_counted_for_himself(self, client, three):
        for _ in range(4):
            client.get(URL, REMOTE_ADDR="192.0.2.1")

        assert client.get(URL, REMOTE_ADDR="192.0.2.2").status_code == 200

    def test_one_network_of_ipv6_is_one_asker(self, client, three):
        for last in range(4):
            answer = client.get(URL, REMOTE_ADDR=f"2001:db8:1:2::{last:x}")

        assert answer.status_code == 429
        assert client.get(URL, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200

    def test_who_cannot_be_told_is_counted_with_others_like_him(self, client, three):
        assert [client.get(URL, REMOTE_ADDR="").status_code for _ in range(4)][-1] == 429

    def test_answers_from_the_store_and_304_count_and_tell(self, client, three, stored):
        first = client.get(URL)
        answers = [client.get(URL, headers={"if-none-match": first.headers["ETag"]}) for _ in range(3)]

        assert [answer.status_code for answer in answers] == [304, 304, 429]
        assert all(name in answer.headers for name in FIELDS for answer in answers)

    def test_none_is_no_limit(self, client, settings):
        settings.API_RATE_ANONYMOUS = 0

        assert not set(FIELDS) & client.get(URL).headers.keys()

    def test_no_address_is_kept(self, client, three, monkeypatch):
        names = []
        monkeypatch.setattr(gate, "counted", lambda name: names.append(name) or (1, 1))
        client.get(URL, REMOTE_ADDR="192.0.2.77")

        assert len(names) == 1
        assert "192.0.2" not in names[0]

    def test_pages_of_the_site_are_not_counted(self, client, three):
        assert {client.get("/robots.txt").status_code for _ in range(5)} == {200}

    @pytest.mark.skipif(not hasattr(caches["default"], "tally"), reason="needs Redis")
    def test_it_counts_on_while_redis_is_away(self, client, three, monkeypatch):
        def away(*args, **kwargs):
            raise RedisConnectionError

        monkeypatch.setattr(type(caches["default"]), "tally", away)

        assert [client.get(URL).status_code for _ in range(4)][2:] == [200, 429]


class TestKeys:
    def test_a_key_that_works_may_ask_more_often(self, client, three, settings, agency_a):
        settings.API_RATE_KEY = 5
        _key, token = issue_key(name="회원관리", scopes=[Scope.READ], agency=agency_a, days=30)
        asked = {"authorization": f"Bearer {token}"}
        answers = [client.get(URL, headers=asked) for _ in range(6)]

        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        assert answers[0].headers["RateLimit-Policy"] == '"key";q=5;w=60'
        assert client.get(URL).headers["RateLimit-Remaining"] == "2"

    def test_where_agencies_write_a_key_is_counted_for_itself(self, client, three, settings, agency_a):
        settings.AGENCY_API_PER_MINUTE, settings.API_RATE_KEY = 2, 5
        _key, token = issue_key(name="회원관리", scopes=[Scope.NEWS], agency=agency_a, days=30)
        asked = {"authorization": f"Bearer {token}"}
        answers = [client.get("/api/agency/v1/news/", headers=asked) for _ in range(3)]

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
        assert answers[0].headers["RateLimit-Policy"] == '"agency";q=2;w=60'
        assert answers[2].headers["Retry-After"] == "45"
        assert client.get(URL, headers=asked).headers["RateLimit-Remaining"] == "4"

    @pytest.mark.parametrize("words", ["Bearer nonsense", "Bearer ", "Basic YTpi", "nonsense"])
    def test_what_is_no_key_of_ours_is_a_strangers(self, client, three, words):
        answer = client.get(URL, headers={"authorization": words})

        assert answer.headers["RateLimit-Policy"] == '"anonymous";q=3;w=60'


class TestSize:
    @pytest.mark.parametrize(
        ("accepted", "encoding", "read"),
        [("gzip", "gzip", gzip.decompress), ("gzip, br", "br", brotli.decompress)],
    )
    def test_an_answer_that_is_not_stored_is_small_too(self, client, agency_a, accepted, encoding, read):
        NewsPageFactory(parent=agency_a.page, title="새 소식")
        question = f"{URL}?fields=*&order=-title&search=소식&_=" + "1" * 200
        answer = client.get(question, headers={"accept-encoding": accepted})

        assert answer.headers["Content-Encoding"] == encoding
        assert answer.headers["Content-Length"] == str(len(answer.content))
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert json.loads(read(answer.content)) == client.get(question).json()

    def test_what_the_store_has_made_small_is_left_alone(self, client, agency_a, stored):
        NewsPageFactory(parent=agency_a.page)
        for _ in range(2):
            answer = client.get(URL, headers={"accept-encoding": "br"})

        assert "items" in json.loads(brotli.decompress(answer.content))

    def test_a_short_answer_stays_as_it_is(self, client):
        assert (
            "Content-Encoding"
            not in client.get(f"{URL}?limit=0", headers={"accept-encoding": "gzip"}).headers
        )


def test_no_cache_keeps_what_was_asked_with_a_key(client):
    answer = client.get(URL, headers={"authorization": "Bearer something"})

    assert answer.headers["Cache-Control"] == "private, max-age=0, stale-while-revalidate=5"
