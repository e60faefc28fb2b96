import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.korean.analysis import body_text, title_text
from search.korean.lexicon import INITIAL_SYNONYMS, Lexicon, build, read_synonyms
from search.korean.scoring import score
from search.korean.understanding import understand

TITLES = [
    "아이돌봄서비스", "장애인활동지원", "첫만남이용권", "동대문장애인종합복지관", "산모·신생아 건강관리 지원사업",
    "저소득 어르신 무료급식사업", "국가유공자 보훈예우수당", "휘경데이케어센터", "2025 동대문구 봄꽃 축제",
]  # fmt: skip
TEXTS = [(title, title_text(title), body_text(f"{title}을 알려 드립니다")) for title in TITLES]
LEXICON = Lexicon.load(build(TEXTS), tuple(read_synonyms(INITIAL_SYNONYMS.read_text(encoding="utf-8"))))


def first(query):
    meant = understand(query, LEXICON)
    return max(TEXTS, key=lambda text: score(meant, *text[1:], LEXICON).value)[0]


@pytest.mark.parametrize("title", TITLES)
def test_particles_spaces_and_decomposed_letters_keep_the_first_result(title):
    half = len(title) // 2
    written = [
        f"{title}에서",
        f"{title} 에서",
        f"{title[:half]} {title[half:]}",
        unicodedata.normalize("NFD", title),
    ]

    assert {first(query) for query in [title, *written]} == {title}


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_text_is_too_strange(text):
    meant = understand(text, LEXICON)
    found = score(meant, *TEXTS[0][1:], LEXICON)

    assert found.value >= 0
    assert 0 <= found.share <= 1


def test_literally_is_never_repaired():
    assert understand("dkdlehfqha", LEXICON).how == "keyboard"
    assert understand("아이돌봄서비수", LEXICON).searched == "아이돌봄서비스"
    assert not understand("아이돌봄서비수", LEXICON, literally=True).repaired


def test_initials_that_begin_a_title_come_before_those_within():
    meant = understand("ㄷㄷㅁ", LEXICON)
    values = {title: score(meant, *rest, LEXICON).value for title, *rest in TEXTS}

    assert values["동대문장애인종합복지관"] > values["2025 동대문구 봄꽃 축제"] > values["아이돌봄서비스"]


def test_a_lines_first_word_is_its_own():
    ways = [
        (synonym.words[0], synonym.both_ways)
        for synonym in read_synonyms(INITIAL_SYNONYMS.read_text(encoding="utf-8"))
    ]

    assert len(ways) == len(set(ways))
