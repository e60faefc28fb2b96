"""One box for everything: what it finds, what it shows of it, and what it never does."""

import pytest
from django.test.utils import CaptureQueriesContext

from directory.models import Dong, FacilityKind
from search.forms import LONGEST
from search.results import MOST_SIMILAR
from tests.factories import (
    BenefitFactory,
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
)


def ask(client, query, **parameters):
    return client.get("/search/", {"q": query, **parameters})


def titles(client, query, **parameters):
    return [item["title"] for item in ask(client, query, **parameters).context["items"]]


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
        ["해오름", "김장 나눔", "김장을 나눔", "김장나눔", "배추", "배추 김장", '"해오름"', "ㄱㅈㄴㄴ"],
    )
    def test_words_are_found_in_titles_summaries_and_bodies(self, client, news, query):
        assert titles(client, query) == ["해오름 김장 나눔"]

    def test_what_says_a_fifth_of_it_is_similar_and_not_counted(self, client, news):
        context = ask(client, "해오름 수박 참외 딸기 앵두").context

        assert (context["items"], context["total"]) == ([], 0)
        assert [item["title"] for item in context["similar"]] == ["해오름 김장 나눔"]

    def test_an_agency_is_found_and_so_is_what_it_says(self, client, news):
        assert set(titles(client, "가나다복지관")) == {"가나다복지관", "해오름 김장 나눔"}

    def test_a_page_of_the_site_itself_is_found(self, client, db):
        assert "이용약관" in titles(client, "이용약관")

    def test_a_title_comes_before_a_body(self, client, news, agency_a):
        NewsPageFactory(parent=agency_a.page, slug="cabbage", title="수박 이야기")
        NewsPageFactory(parent=agency_a.page, slug="other", title="다른 글", summary="수박")

        assert titles(client, "수박")[0] == "수박 이야기"

    def test_a_place_is_found_by_its_dong(self, client, agency_a):
        facility = FacilityPageFactory(parent=agency_a.page, slug="a", title="쉼터")
        facility.dongs.add(Dong.objects.get(name="전농1동"))
        facility.save()

        assert titles(client, "전농1동") == ["쉼터"]

    def test_benefits_stand_in_the_same_list(self, client, news):
        BenefitFactory(title="해오름 급식 지원")

        assert set(titles(client, "해오름")) == {"해오름 김장 나눔", "해오름 급식 지원"}


class TestShowing:
    def test_title_and_extract_are_marked(self, client, news):
        html = ask(client, "배추 김장").content.decode()

        assert "해오름 <mark>김장</mark> " in html
        assert "<mark>배추</mark> 백 포기" in html

    def test_what_an_editor_wrote_is_no_code(self, client, agency_a):
        NewsPageFactory(parent=agency_a.page, title="해오름 <b>나눔</b>", summary="<img src=x> 해오름")

        html = ask(client, "해오름").content.decode()

        assert "<img src=x>" not in html
        assert "&lt;b&gt;나눔" in html

    def test_what_was_typed_is_no_code(self, client, news):
        assert "<script>x" not in ask(client, "해오름 <script>x</script>").content.decode()

    def test_keys_of_the_wrong_keyboard_are_said_and_can_be_kept(self, client, agency_a):
        NewsPageFactory(parent=agency_a.page, title="김장 나눔")

        response = ask(client, "rlawkd")
        html = response.content.decode()

        assert [item["title"] for item in response.context["items"]] == ["김장 나눔"]
        assert "<strong>‘김장’</strong>으로 찾았습니다" in html
        assert 'href="/search/?q=rlawkd&amp;exact=on"' in html

    def test_as_it_was_typed_nothing_is_mended(self, client, agency_a):
        NewsPageFactory(parent=agency_a.page, title="김장 나눔")

        response = ask(client, "rlawkd", exact="on")

        assert response.context["items"] == []
        assert response.context["repaired"] is None

    def test_a_whole_question_fits_and_more_is_cut(self, client, news):
        question = "만 65세가 되면 매달 나오는 연금은 어떻게 신청하나요?"
        assert ask(client, question).context["query"] == question

        response = ask(client, "해오름 " + "가" * 300)

        assert len(response.context["query"]) == LONGEST
        assert "앞의 200자로 찾았습니다" in response.content.decode()


class TestKinds:
    def test_each_kind_is_counted_and_can_be_chosen(self, client, news, agency_a):
        EventPageFactory(parent=agency_a.page, slug="event", title="해오름 잔치")

        context = ask(client, "해오름", kind="event").context

        assert [item["title"] for item in context["items"]] == ["해오름 잔치"]
        assert context["total"] == 1
        assert {tab["label"]: tab["count"] for tab in context["tabs"]} == {"모두": 2, "소식": 1, "행사": 1}
        assert [tab["label"] for tab in context["tabs"] if tab["current"]] == ["행사"]

    def test_a_kind_that_does_not_exist_means_all(self, client, news):
        assert titles(client, "해오름", kind="가나다") == ["해오름 김장 나눔"]


