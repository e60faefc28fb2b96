import pytest

from search.korean.analysis import body_text, title_text
from search.korean.lexicon import EMPTY, Lexicon, Synonym, build
from search.korean.scoring import score
from search.korean.understanding import understand

TITLES = [
    "기초연금",
    "치매안심센터 검사비 지원",
    "저소득 어르신 도시락 배달",
    "장애인 활동지원",
    "청년 월세 지원",
]


@pytest.fixture(scope="module")
def lexicon():
    texts = [(title, title_text(title), body_text(f"{title} 안내")) for title in TITLES]
    return Lexicon.load(build(texts), [Synonym(("어르신", "노인"))])


def best(query, lexicon):
    meant = understand(query, lexicon)
    return max(TITLES, key=lambda title: score(meant, title_text(title), body_text(title), lexicon))


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("기 초연금", "기초연금"),
        ("기초연굼", "기초연금"),
        ("rlchdusrma", "기초연금"),
        ("노인 도시락", "저소득 어르신 도시락 배달"),
        ("치매 검사를 무료로", "치매안심센터 검사비 지원"),
    ],
)
def test_what_is_meant_comes_first(query, title, lexicon):
    assert best(query, lexicon) == title


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "ㅋ" * 10_000, "가" * 10_000, '"*:^(', "a OR b NOT"])
def test_any_text_is_understood(text):
    assert len(understand(text, EMPTY).concepts) <= 12


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("70살 일자리", "노인"),
        ("60세 이상", "노인"),
        ("59세", "중장년"),
        ("만 3세", "영유아"),
        ("12살", "아동"),
        ("13세", "청소년"),
    ],
)
def test_an_age_asks_for_its_stage_of_life(said, stage):
    units = {each.units for concept in understand(said, Lexicon()).concepts for each in concept.alternatives}

    assert (stage,) in units


@pytest.mark.parametrize(
    ("title", "asked"),
    [("동대문시니어클럽", "시니어클럽"), ("다솜재가복지센터", "재가복지"), ("청년기본소득", "기본 소득")],
)
def test_known_nouns_are_found_in_a_name_that_nobody_knows(title, asked):
    said = set(title_text(title).split())

    assert {
        unit for concept in understand(asked, EMPTY).concepts for unit in concept.alternatives[0].units
    } <= said
