"""``search=``: the site's own search over what the API lists, ranked unless another order is asked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import lexicons
from tests.api.world import fill
from tests.factories import BenefitFactory, NewsPageFactory, ProgramPageFactory

PAGES = "/api/v2/pages/"


@pytest.fixture
def meals(agency_a, settings):
    settings.PAGE_CACHE = False
    NewsPageFactory(parent=agency_a.page, title="가을 소식", summary="도시락 배달을 돕습니다", slug="b")
    ProgramPageFactory(parent=agency_a.page, title="독거노인 도시락 배달", slug="a")
    NewsPageFactory(parent=agency_a.page, title="나들이", slug="c")
    lexicons.renew()


def titles(client, path=PAGES, **parameters):
    return [item["title"] for item in client.get(path, parameters).json()["items"]]


class TestRanking:
    def test_the_best_comes_first(self, client, meals):
        assert titles(client, search="도시락 배달") == ["독거노인 도시락 배달", "가을 소식"]

    def test_an_order_that_is_asked_for_is_kept(self, client, meals):
        assert titles(client, search="도시락 배달", order="title") == ["가을 소식", "독거노인 도시락 배달"]

    def test_parts_add_up_to_the_whole(self, client, meals):
        first = client.get(PAGES, {"search": "도시락 배달", "limit": 1}).json()
        second = client.get(PAGES, {"search": "도시락 배달", "limit": 1, "offset": 1}).json()
        beyond = client.get(PAGES, {"search": "도시락 배달", "offset": 2}).json()

        assert [item["title"] for item in first["items"] + second["items"]] == [
            "독거노인 도시락 배달",
            "가을 소식",
        ]
        assert first["meta"] == second["meta"] == beyond["meta"] == {"total_count": 2}
        assert beyond["items"] == []

    def test_with_a_type_and_all_fields(self, client, meals):
        answer = client.get(
            PAGES, {"search": "도시락", "type": "directory.ProgramPage", "fields": "*"}
        ).json()

        assert [item["summary"] for item in answer["items"]] == [""]


class TestKorean:
    @pytest.mark.parametrize(
        "words",
        ["독거노인에게", "독거노인도시락", "ㄷㄱㄴㅇ", "ehrrjshdls", "어르신 도시락", "독거노인 도시럭"],
    )
    def test_pages_are_found_as_on_the_site(self, client, meals, words):
        assert titles(client, search=words)[0] == "독거노인 도시락 배달"

    def test_benefits_are_as_well(self, client, db):
        BenefitFactory(title="노인 도시락 지원")

        assert titles(client, "/api/v2/benefits/", search="어르신도시락") == ["노인 도시락 지원"]

    @pytest.mark.parametrize("kind", ["images", "documents"])
    def test_and_files(self, client, agency_a, settings, kind):
        settings.PAGE_CACHE = False
        fill(agency_a)
        title = {"images": "사진 0", "documents": "문서 0"}[kind]

        assert titles(client, f"/api/v2/{kind}/", search=f"{title[:2]}에서") == [title]
        assert titles(client, f"/api/v2/{kind}/", search="없는말") == []


@pytest.mark.parametrize("parameters", [{}, {"order": "title"}, {"fields": "*"}])
def test_ten_cost_no_more_queries_than_one(client, meals, agency_a, parameters):
    def queries():
        client.get(PAGES, {"search": "도시락"} | parameters)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGES, {"search": "도시락"} | parameters).status_code == 200
        return len(asked)

    few = queries()
    for number in range(9):
        NewsPageFactory(parent=agency_a.page, title=f"도시락 {number}", slug=f"more-{number}")

    assert queries() <= few
