"""What stands below a title: the right stretch of a public text, marked, and harmless."""

import pytest
from django.utils.html import strip_tags

from search.extracts import LENGTH, Extracts
from search.korean.understanding import Alternative, Concept, Understanding


def asked(*concepts, surfaces=(), initials=""):
    """An understanding of concepts, each a tuple of words that say it."""
    return Extracts(
        Understanding(
            "",
            "",
            concepts=tuple(Concept(tuple(Alternative((word,)) for word in words)) for words in concepts),
            surfaces=tuple(surfaces),
            initials=initials,
        )
    )


FILLER = "아무 상관이 없는 이야기가 길게 이어집니다. " * 12


class TestMarks:
    def test_words_are_marked_and_the_rest_is_escaped(self):
        assert asked(("급식",)).marked("<b>무료급식</b> & 도시락") == (
            "&lt;b&gt;무료<mark>급식</mark>&lt;/b&gt; &amp; 도시락"
        )

    def test_no_mark_is_made_inside_another(self):
        assert (
            asked(("장애인",), surfaces=["장애인복지관"]).marked("장애인복지관")
            == "<mark>장애인복지관</mark>"
        )

    def test_what_was_typed_cannot_become_code(self):
        html = asked(("<script>",), surfaces=['"><img']).marked('<script> "><img')

        assert "<script" not in html
        assert "<img" not in html

    def test_signs_of_patterns_are_letters(self):
        assert asked((".*",)).marked("a.*b 아무거나") == "a<mark>.*</mark>b 아무거나"

    def test_synonyms_are_marked_too(self):
        assert asked(("어르신", "노인")).marked("노인 돌봄") == "<mark>노인</mark> 돌봄"

    @pytest.mark.parametrize("word", ["돌보는", "돌봄", "돌볼"])
    def test_verbs_are_marked_as_they_are_inflected(self, word):
        assert asked(("돌보다",)).marked(f"아이를 {word} 집").startswith("아이를 <mark>돌")

    def test_one_syllable_is_not_marked(self):
        assert asked(("밥",), ("받다",)).marked("밥을 받으십시오") == "밥을 받으십시오"

    def test_capitals_and_composition_make_no_difference(self):
        assert asked(("lh",)).marked("LH 임대") == "<mark>LH</mark> 임대"
        assert asked(("복지",)).marked("복지") == "<mark>복지</mark>"

    def test_first_consonants_are_marked_where_they_begin_syllables(self):
        assert (
            asked(initials="ㅊㅁㅇㅅ").marked("동대문구 치매 안심센터")
            == "동대문구 <mark>치매 안심</mark>센터"
        )
        assert asked(initials="ㅎㅎ").marked("동대문구") == "동대문구"


class TestExtract:
    def test_it_starts_where_the_words_are(self):
        extract = asked(("급식",)).extract([FILLER + "무료 급식은 열두 시에 있습니다. " + FILLER])

        assert extract.startswith("무료 급식은")
        assert extract.endswith("…")
        assert len(extract) <= LENGTH + 2

    def test_the_stretch_with_the_most_of_the_question_wins(self):
        text = "급식 급식 급식. " + FILLER + "장애인 급식을 신청합니다. " + FILLER

        assert "장애인 급식을" in asked(("급식",), ("장애인",)).extract([text])

    def test_soft_words_do_not_outweigh_what_was_meant(self):
        soft = Concept((Alternative(("지원",)),), weight=0.3)
        dear = Concept((Alternative(("치매",)),))
        extracts = Extracts(Understanding("", "", concepts=(soft, dear)))

        assert "치매" in extracts.extract(["지원합니다. " + FILLER + "치매 검사. " + FILLER])

    def test_the_first_text_that_says_it_is_taken(self):
        assert asked(("급식",)).extract(["급식 소개", "급식 본문"]) == "급식 소개"

    def test_texts_after_one_that_says_all_are_not_read(self):
        def texts():
            yield "급식 소개"
            raise AssertionError("read on")

        assert asked(("급식",)).extract(texts()) == "급식 소개"

    def test_without_the_words_there_is_none(self):
        assert asked(("급식",)).extract(["", "다른 글"]) == ""

    def test_in_the_middle_of_a_sentence_it_begins_with_a_word(self):
        text = "쉬지않고 이어지는 " * 20 + "급식 " + "이어지는 말 " * 40
        extract = asked(("급식",)).extract([text])

        assert extract.startswith("…")
        assert extract[1:].split()[0] in {"쉬지않고", "이어지는"}
        assert "급식" in extract

    def test_the_opening_stands_in_where_no_text_says_it(self):
        assert asked(("급식",)).extract(["다른 글"]) == ""
        assert asked(("급식",)).opening(["", FILLER]).startswith("아무 상관이 없는")

    def test_endless_texts_are_answered(self):
        extract = asked(("가가",)).extract(["가가 " * 200_000])

        assert len(strip_tags(extract)) <= LENGTH + 2
