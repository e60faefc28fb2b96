"""Whatever a file is: read by its content, refused by name, or a sentence; and totals held against the data."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing.reading import UnreadableFile, read, sheet

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "빈 파일"),
            (b"\n , ,\n", "빈 파일"),
            (b"%PDF-1.7", "PDF"),
            (b"\x89PNG\r\n", "그림"),
            (b"\xff\xd8\xff\xe0", "그림"),
            (b"HWP Document File V3.00", "한글"),
            (b"{\\rtf1 a}", "RTF"),
            (COMPOUND + "HwpSummaryInformation".encode("utf-16-le"), "한글"),
            (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "비밀번호"),
            (COMPOUND + "WordDocument".encode("utf-16-le"), "워드"),
            (COMPOUND + bytes(600), "옛 엑셀"),
            (zipped(mimetype="application/hwp+zip"), "hwpx"),
            (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
            (zipped(word__document="x"), "워드"),
            (zipped(**{"xl__workbook.bin": "x"}), "xlsb"),
            (zipped(list="시설명\n누리"), "zip"),
            (zipped(xl__workbook="x"), "엑셀에서 열어 다시 저장"),
            (b"PK\x03\x04rest", "엑셀에서 열어 다시 저장"),
            (b'<?xml version="1.0"?><Workbook><Worksheet/></Workbook>', "2003"),
            (b"<!doctype html><html><body>Login</body></html>", "표가 없습니다"),
        ],
    )
    def test_what_holds_no_table_is_refused_with_its_name(self, content, reason):
        with pytest.raises(UnreadableFile, match=reason):
            read(content)

    def test_a_file_is_not_read_beyond_its_bounds(self, monkeypatch):
        monkeypatch.setattr(sheet, "MAX_ROWS", 3)

        assert len(read("시설명,정원\n가,1\n나,2\n".encode()).rows) == 3
        with pytest.raises(UnreadableFile, match="너무 큽니다"):
            read("시설명,정원\n가,1\n나,2\n다,3\n".encode())

    def test_a_row_has_five_hundred_cells_at_most(self):
        assert len(read(b"a" + b"," * 499 + b"b\n").rows[0].cells) == 500
        with pytest.raises(UnreadableFile, match="501칸"):
            read(b"a" + b"," * 500 + b"b\n")


class TestDetection:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("시설명,정원\n누리,1\n", "CSV"),
            ("[붙임] 시설 현황,\n시설명,정원\n", "CSV"),
            ("<시설 현황>,\n시설명,정원\n", "CSV"),
            ('\n\n [{"시설명": "누리"}]', "JSON"),
            ("\n\n<html><table><tr><td>시설명</table>", "HTML"),
            ("<?xml version='1.0'?><html><table><tr><td>시설명</td></tr></table></html>", "HTML"),
            ("<!-- <html> --><root><row><a>누리</a></row></root>", "XML"),
            ("<table><row><a>누리</a></row></table>", "XML"),
            ("<시설목록><시설><이름>누리</이름></시설></시설목록>", "XML"),
        ],
    )
    def test_a_format_is_known_by_its_content(self, text, expected):
        assert read(text.encode()).format == expected


class TestTotals:
    @pytest.mark.parametrize(
        ("total", "stated", "verdict"),
        [
            ("총계,2,", 2, "읽은 줄 수와 맞습니다"),
            ("총 계,,2", 2, "읽은 줄 수와 맞습니다"),
            ("계,,45", 45, "더한 값과 맞습니다"),
            ('합계(2개소),,"1,045"', 2, "읽은 줄 수와 맞습니다"),
            ('총계,"3,798",', 3798, "읽은 줄 수(2)와 다릅니다"),
            ("합계,,", None, "자료에서 뺐습니다"),
            ("소계 : 2,,", 2, "읽은 줄 수와 맞습니다"),
        ],
    )
    def test_a_total_is_no_row_and_is_held_against_the_data(self, total, stated, verdict):
        found = read(f"시설명,주소,정원\n가,제기로 1,20\n나,제기로 2,25\n{total}\n".encode())

        assert [row.number for row in found.rows] == [1, 2, 3]
        assert found.totals == [(4, stated)]
        assert verdict in found.notes[0]

    def test_one_may_stand_at_the_top(self):
        found = read("시설명,주소,정원\n총계,2,\n가,제기로 1,20\n나,제기로 2,25\n".encode())

        assert found.totals == [(2, 2)]
        assert "맞습니다" in found.notes[0]

    def test_each_group_may_have_its_own(self):
        rows = [
            "구분,시설명,정원",
            "노인,가,20",
            "노인,소계,20",
            "아동,나,5",
            "아동,다,6",
            "소계,,11",
            "총계,,31",
        ]

        found = read("\n".join(rows).encode())

        assert [row.number for row in found.rows] == [1, 2, 4, 5]
        assert found.totals == [(3, 20), (6, 11), (7, 31)]
        assert all("맞습니다" in note for note in found.notes)

    @pytest.mark.parametrize(
        "row", ["합계초등학교돌봄교실,제기로 3,20", "계,제기로 3,20", "계산초,제기로 3,20", "총계,누리,햇살"]
    )
    def test_what_names_something_is_no_total(self, row):
        assert read(f"시설명,주소,정원\n{row}\n".encode()).totals == []

    def test_a_header_is_no_total(self):
        assert read("계,남,여\n3,1,2\n".encode()).rows[0].cells == ["계", "남", "여"]


STARTS = [
    b"", b"PK\x03\x04", COMPOUND, b"\x09\x08\x10\x00\x00\x06\x05\x00", b"<", b"<html><table><tr><td>", b"<root><row>",
    b"<?xml version='1.0' encoding='euc-kr'?><a>", b"{", b'[{"a":', b'{"DATA":[', b'a,"b', b"\xff\xfe", b"\xef\xbb\xbf",
]  # fmt: skip
JUNK = st.one_of(
    st.binary(max_size=200),
    st.text(alphabet='<>/trd="&;{}[],:\n\r\0가a1- |', max_size=120).map(str.encode),
    st.lists(
        st.sampled_from(
            ["<tr>", "<td rowspan=9 colspan=8>", "</table>", "<table>", "가", "총계", "<!--", "&#0;"]
        ),
        max_size=25,
    ).map(lambda parts: "".join(parts).encode()),
)


def outcome_of(content):
    try:
        return read(content)
    except UnreadableFile as refusal:
        return refusal


class TestAnyBytes:
    @settings(deadline=None, max_examples=100)
    @given(st.sampled_from(STARTS), JUNK)
    def test_they_are_a_sheet_or_a_sentence(self, start, junk):
        outcome = outcome_of(start + junk)

        if isinstance(outcome, UnreadableFile):
            assert str(outcome).endswith(".")
        else:
            cells = [cell for row in outcome.rows for cell in row.cells]
            assert all(isinstance(cell, str) and "\0" not in cell for cell in cells)
            assert "".join(cells).strip().encode()