class TestHiding:
    def test_what_is_not_published_is_not_found(self, client, news, agency_a):
        news.unpublish()
        FacilityPageFactory(parent=agency_a.page, slug="closed", title="해오름 옛터", status="closed")

        context = ask(client, "해오름").context

        assert (context["items"], context["similar"]) == ([], [])

    def test_a_draft_of_a_live_page_is_neither_found_nor_shown(self, client, news):
        news.title, news.summary = "비밀제목", "해오름 비밀 소개"
        news.save_revision()

        assert titles(client, "비밀제목") == []
        assert "비밀" not in ask(client, "해오름").content.decode()


class TestNothingFound:
    def test_there_are_ways_on(self, client, agency_a):
        kind = FacilityKind.objects.get(code="dong-office")
        dong = Dong.objects.get(name="전농1동")
        for slug, title, dongs in (("a", "동사무소 하나", [dong]), ("b", "동사무소 둘", [])):
            office = FacilityPageFactory(
                parent=agency_a.page, slug=slug, title=title, kind=kind, phone="02-2171-6000"
            )
            office.dongs.set(dongs)
            office.save()

        html = ask(client, "전농1동 뷁뷁뷁 쉙쉙쉙 꿻꿻꿻 쀏쀏쀏").content.decode()

        assert "꼭 맞는 내용이 없습니다" in html
        assert "tel:0221716000" in html
        assert "동사무소 하나</a>" in html
        assert "/search/?q=%EC%8B%A0%EC%B2%B4%EA%B1%B4%EA%B0%95" in html  # a topic

    def test_without_words_there_are_topics_and_examples(self, client, db):
        response = client.get("/search/")

        assert response.context["items"] == []
        assert "신체건강" in response.content.decode()
        assert "/search/?q=%EA%B8%B0%EC%B4%88%EC%97%B0%EA%B8%88" in response.content.decode()

    @pytest.mark.parametrize(
        ("query", "shown"), [("죽고 싶어요", True), ("가정폭력", True), ("경로당", False)]
    )
    def test_who_may_be_in_danger_sees_whom_to_call_first(self, client, db, query, shown):
        html = ask(client, query).content.decode()

        assert ("지금 위험하거나 힘들면" in html) is shown

    def test_similar_ones_are_bounded(self, client, agency_a):
        for number in range(MOST_SIMILAR + 2):
            BenefitFactory(title=f"해오름 {number}")

        assert len(ask(client, "해오름 수박 참외 딸기 앵두").context["similar"]) <= MOST_SIMILAR


class TestNonsense:
    @pytest.mark.parametrize(
        "query",
        ["", " ", '"', "\\", "-", "*", "%", "NOT", "AND OR", "a*", "title:", "()", "해오름)", "'\"\\",
         "가" * 500, "가 " * 100, "\x01\x7f", "😀", "a&b|c!d<->e", ":*", "해오름:*"],
    )  # fmt: skip
    def test_it_is_answered_not_a_failure(self, client, news, query):
        assert ask(client, query).status_code == 200

    @pytest.mark.parametrize("page", ["-1", "가나다", "9" * 21])
    def test_a_page_number_means_the_nearest_page(self, client, news, page):
        assert titles(client, "해오름", page=page) == ["해오름 김장 나눔"]

    def test_search_engines_are_asked_to_stay_away(self, client, db):
        assert client.get("/search/").headers["X-Robots-Tag"] == "noindex, follow"


class TestCost:
    def test_many_cost_no_more_queries_than_one(self, client, agency_a):
        from django.db import connection

        def cost(url):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            return len(queries)

        factories = (NewsPageFactory, EventPageFactory, ProgramPageFactory, FacilityPageFactory)
        urls = ("/search/?q=해오름", "/search/?q=해오름&life=006&near=1123053600", "/api/search/?q=해오름")

        def publish(number):
            for factory in factories:
                factory(parent=agency_a.page, title=f"해오름 {number}", slug=f"{factory.__name__}-{number}")
            BenefitFactory(title=f"해오름 {number}")

        publish(0)
        one = [cost(url) for url in urls]
        for number in range(1, 4):
            publish(number)

        many = [cost(url) for url in urls]
        assert all(after <= before for before, after in zip(one, many, strict=True))
        assert max(one) <= 36
