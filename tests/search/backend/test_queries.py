"""Wagtail's own way to ask, in Korean."""

import pytest
from modelsearch.backends import get_search_backend
from wagtail.models import Page
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from common.querysets import PublicPageQuerySet
from pages.models import NewsPage
from search import lexicons
from tests.factories import NewsPageFactory

HOSTILE = [
    *(
        '"',
        "'",
        "\0",
        "치매\0검사",
        "\ud800",
        "",
        "   ",
        "😀",
        "%s",
        "* ( ) : \\ % - ^",
        "복지*",
        "title:복지",
    ),
    *("AND OR NOT NEAR", "NEAR(a b)", "{title}: 복지", '노인"복지', "(((", "' OR 1=1 --", "ㄱ", "ㅏ"),
    *("가" * 10_000, " ".join(f"낱말{number}" for number in range(500))),
]


@pytest.fixture
def pages(agency_a):
    titles = ("치매 검사 무료", "치매 도시락 나눔", "어르신 도시락 배달", "겨울 김장")
    made = [NewsPageFactory(parent=agency_a.page, title=title) for title in titles]
    lexicons.renew()
    lexicons.forget()
    return made


def titles(results):
    return [page.title for page in results]


class TestRanked:
    def test_particles_and_compounds_do_not_matter(self, pages):
        assert titles(NewsPage.objects.search("치매검사를"))[0] == "치매 검사 무료"

    def test_what_has_all_comes_before_what_has_some(self, pages):
        found = titles(NewsPage.objects.search("어르신 도시락"))

        assert found[0] == "어르신 도시락 배달"
        assert "겨울 김장" not in found

    def test_it_slices_counts_and_scores_like_a_queryset(self, pages):
        found = NewsPage.objects.search("도시락")

        assert found.count() == len(found) == 2
        assert titles(found[1:]) == titles(found)[1:]
        assert found[0] == list(found)[0]
        scores = [page.score for page in found.annotate_score("score")]
        assert scores == sorted(scores, reverse=True)
        assert scores[-1] > 0

    def test_the_queryset_is_the_limit(self, pages):
        draft = pages[0]
        draft.unpublish()

        assert titles(PublicPageQuerySet(Page).published().search("치매")) == ["치매 도시락 나눔"]
        assert not NewsPage.objects.none().search("치매")

    def test_it_tells_how_it_understood(self, pages):
        assert NewsPage.objects.search("ehtlfkr").understanding.searched == "도시락"


class TestSets:
    def found(self, text, **options):
        return set(titles(NewsPage.objects.search(text, order_by_relevance=False, **options)))

    def test_every_concept_must_be_there(self, pages):
        assert self.found("도시락") == {"치매 도시락 나눔", "어르신 도시락 배달"}
        assert self.found("도시락 치매") == {"치매 도시락 나눔"}

    def test_where_nothing_has_all_one_may_be_missing(self, pages):
        assert self.found("치매 검사 김장") == {"치매 검사 무료"}

    def test_it_is_never_any_word(self, pages):
        assert self.found("김장 도시락 검사 무료") == set()

    def test_an_operator_is_taken_at_its_word(self, pages):
        assert self.found("치매 검사 김장", operator="and") == set()
        assert self.found("검사 김장", operator="or") == {"치매 검사 무료", "겨울 김장"}

    def test_they_are_the_newest_first_unless_the_queryset_is_ordered(self, pages):
        by_title = NewsPage.objects.order_by("title").search("도시락", order_by_relevance=False)

        assert titles(by_title) == ["어르신 도시락 배달", "치매 도시락 나눔"]
        assert titles(NewsPage.objects.order_by().search("도시락", order_by_relevance=False)) == [
            "어르신 도시락 배달",
            "치매 도시락 나눔",
        ]

    def test_they_are_sub_selects(self, pages, django_assert_num_queries):
        found = NewsPage.objects.search("도시락", order_by_relevance=False).get_queryset()

        with django_assert_num_queries(1):
            assert NewsPage.objects.filter(pk__in=found.order_by().values("pk")).count() == 2

    def test_facets_count_all(self, pages):
        kind = pages[0].content_type_id

        assert Page.objects.search("도시락", order_by_relevance=False).facet("content_type_id") == {kind: 2}
        assert Page.objects.search("도시락").facet("content_type_id") == {kind: 2}


class TestQueries:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (Phrase("치매 도시락"), {"치매 도시락 나눔"}),
            (And([PlainText("치매"), Not(PlainText("도시락"))]), {"치매 검사 무료"}),
            (Or([PlainText("김장"), Phrase("검사")]), {"겨울 김장", "치매 검사 무료"}),
            (Boost(PlainText("김장"), 2), {"겨울 김장"}),
            (Fuzzy("김장"), {"겨울 김장"}),
            (Not(PlainText("도시락")), {"치매 검사 무료", "겨울 김장"}),
            (Not(MATCH_ALL), set()),
        ],
    )
    @pytest.mark.parametrize("by_relevance", [True, False])
    def test_they_combine(self, pages, query, expected, by_relevance):
        assert set(titles(NewsPage.objects.search(query, order_by_relevance=by_relevance))) == expected

    def test_everything_is_everything(self, pages):
        assert NewsPage.objects.search(MATCH_ALL).count() == len(pages)

    def test_a_phrase_is_not_repaired(self, pages):
        assert titles(NewsPage.objects.search("ehtlfkr"))
        assert not NewsPage.objects.search(Phrase("ehtlfkr"))


class TestAutocomplete:
    @pytest.mark.parametrize("typed", ["치ㅁ", "치매검", "ㅊㅁㄱㅅ", "검사", "clao", "치매 무"])
    def test_words_begin_with_what_was_typed(self, pages, typed):
        assert "치매 검사 무료" in titles(NewsPage.objects.autocomplete(typed))

    def test_titles_that_begin_so_come_first(self, pages):
        assert titles(NewsPage.objects.autocomplete("도시락"))
        NewsPageFactory(parent=pages[0].get_parent(), title="도시락 모임")

        assert titles(NewsPage.objects.autocomplete("도시ㄹ"))[0] == "도시락 모임"

    def test_where_nothing_begins_so_it_searches(self, pages):
        assert titles(NewsPage.objects.autocomplete("김장에서")) == ["겨울 김장"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_nothing_that_is_typed_fails(pages, text):
    backend, public = get_search_backend(), PublicPageQuerySet(Page).published()
    for query in (text, Phrase(text), And([PlainText(text), Not(Phrase(text))])):
        for by_relevance in (True, False):
            list(backend.search(query, public, order_by_relevance=by_relevance)[:5])
            list(backend.autocomplete(query, public, order_by_relevance=by_relevance)[:5])
