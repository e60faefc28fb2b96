import pytest

from participation.screening import masked, screen


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("전화 ０１０－１２３４－５６７８ 입니다", "０１０－１２３４－５６７８"),
        ("전화 010\u200b-1234-5678.", "010\u200b-1234-5678"),
        ("공일공 일이삼사 오육칠팔이요", "공일공 일이삼사 오육칠팔"),
        ("㈜가나 M12345678", "M12345678"),
    ],
)
def test_a_finding_is_what_was_typed_where_it_was_typed(typed, found):
    finding = screen(typed).personal[0]
    assert typed[finding.start : finding.end] == finding.text
    assert finding.text.startswith(found[:3])
    assert found in finding.text or finding.text in found


def test_a_finding_says_in_which_text_it_stands():
    found = screen("제목", "본문 010-1234-5678", "").personal
    assert [(finding.index, finding.kind) for finding in found] == [(1, "mobile")]


def test_a_number_is_found_once():
    assert [finding.label for finding in screen("900101-1234567").personal] == ["주민등록번호"]
    assert [finding.label for finding in screen("900101-5234567").personal] == ["외국인등록번호"]


def test_numbers_that_anybody_may_pass_on_are_left_alone():
    assert not screen("129, 120, 1393, 02-2127-5000, 1588-1234").personal
    assert screen("02-962-1234").personal
    assert not screen("02-962-1234", public={"029621234"}).personal


def test_what_is_masked_keeps_the_rest():
    text = "전화 010-1234-5678 주세요"
    assert masked(text, screen(text).personal) == f"전화 {'●' * 13} 주세요"


def test_links_are_counted_and_mail_is_none():
    assert screen("https://a.example/x www.b.kr c.com hong@d.com").links == 3


def test_overlaps_are_marked_once_in_a_text():
    found = screen("남편이 때려요 010-1234-5678 씨발")
    assert [finding.kind for finding in found.in_text(0)] == ["crisis", "mobile", "rough"]


def test_empty_and_strange_texts_find_nothing():
    assert not screen("", None, "\x00\u200b\ud800 ")
