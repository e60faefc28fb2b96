import unicodedata

import pytest

from search.korean.letters import composed, hangul_from_keys, initials, is_initials, jamo, keys_from_hangul


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("qhrwl", "복지"),
        ("qhaRhccnrwp", "봄꽃축제"),
        ("QHRWL", "복지"),
        ("rkqtdl dkswdk", "값이 앉아"),
        ("tv", ""),
        ("복지", ""),
    ],
)
def test_a_korean_keyboard_left_in_latin(typed, meant):
    assert hangul_from_keys(typed) == meant


def test_a_latin_keyboard_left_in_korean():
    assert keys_from_hangul("ㅅㅍ ㅓㅐㅠ") == "tv job"


def test_composed_and_decomposed_are_the_same():
    assert composed(unicodedata.normalize("NFD", "복지관")) == composed("복지관") == "복지관"


def test_lone_consonants_stay_what_was_typed():
    assert composed("ㄷㄷㅁㄱ") == "ㄷㄷㅁㄱ"


def test_letters_one_by_one():
    assert jamo("과 값") == "ㄱㅗㅏㄱㅏㅂㅅ"
    assert initials("치매 안심") == "ㅊㅁㅇㅅ"
    assert is_initials("ㄷㄷ ㅁㄱ")
    assert not is_initials("ㄷㅏ")
