"""One box for everything: what it finds, and what it never does."""

import pytest

from search.forms import LONGEST, clean_words
from tests.factories import EventPageFactory, FacilityPageFactory, NewsPageFactory


def titles(client, **parameters):
    return [item["title"] for item in client.get("/search/", parameters).context["items"]]


@pytest.fixture
def news(agency_a):
    page = NewsPageFactory(
        parent=agency_a.page, slug="news", title="해오름 김장 나눔", summary="함께 담급니다"
    )
    page.body = page.body.stream_block.to_python([{"type": "paragraph", "value": "<p>배추 백 포기</p>"}])
    page.save()
    return page


class TestFinding:
    @pytest.mark.parametrize(
        "query",
        ["해오름", "해오", "김장 나눔", "김장 해오름", "오름", "함께", "배추", "배추 해오름", '"해오름"'],
    )
    def test_words_are_found_in_titles_summaries_and_bodies(self, client, news, query):
        assert titles(client, q=query) == ["해오름 김장 나눔"]

    def test_every_word_must_be_there(self, client, news):
        assert titles(client, q="해오름 수박") == []

    def test_an_agency_is_found_and_so_is_what_it_says(self, client, news):
        assert set(titles(client, q="가나다복지관")) == {"가나다복지관", "해오름 김장 나눔"}

    def test_a_page_of_the_site_itself_is_found(self, client, db):
        assert "이용약관" in titles(client, q="이용약관")

    def test_a_title_comes_before_a_body(self, client, news, agency_a):
        NewsPageFactory(parent=agency_a.page, slug="cabbage", title="배추 이야기")
        NewsPageFactory(parent=agency_a.page, slug="other", title="다른 글", summary="배추")

        assert titles(client, q="배추")[0] == "배추 이야기"

    def test_a_place_is_found_by_its_dong(self, client, agency_a):
        from directory.models import Dong

        facility = FacilityPageFactory(parent=agency_a.page, slug="a", title="쉼터")
        facility.dongs.add(Dong.objects.get(name="전농1동"))
        facility.save()

        assert titles(client, q="전농1동") == ["쉼터"]


class TestKinds:
    def test_each_kind_is_counted_and_can_be_chosen(self, client, news, agency_a):
        EventPageFactory(parent=agency_a.page, slug="event", title="해오름 잔치")

        response = client.get("/search/", {"q": "해오름", "kind": "event"})

        assert [item["title"] for item in response.context["items"]] == ["해오름 잔치"]
        assert response.context["total"] == 1
        assert {tab["label"]: tab["count"] for tab in response.context["tabs"]} == {
            "모두": 2,
            "소식": 1,
            "행사": 1,
        }
        assert [tab["label"] for tab in response.context["tabs"] if tab["current"]] == ["행사"]

    def test_a_kind_that_does_not_exist_means_all(self, client, news):
        assert titles(client, q="해오름", kind="가나다") == ["해오름 김장 나눔"]


class TestHiding:
    def test_what_is_not_published_is_not_found(self, client, news, agency_a):
        news.unpublish()
        FacilityPageFactory(parent=agency_a.page, slug="closed", title="해오름 옛터", status="closed")

        assert titles(client, q="해오름") == []

    def test_a_draft_of_a_live_page_is_not_found(self, client, news):
        news.title = "비밀제목"
        news.save_revision()

        assert titles(client, q="비밀제목") == []


class TestNonsense:
    @pytest.mark.parametrize(
        "query",
        ["", " ", '"', "'", "\\", "-", "--", "*", "%", "NOT", "AND OR", "a*", "title:", "()", "해오름)", "'\"\\",
         "가" * 500, "가 " * 100, "\x01\x7f", "😀", "a&b|c!d<->e", ":*", "해오름:*"],
    )  # fmt: skip
    def test_it_is_answered_not_a_failure(self, client, news, query):
        assert client.get("/search/", {"q": query}).status_code == 200

    @pytest.mark.parametrize("page", ["-1", "가나다", "9" * 21])
    def test_a_page_number_means_the_nearest_page(self, client, news, page):
        assert titles(client, q="해오름", page=page) == ["해오름 김장 나눔"]

    def test_words_are_bounded(self):
        assert sum(map(len, clean_words("가나 " * 1000))) <= LONGEST
        assert clean_words("!!! - ' \" 가") == ["가"]

    def test_without_words_there_are_no_results_but_help(self, client, db):
        response = client.get("/search/")

        assert response.context["items"] == []
        assert "예:" in response.content.decode()

    def test_search_engines_are_asked_to_stay_away(self, client, db):
        assert client.get("/search/").headers["X-Robots-Tag"] == "noindex, follow"
