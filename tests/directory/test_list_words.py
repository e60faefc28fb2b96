"""The search box of the lists: the site's own search, in the lists' own order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import lexicons
from tests.factories import (
    BenefitFactory,
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
)

PAGES = {
    "/directory/?q={}": FacilityPageFactory,
    "/directory/?view=programs&q={}": ProgramPageFactory,
    "/directory/?view=resources&q={}": ResourcePageFactory,
    "/news/?q={}": NewsPageFactory,
    "/events/?q={}": EventPageFactory,
}
BENEFITS = "/directory/?view=benefits&q={}"
TITLE = "독거노인 도시락 배달"
ASKING = {
    "with a particle": "독거노인에게",
    "without a space": "독거노인도시락",
    "with one too many": "도시 락 배달",
    "as consonants": "ㄷㄱㄴㅇ",
    "on the other keyboard": "ehtlfkr",
    "with a slip": "도시럭 배달",
    "by another word": "어르신 도시락",
}


@pytest.fixture(autouse=True)
def _nothing_is_kept(settings):
    settings.PAGE_CACHE = False


def titles(client, address, words):
    return [item["title"] for item in client.get(address.format(words)).context["items"]]


def test_every_list_understands_korean(client, agency_a):
    for number, factory in enumerate(PAGES.values()):
        factory(parent=agency_a.page, title=TITLE, slug=f"lunch-{number}")
    FacilityPageFactory(parent=agency_a.page, title="청소년 진로 상담")
    BenefitFactory(title=TITLE)
    BenefitFactory(title="청소년 진로 상담")
    lexicons.renew()

    found = {
        (address, how): titles(client, address, words)
        for address in [*PAGES, BENEFITS]
        for how, words in ASKING.items()
    }

    assert {asked: what for asked, what in found.items() if what != [TITLE]} == {}


def test_agencies_are_found_as_well(client, db):
    assert titles(client, "/directory/?view=agencies&q={}", "가나다 복지관에서") == ["가나다복지관"]


@pytest.fixture
def lunch(agency_a):
    FacilityPageFactory(parent=agency_a.page, title=TITLE, slug="lunch")
    NewsPageFactory(parent=agency_a.page, title=TITLE, slug="news")
    lexicons.renew()


class TestMending:
    def test_the_reader_is_told_and_led_back(self, client, lunch):
        for address in ("/directory/", "/directory/map/", "/news/"):
            text = client.get(address, {"q": "ehtlfkr"}).content.decode()

            assert "<strong>‘도시락’</strong>으로 찾았습니다" in text
            assert f'href="{address}?q=ehtlfkr&amp;exact=on"' in text

    def test_as_it_was_typed_nothing_is_mended_and_nothing_said(self, client, lunch):
        for address in ("/directory/", "/news/"):
            response = client.get(address, {"q": "ehtlfkr", "exact": "on"})

            assert response.context["items"] == []
            assert response.context["repaired"] is None
            chips = [chip["label"] for chip in response.context["active_filters"]]
            assert chips == ["‘ehtlfkr’", "적은 그대로 찾기"]
            # Other words are mended again.
            assert 'name="exact"' not in response.content.decode()

    def test_without_words_it_means_nothing(self, client, db):
        response = client.get("/directory/", {"exact": "on", "agency": "agency-a"})

        assert response.context["query_string"] == "agency=agency-a"

    def test_who_typed_right_is_told_nothing(self, client, lunch):
        assert client.get("/news/", {"q": "도시락"}).context["repaired"] is None


class TestOrder:
    def test_the_list_keeps_its_own(self, client, agency_a):
        for title in ("하늘 노인복지관", "노인복지관", "가람 노인복지관"):
            FacilityPageFactory(parent=agency_a.page, title=title)

        found = titles(client, "/directory/?q={}", "노인복지관")

        assert found == ["가람 노인복지관", "노인복지관", "하늘 노인복지관"]

    def test_benefits_keep_the_nearest_first(self, client, db):
        BenefitFactory(title="교육급여", origin="state")
        BenefitFactory(title="학생 교육급여 지원", origin="district")

        assert titles(client, BENEFITS, "교육급여") == ["학생 교육급여 지원", "교육급여"]


class TestCost:
    def test_five_cost_no_more_queries_than_one(self, client, agency_a):
        def queries():
            counted = []
            for address in (*PAGES, BENEFITS):
                client.get(address.format("도시락"))
                with CaptureQueriesContext(connection) as asked:
                    client.get(address.format("도시락 배달"))
                counted.append(len(asked))
            return counted

        def make(number):
            for factory in PAGES.values():
                factory(parent=agency_a.page, title=TITLE, slug=f"{factory.__name__.lower()}-{number}")
            BenefitFactory(title=TITLE)

        make(0)
        one = queries()
        for number in range(1, 5):
            make(number)

        assert all(many <= few for many, few in zip(queries(), one, strict=True))

    def test_the_same_words_in_another_order_ask_no_search(self, client, lunch):
        client.get("/directory/", {"q": "도시락"})

        with CaptureQueriesContext(connection) as asked:
            client.get("/directory/", {"q": "도시락", "sort": "confirmed"})

        assert not [query for query in asked if "indexentry" in query["sql"]]


def test_another_backend_finds_what_it_finds_and_says_nothing_of_it(client, lunch, settings):
    plain = {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
    settings.WAGTAILSEARCH_BACKENDS = {"default": plain}

    assert titles(client, "/news/?q={}", "도시락") == [TITLE]
    assert client.get("/news/?q=ehtlfkr").context["repaired"] is None
