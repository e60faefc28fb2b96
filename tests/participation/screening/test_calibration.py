"""How much is found, and how often wrongly: figures that must not become worse."""

import time

import pytest

from participation.screening import screen
from tests.participation.screening.corpus import CRIES, ROUGH, innocent_lines, personal_lines


def test_at_least_ninety_nine_in_a_hundred_personal_lines_are_found():
    lines = list(personal_lines())
    missed = [(kind, line) for kind, line, _ in lines if not screen(line).personal]
    assert len(lines) >= 300
    assert len(missed) <= len(lines) / 100, missed


def test_at_most_two_in_a_hundred_innocent_lines_are_held():
    lines = list(dict.fromkeys(innocent_lines()))
    held = [
        (line, [finding.text for finding in (*found.personal, *found.crisis, *found.rough)])
        for line in lines
        if (found := screen(line)).personal or found.crisis or found.rough
    ]
    assert len(lines) >= 1000
    assert len(held) <= len(lines) / 50, held


def test_what_is_found_is_named_rightly():
    wrong = []
    for kind, line, _ in personal_lines():
        kinds = {finding.kind for finding in screen(line).personal}
        wrong += [(kind, line, kinds)] if kind not in kinds else []
    assert len(wrong) <= len(list(personal_lines())) / 20, wrong


@pytest.mark.parametrize("line", CRIES)
def test_a_cry_is_heard(line):
    assert screen(line).crisis


@pytest.mark.parametrize("line", ROUGH)
def test_a_rough_word_is_seen_through_its_disguise(line):
    assert screen(line).rough


HOSTILE = (
    *(
        "010" * 1333,
        "0 " * 2000,
        "900101" + " " * 3994,
        "a" * 4000,
        "a@" * 2000,
        "가로1길 " * 800,
        "씨" * 4000,
        "씨발" * 2000,
    ),
    *(
        "-1" * 2000,
        "1-" * 2000,
        "ㅆㅣ" * 2000,
        "은행 " * 1300,
        "1동" * 2000,
        "(at)" * 1000,
        "a." * 2000,
        "남편이 자꾸 " * 600,
        " " * 4000,
    ),
    *(
        "www." * 1000,
        "９" * 4000,
        "공일" * 2000,
        "010-1234-5678 " * 285,
        "a@b.co " * 570,
        "f" * 4000,
        "\u1109\u1175" * 2000,
    ),
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:8]))
def test_no_text_takes_long_to_look_at(text):
    fastest = min(_seconds(text) for _ in range(3))
    assert fastest < 0.1


def _seconds(text):
    begun = time.process_time()
    screen(text)
    return time.process_time() - begun
