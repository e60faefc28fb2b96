"""What Hangul, Word and other sites write, as our pages may show it."""

import pytest

from common.blocks.text import ParagraphBlock
from common.clean_html import clean

HANGUL = """<html><head><meta charset="utf-8"><style>p.HStyle0{style-name:"바탕글";}</style></head><body>
<!--StartFragment--><!--[data-hwpjson]{"documentPr":{"note":"가 > 나 -- 다"}}-->
<p class="HStyle0" style="line-height:160%;"><span style="font-family:'함초롬바탕'">겨울 난방비를 </span><b>지원</b>합니다.</p>
<p class=HStyle0 style='text-align:center'>
<table style="border-collapse:collapse">
<tr><td colspan="2" style="width:99px"><p class="HStyle0">구분</p></td><td><p class="HStyle0">금액</p></td></tr>
<tr><td rowspan=2><p>가구</p></td><td><p>1인</p></td><td><p>10만 원</p></td></tr><tr><td>2인</td><td>15만 원</td></tr>
</table></p><p class="HStyle0">&nbsp;</p><!--EndFragment--></body></html>"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal{mso-style-unhide:no} --></style></head><body lang=KO><!--StartFragment-->
<h1>모집 안내<o:p></o:p></h1><p class=MsoNormal style='mso-margin-top-alt:auto'><font face="굴림"><font size=2>
<span lang=EN-US style='mso-bidi-font-family:"Times"'>2026</span>년 봉사자를 모집합니다.</font></font><o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-20pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Wingdings;mso-list:Ignore'>l<span style='font:7.0pt "Times"'>&nbsp; </span></span><![endif]>첫째 일</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>l </span>둘째 일</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"""


class TestOffices:
    def test_hangul_keeps_its_words_and_its_table(self):
        assert clean(HANGUL).replace("\n", "") == (
            "<p>겨울 난방비를 <b>지원</b>합니다.</p>"
            '<table><thead><tr><th scope="col">구분</th><th scope="col">구분</th><th scope="col">금액</th></tr></thead>'
            "<tbody><tr><td>가구</td><td>1인</td><td>10만 원</td></tr>"
            "<tr><td>가구</td><td>2인</td><td>15만 원</td></tr></tbody></table>"
        )

    def test_word_keeps_its_words_and_its_list(self):
        cleaned = clean(WORD).replace("\n", "")

        assert cleaned == (
            "<h2>모집 안내</h2><p>2026년 봉사자를 모집합니다.</p><ul><li>첫째 일</li><li>둘째 일</li></ul>"
        )

    def test_numbers_of_word_make_a_numbered_list(self):
        item = "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>{}. </span>{}</p>"

        assert clean(item.format(1, "가") + item.format(2, "나")) == "<ol><li>가</li><li>나</li></ol>"

    @pytest.mark.parametrize("html", [HANGUL, WORD, "글", "<div>가<div>나</div></div>", "<table><tr><td>가"])
    def test_cleaning_twice_changes_nothing_more(self, html):
        assert clean(clean(html)) == clean(html)


class TestTables:
    def test_headings_that_are_there_stay(self):
        table = "<table><caption>요금</caption><tr><th>가<th>나<tr><th>다<td>라</table>"

        cleaned = clean(table)

        assert "<caption>요금</caption>" in cleaned
        assert '<tr><th scope="row">다</th><td>라</td></tr>' in cleaned

    def test_a_frame_around_a_text_is_no_table(self):
        assert clean("<table><tr><td><p>알림</p></td></tr></table>") == "<p>알림</p>"

    def test_where_no_table_can_stand_each_row_is_a_line(self):
        table = "<table><tr><td>이름<td>전화<tr><td>복지팀<td>02-123-4567</table>"

        assert clean(table, tables=False) == "<p>이름: 복지팀, 전화: 02-123-4567</p>"

    @pytest.mark.parametrize("span", ["9999999999", "-3", "가", "0", "²"])
    def test_a_strange_span_is_no_error(self, span):
        assert "나" in clean(f"<table><tr><td colspan='{span}' rowspan='{span}'>가<td>나<tr><td>다</table>")


class TestStrangers:
    @pytest.mark.parametrize(
        "html",
        [
            "<script>alert(1)</script>글",
            "<p onclick='x()'>글</p>",
            "<a href='javascript:alert(1)'>글</a>",
            "<svg><script>alert(1)</script></svg>글",
            "<iframe src='https://else.example'></iframe>글",
            "<p style='background:url(//else.example)'>글</p>",
            "<!--><img src=x onerror=alert(1)>-->글",
        ],
    )
    def test_nothing_that_runs_comes_through(self, html):
        cleaned = clean(html)

        assert "글" in cleaned
        assert not {
            word for word in ("script", "onclick", "onerror", "iframe", "style", "<img") if word in cleaned
        }

    @pytest.mark.parametrize(
        "html", ["<b>" * 20000 + "글", "<table>" * 3000 + "글", "<div>" * 5000 + "글", "\x00글"]
    )
    def test_what_is_nested_without_end_is_no_error(self, html):
        assert "글" in clean(html)

    def test_addresses_become_whole_where_a_base_is_known(self):
        html = '<p><a href="/news/">소식</a><img src="/a.webp" alt="가" srcset="/b.webp 2x"></p>'

        cleaned = clean(html, pictures=True, base="https://nurinet.example/news/a/")

        assert 'href="https://nurinet.example/news/"' in cleaned
        assert 'src="https://nurinet.example/a.webp"' in cleaned
        assert "srcset" not in cleaned


class TestStoredProse:
    @pytest.mark.parametrize(
        "html",
        [
            '<p data-block-key="a1">글<br/>둘</p><hr/>',
            '<p><a linktype="page" id="3">글</a> <b>굵게</b></p>',
            "",
        ],
    )
    def test_what_the_editor_writes_is_stored_letter_for_letter(self, html):
        block = ParagraphBlock()

        assert block.get_prep_value(block.to_python(html)) == html

    def test_what_comes_another_way_is_stored_clean(self):
        block = ParagraphBlock()

        stored = block.get_prep_value(block.to_python(HANGUL))

        assert stored.startswith("<p>겨울 난방비를 <b>지원</b>합니다.</p>")
        assert "구분: 가구" in stored
        assert "hwpjson" not in stored
        assert "style" not in stored
