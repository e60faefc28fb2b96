"""Text, names, numbers and addresses on the web: mended once, and never an error."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing import cleaning

text_like = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b",
                ">",
                "<",
                "&",
                "&amp;",
                "amp;",
                "lt;",
                "&nbsp;",
                "&#0;",
                "&#8203;",
                "<!--",
                "-->",
            ]
            + [
                "<script>",
                "</script>",
                "복지관",
                " ",
                "\n",
                "\t",
                "\u200b",
                "\xa0",
                "ᄒ",
                "ᅡ",
                "_x000D_",
                "(사)",
            ]
            + ["http://", "www.", "a.kr", "@", "/", "사회복지법인"]
        ),
        max_size=10,
    ).map("".join),
)


class TestText:
    @pytest.mark.parametrize(
        ("raw", "line"),
        [
            ("  복지관\t\u3000이름\n둘째 줄 ", "복지관 이름 둘째 줄"),
            ("복지\u200b관", "복지관"),
            (unicodedata.normalize("NFD", "하늘"), "하늘"),
            ("<html><head></head><body spellcheck=", ""),
            ("<p>굵은 <b>글</b>자</p><br/>둘째", "굵은 글자 둘째"),
            ("&lt;p&gt;가&amp;nbsp;나&lt;/p&gt;", "가 나"),
            ("<!--[data-hwpjson]{…}-->본문", "본문"),
            ("<script>alert(1)</script>본문", "본문"),
            ("〈중위소득〉 <The 복지> AT&T a<b", "〈중위소득〉 <The 복지> AT&T a<b"),
            ("_x000D_복지관", "복지관"),
        ],
    )
    def test_it_is_one_visible_line(self, raw, line):
        assert cleaning.text(raw) == line

    @pytest.mark.parametrize(
        "raw", ["", "-", "없음", "해당없음", "해당 없음", "(미정)", "무", ".", "N/A", "null", None]
    )
    def test_a_null_word_is_empty(self, raw):
        assert cleaning.text(raw) == ""

    def test_paragraphs_stay_and_the_rest_is_cut_with_a_remark(self):
        raw = "<p>첫째</p><p>둘째&nbsp;줄</p>\n\n\n\n<ul><li>셋째</li></ul>"

        assert cleaning.long_text(raw, 100) == ("첫째\n\n둘째 줄\n\n셋째", "")
        assert cleaning.long_text(raw, 3) == ("첫째", "3자보다 길어 뒤를 잘랐습니다.")

    @pytest.mark.parametrize(
        "name",
        ["사회복지법인 누리복지관", "(사) 누리 복지관", "㈔누리복지관.", "누리 복지관 (재)", "누리-복지관"],
    )
    def test_a_name_is_compared_without_its_legal_form(self, name):
        assert cleaning.fold_name(name) == "누리복지관"

    def test_of_a_name_something_stays(self):
        assert cleaning.fold_name("(사)") == "사"
        assert cleaning.fold_name("주식회사") == "주식회사"


class TestNumbers:
    @pytest.mark.parametrize(
        ("raw", "value"),
        [("0", None), ("72", 72), ("6,980", 6980), ("20명", 20), ("20.0", 20), ("１２", 12), ("", None)],
    )
    def test_a_capacity_of_nought_means_not_stated(self, raw, value):
        assert cleaning.count(raw) == (value, "")

    @pytest.mark.parametrize("raw", ["약간", "-5", "20~30", "9" * 30, "3.5"])
    def test_what_is_no_count_is_dropped_with_a_remark(self, raw):
        value, remark = cleaning.count(raw)

        assert value is None
        assert remark

    @pytest.mark.parametrize(
        ("raw", "kind"),
        [
            ("무료", "free"),
            ("N", "free"),
            ("0", "free"),
            ("없음", "free"),
            ("유료", "paid"),
            ("y", "paid"),
            ("30,000원(구민 15,000원)", "paid"),
            ("무료 (재료비 5,000원)", "partly"),
            ("별도 문의", ""),
            ("", ""),
        ],
    )
    def test_a_fee_is_told_where_it_is_certain(self, raw, kind):
        assert cleaning.fee(raw).value.kind == kind

    def test_the_words_of_a_fee_stay(self):
        assert cleaning.fee("30,000원(구민 15,000원)").value.words == "30,000원(구민 15,000원)"


class TestWeb:
    @pytest.mark.parametrize(
        ("raw", "value"),
        [
            ("cafe.naver.com/airang2012", "http://cafe.naver.com/airang2012"),
            ("https://blog.naver.com/yonsei6390", "https://blog.naver.com/yonsei6390"),
            ("http//cafe.naver.com/dh9118", "http://cafe.naver.com/dh9118"),
            ("https://a.kr/?x=1&copy=2&amp;b=3", "https://a.kr/?x=1&copy=2&b=3"),
            ("http://a.kr, http://b.kr", "http://a.kr"),
            ("http://culture.seoul.go.krhttp://www.culture.go.kr/x", "http://www.culture.go.kr/x"),
            ("https://a.kr/" + "x" * 500, "https://a.kr/" + "x" * 500),
            ("https://a.kr/" + "x" * 1000, ""),
            ("ew22@hanmail.net", ""),
            ("http://user:word@a.kr/", ""),
            ("http://127.0.0.1/admin", ""),
            ("http://localhost/", ""),
            ("키즈노트", ""),
            ("javascript:alert(1)", ""),
            ("http://[", ""),
            ("x", ""),
        ],
    )
    def test_a_website_is_a_public_address_that_opens(self, raw, value):
        assert cleaning.website(raw).value == value

    @pytest.mark.parametrize(
        ("raw", "value"),
        [
            ("Nuri@Hanmail.NET", "Nuri@hanmail.net"),
            ("mailto:a@b.kr", "a@b.kr"),
            ("a@b.kr / c@d.kr", "a@b.kr"),
            ("a@", ""),
            ("없음", ""),
        ],
    )
    def test_an_email_is_one_address(self, raw, value):
        assert cleaning.email(raw).value == value


@settings(max_examples=100, deadline=None)
@given(text_like)
def test_nothing_that_is_written_in_a_cell_raises_and_mending_twice_changes_nothing(raw):
    line = cleaning.text(raw)
    paragraphs = cleaning.long_text(raw, 20).value

    assert cleaning.text(line) == line
    assert cleaning.long_text(paragraphs, 20) == (paragraphs, "")
    assert cleaning.fold_name(cleaning.fold_name(raw)) == cleaning.fold_name(raw)
    for mend in (cleaning.website, cleaning.email):
        once = mend(raw).value
        assert mend(once) == (once, "")
    known = cleaning.count(raw).value
    assert known is None or cleaning.count(str(known)).value == known
    fee = cleaning.fee(raw).value
    assert len(fee.words) <= 200
