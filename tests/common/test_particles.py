"""‘기초연금’으로, ‘아이돌봄 카드’로: the particle sounds right after whatever was searched for."""

import pytest

from common.particles import toward


@pytest.mark.parametrize(
    ("word", "particle"),
    [
        ("기초연금", "으로"),
        ("복지", "로"),
        ("서울", "로"),
        ("청소년상담1388", "로"),
        ("63", "으로"),
        ("LH", "로"),
        ("ADHD 상담(VPN)", "으로"),
        ("ㅂㅈ", "으로"),
        ("ㅅㅇㄹ", "로"),
        ("어르신 밥!", "으로"),
        ("!", "로"),
        ("", "로"),
    ],
)
def test_it_fits_how_the_word_ends(word, particle):
    assert toward(word) == particle
