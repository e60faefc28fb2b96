"""Official texts become readable and keep every word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (None, []),
        ("  \n \n", []),
        ("한 문장입니다.", [(False, ["한 문장입니다."])]),
        ("대상 ◆ 하나 ◆ 둘 ※ 셋", [(False, ["대상"]), (True, ["◆ 하나", "◆ 둘", "※ 셋"])]),
        ("첫째\n- 하나\n- 둘\n끝", [(False, ["첫째"]), (True, ["- 하나", "- 둘"]), (False, ["끝"])]),
        ("1. 하나\n가) 둘\n① 셋", [(True, ["1. 하나", "가) 둘", "① 셋"])]),
        ("2003.1.1. 이후 출생", [(False, ["2003.1.1. 이후 출생"])]),
        ("만 65세 이상 - 소득 무관", [(False, ["만 65세 이상 - 소득 무관"])]),
        ("가족 지원", [(False, ["가족 지원"])]),
        ("관내\n\n  에너지바우처와   다른", [(False, ["관내", "에너지바우처와 다른"])]),
    ],
)
def test_lines_and_lists_are_told_apart(text, expected):
    assert [(part["is_list"], part["lines"]) for part in paragraphs(text)] == expected


@given(st.text(alphabet=st.sampled_from("가나다 ◆※○-·1.①\n\t()a"), max_size=80))
@settings(max_examples=100, deadline=None)
def test_no_letter_is_lost_or_added(text):
    told = "".join(line for part in paragraphs(text) for line in part["lines"])

    assert "".join(told.split()) == "".join(text.split())
