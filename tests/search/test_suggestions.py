"""What is suggested while somebody types: what begins so, only what is public, whatever is typed."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from search.models import SearchTally
from search.suggestions import LONGEST, MOST, MOST_QUESTIONS
from tests.factories import BenefitFactory, FacilityPageFactory, NewsPageFactory


def suggested(client, typed):
    return client.get("/search/suggest/", {"q": typed}).json()["suggestions"]


def texts(client, typed):
    return [each["text"] for each in suggested(client, typed)]


def asked_often(*words, days=3, missed=0):
    for number, text in enumerate(words):
        SearchTally.objects.create(
            text=text, asked=100 - number, missed=missed, days=days, last_on=timezone.localdate()
        )


@pytest.fixture
def centre(agency_a):
    return FacilityPageFactory(parent=agency_a.page, slug="centre", title="동대문구치매안심센터")


@pytest.fixture
def pension(db):
    return BenefitFactory(title="기초연금")


class TestTyping:
    @pytest.mark.parametrize(
        "typed",
        [
            "치매",
            "치ㅁ",
            "침",
            "치매안",
            "안심",
            "동대문구치",
            "ㄷㄷㅁㄱ",
            "ㅊㅁㅇ",
            "ㄷ",
            "clao",
            "cla",
            " 치매 안심 ",
        ],
    )
    def test_half_a_word_finds_the_title_that_has_it(self, client, centre, pension, typed):
        assert texts(client, typed) == ["동대문구치매안심센터"]

    @pytest.mark.parametrize("typed", ["기", "기초여", "기초연금", "rlch", "ㄱㅊㅇㄱ", "연금"])
    def test_benefits_are_found_alike(self, client, centre, pension, typed):
        assert texts(client, typed) == ["기초연금"]

    @pytest.mark.parametrize("typed", ["ㄱㅅ", "ㄳ", "건ㄱ"])
    def test_two_consonants_that_the_keyboard_joined_are_two(self, client, agency_a, typed):
        FacilityPageFactory(parent=agency_a.page, slug="a", title="건강 상담")

        assert texts(client, typed) == ([] if typed != "건ㄱ" else ["건강 상담"])

    def test_a_page_says_what_it_is_and_where(self, client, centre):
        assert suggested(client, "치매") == [
            {
                "text": "동대문구치매안심센터",
                "kind": "facility",
                "label": "시설",
                "url": "/directory/agency-a/centre/",
            }
        ]

    def test_a_benefit_too(self, client, pension):
        assert suggested(client, "기초")[0]["url"] == pension.get_absolute_url()

    def test_agencies_are_found_and_what_they_keep_is_not(self, client, centre):
        found = suggested(client, "가나다")

        assert [(each["text"], each["label"]) for each in found] == [("가나다복지관", "기관")]

    @pytest.mark.parametrize("typed", ["", "  ", "가" * (LONGEST + 1), "없는낱말", "!!!"])
    def test_what_begins_nothing_gives_nothing(self, client, centre, typed):
        assert suggested(client, typed) == []


class TestOrder:
    @pytest.fixture
    def many(self, agency_a):
        titles = ["우리 동네 돌봄", "돌봄 교실 안내", "아이돌봄", "돌봄", "돌봄 교실"]
        for number, title in enumerate(titles):
            NewsPageFactory(parent=agency_a.page, slug=f"n{number}", title=title)

    def test_beginnings_of_titles_then_of_words_then_the_rest_the_shortest_first(self, client, many):
        assert texts(client, "돌봄") == ["돌봄", "돌봄 교실", "돌봄 교실 안내", "우리 동네 돌봄", "아이돌봄"]

    def test_a_single_letter_begins_titles_only(self, client, many):
        assert texts(client, "ㄷ") == ["돌봄", "돌봄 교실", "돌봄 교실 안내"]

    def test_no_title_is_said_twice(self, client, many, agency_b):
        NewsPageFactory(parent=agency_b.page, slug="same", title="돌봄")
        BenefitFactory(title="돌봄")

        assert texts(client, "돌봄").count("돌봄") == 1

    def test_at_most_eight_are_given_and_more_rows_cost_no_more_queries(
        self, client, many, agency_a, django_assert_num_queries
    ):
        BenefitFactory(title="돌봄 지원")
        suggested(client, "돌봄")  # which addresses sites have, what is asked often
        with django_assert_num_queries(1 + 3):  # the site; what begins so; pages, benefits
            assert len(suggested(client, "돌보")) == 6
        NewsPageFactory(parent=agency_a.page, slug="more", title="돌봄 소식")
        for number in range(MOST):
            BenefitFactory(title=f"돌봄 지원 {number}")

        with django_assert_num_queries(1 + 3):
            assert len(suggested(client, "돌보")) == MOST


class TestQuestions:
    def test_what_many_ask_comes_first(self, client, centre):
        asked_often("치매 검사", "무료 치매 약", "도시락")

        assert suggested(client, "치매")[0] == {
            "text": "치매 검사",
            "kind": "question",
            "label": "많이 찾는 말",
            "url": None,
        }
        assert texts(client, "치매") == ["치매 검사", "무료 치매 약", "동대문구치매안심센터"]

    def test_a_page_of_that_name_is_said_instead(self, client, pension):
        asked_often("기초연금")

        assert [each["kind"] for each in suggested(client, "기초")] == ["benefit"]

    def test_they_leave_room_for_titles(self, client, pension):
        asked_often(*(f"기초 {number}" for number in range(10)))

        assert [each["kind"] for each in suggested(client, "기초")] == ["question"] * MOST_QUESTIONS + [
            "benefit"
        ]

    def test_what_few_days_know_or_finds_nothing_is_not_told(self, client, db):
        asked_often("홍길동네 사정", days=2)
        asked_often("홍길동네 빵집", missed=1)

        assert suggested(client, "홍길") == []


class TestHiding:
    def test_what_is_not_published_is_not_told(self, client, centre, agency_a):
        NewsPageFactory(parent=agency_a.page, slug="draft", title="치매 초안", live=False)
        FacilityPageFactory(parent=agency_a.page, slug="closed", title="치매 옛터", status="closed")
        BenefitFactory(title="치매 숨김", is_hidden=True)
        centre.title = "치매 새이름"
        centre.save_revision()

        assert texts(client, "치매") == ["동대문구치매안심센터"]

        centre.unpublish()
        cache.clear()
        assert suggested(client, "치매") == []

    def test_nor_what_a_restriction_or_a_hidden_section_holds(self, client, centre, agency_a):
        restriction = centre.view_restrictions.create(restriction_type="login")
        assert suggested(client, "치매") == []

        restriction.delete()
        assert texts(client, "치매") == ["동대문구치매안심센터"]

        agency_a.page.unpublish()
        assert suggested(client, "치매") == []

    def test_addresses_summaries_and_people_are_not_told(self, client, agency_a, editor_a):
        FacilityPageFactory(
            parent=agency_a.page, slug="a", title="쉼터", summary="조용한 곳", road_address="배봉로 12"
        )

        assert [texts(client, typed) for typed in ("조용", "배봉", editor_a.email[:6])] == [[], [], []]


class TestStrangers:
    @pytest.mark.parametrize(
        "typed",
        ['"', "'", "\\", "*", "%", "_", "NOT", "a*", "title:", "()", ":*", "'\"\\", "ㆍ", "ㅿ", "\x7f", "😀", "a&b|c!d"]
        + ["\u1112\u1161", "ｱ", "ﾡ", "ß" * 40, "가\u0301" * 20],
    )  # fmt: skip
    def test_whatever_is_typed_is_answered(self, client, centre, typed):
        assert client.get("/search/suggest/", {"q": typed}).status_code == 200

    def test_it_is_for_everybody_and_for_no_search_engine(self, client, centre):
        answer = client.get("/search/suggest/", {"q": "치매"})

        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Cache-Control"] == "public, max-age=30, s-maxage=0"
        assert answer.cookies == {}

    def test_it_is_only_asked(self, client, db):
        assert client.post("/search/suggest/", {"q": "치매"}).status_code == 405
