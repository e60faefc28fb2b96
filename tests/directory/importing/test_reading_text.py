"""Official lists as text: whatever the encoding, the delimiter and the quotes, the rows come back."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing.reading import UnreadableFile, decode, read

HEADER = ["시설명", "전화번호", "주소", "정원"]
ENCODINGS = [("cp949", "CP949"), ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 BOM"), ("utf-16", "UTF-16")]


def cells_of(content):
    return [row.cells for row in read(content).rows]


class TestEncoding:
    @pytest.mark.parametrize(("encoding", "label"), ENCODINGS)
    def test_it_is_known_by_its_bytes(self, encoding, label):
        text = "시설명,전화\r\n햇살어린이집,똠방각하\r\n"

        assert decode(text.encode(encoding)) == (text, label, 0)

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_is_known_without_its_mark(self, encoding):
        assert decode("시설명,전화\n누리,1\n".encode(encoding))[1] == "UTF-16"

    def test_undecodable_bytes_are_counted_and_their_rows_named(self):
        content = "시설명,전화\n누리,1\n햇살".encode("cp949") + b"\x80,\x802\n" + "가람,3\n".encode("cp949")

        sheet = read(content)

        assert (sheet.encoding, sheet.lost, sheet.lost_rows) == ("CP949", 2, [3])
        assert sheet.rows[3].cells == ["가람", "3"]

    @pytest.mark.parametrize("cut", [1, 2])
    def test_the_head_of_a_utf_8_file_may_end_inside_a_character(self, cut):
        text, encoding, lost = decode("시설명,전화\n누리센터".encode()[:-cut])

        assert (encoding, lost) == ("UTF-8", 1)
        assert text.startswith("시설명,전화\n누리센")

    def test_the_head_of_a_cp949_file_may_end_inside_a_character(self):
        text, encoding, lost = decode("시설명,전화\n누리센터".encode("cp949")[:-1])

        assert (encoding, lost) == ("CP949", 1)
        assert text.startswith("시설명,전화\n누리센")

    def test_a_stray_byte_does_not_make_utf_8_into_another_encoding(self):
        content = "시설명,전화\n누리,1\n".encode() + b"\xff,2\n" + "햇살센터,3\n".encode()

        sheet = read(content)

        assert (sheet.encoding, sheet.lost, sheet.lost_rows) == ("UTF-8", 1, [3])
        assert sheet.rows[3].cells == ["햇살센터", "3"]

    @pytest.mark.parametrize(("newline", "label"), [("\r\n", "CRLF"), ("\n", "LF"), ("\r", "CR")])
    def test_the_line_end_is_told(self, newline, label):
        sheet = read(newline.join(["시설명,전화", "누리,1", ""]).encode())

        assert sheet.newline == label
        assert [row.cells for row in sheet.rows] == [["시설명", "전화"], ["누리", "1"]]

    def test_what_is_no_character_is_left_out(self):
        assert cells_of("시설명,전\0화\n누\x02리,1\x1a\n".encode()) == [["시설명", "전화"], ["누리", "1"]]

    def test_noise_is_no_text(self):
        with pytest.raises(UnreadableFile, match="글자로 된 표가 아닙니다"):
            read(bytes(range(128, 256)) * 20)


class TestDelimiter:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_it_is_the_one_that_parts_most_rows_alike(self, delimiter):
        rows = [["시설명", "주소", "전화"], ["누리, 햇살", "제기로 1; 2층", "1"], ["가람", "a, b, c", "2"]]
        stream = io.StringIO()
        csv.writer(stream, delimiter=delimiter).writerows(rows)

        assert cells_of(stream.getvalue().encode()) == rows

    def test_a_title_full_of_commas_does_not_decide(self):
        content = "노인, 장애인, 아동, 한부모 시설\n시설명\t전화\n누리\t1\n햇살\t2\n".encode()

        assert cells_of(content)[1:] == [["시설명", "전화"], ["누리", "1"], ["햇살", "2"]]

    def test_excels_own_hint_is_followed_and_no_row(self):
        assert cells_of("sep=;\n시설명;정원\n누리;1,5\n".encode()) == [["시설명", "정원"], ["누리", "1,5"]]


class TestQuotes:
    def test_line_breaks_inside_a_cell_stay(self):
        sheet = read('시설명,인가일\n누리,"2005-06-10\n(최초계약)"\n햇살,1997\n'.encode())

        assert [row.cells[1] for row in sheet.rows] == ["인가일", "2005-06-10\n(최초계약)", "1997"]
        assert [row.number for row in sheet.rows] == [1, 2, 3]
        assert sheet.notes == []

    def test_an_inch_mark_is_no_quote(self):
        content = '시설명,주소,비고,정원\n누리,5" 관,"가\n나, 다",1\n'.encode()

        assert cells_of(content)[1] == ["누리", '5" 관', "가\n나, 다", "1"]

    @pytest.mark.parametrize(
        "rest",
        [
            ["햇살,제기로 2,02,2"] * 5,
            ['"햇살","제기로 2","02","2"'] * 5,
            ["햇살,제기로 2,02,2"] * 3 + ['햇살,"제기로\n2",02,2'],
            ["햇살,제기로 2,02,2"] * 500,
            ["햇살,제기로 2,02,2"] * 20 + ["햇살,,2", '"햇살",제기로 2,02,2'],
        ],
        ids=["to the end", "to the next quote", "to a quoted cell", "beyond any cell", "over a short row"],
    )
    def test_one_that_is_never_closed_costs_its_own_row_only(self, rest):
        sheet = read("\n".join(["시설명,주소,전화,정원", '"누리,제기로 1,02,1', *rest, ""]).encode())

        assert len(sheet.rows) == 2 + len(rest)
        assert sheet.rows[1].cells == ["누리", "제기로 1", "02", "1"]
        assert {row.cells[0] for row in sheet.rows[2:]} == {"햇살"}
        assert "따옴표가 어긋난 줄 1곳" in sheet.notes[0]
        assert "2행" in sheet.notes[0]

    @pytest.mark.parametrize(("breaks", "told"), [(20, False), (21, True)])
    def test_a_cell_of_many_lines_is_told(self, breaks, told):
        long = "\n".join("줄" * (breaks + 1))
        sheet = read(f'시설명,소개,전화,정원\n누리,"{long}",02,1\n'.encode())

        assert sheet.rows[1].cells == ["누리", long, "02", "1"]
        assert any("2행" in note for note in sheet.notes) is told

    def test_a_file_of_nothing_but_open_quotes_is_refused(self):
        line = '"누리,제기로 1,02,1\n'

        with pytest.raises(UnreadableFile, match="따옴표"):
            read(("시설명,주소,전화,정원\n" + (line + "햇살,a,b,c\n" * 3) * 300).encode())

    def test_a_cell_without_end_is_refused(self):
        with pytest.raises(UnreadableFile, match="한 칸에 131,072자"):
            read(("시설명,주소\n누리," + "가" * 140_000).encode())


class TestRows:
    def test_blank_rows_are_passed_over_and_numbers_stay(self):
        sheet = read('시설명,정원\n,\n가,1\n\n나,"두\n줄"\n,,,\n'.encode())

        assert [(row.number, row.cells[0]) for row in sheet.rows] == [(1, "시설명"), (3, "가"), (5, "나")]

    def test_a_title_is_kept_for_the_header_search_and_told(self):
        sheet = read("[붙임] 동대문구 시설,,\n\n연번,시설명,주소\n1,누리,제기로 1\n".encode())

        assert [row.number for row in sheet.rows] == [1, 3, 4]
        assert "제목으로 보았습니다: [붙임] 동대문구 시설" in sheet.notes[0]

    def test_footnotes_are_no_facilities(self):
        sheet = read("시설명,주소,전화\n누리,제기로 1,02\n※ 2026년 7월 기준,,\n자료: 동대문구\n".encode())

        assert [row.number for row in sheet.rows] == [1, 2]
        assert "설명 2줄" in sheet.notes[0]


text_cells = st.text(alphabet="가힣똠a1 ,;\t\"'\n.-", max_size=8)
rows_of_cells = st.lists(
    st.tuples(st.sampled_from(["누리", "햇살센터"]), text_cells, text_cells, st.just("1")),
    min_size=1,
    max_size=8,
)


class TestAnyTable:
    @settings(deadline=None, max_examples=100)
    @given(rows_of_cells, st.sampled_from(ENCODINGS), st.sampled_from(["\n", "\r\n"]), st.booleans())
    def test_what_is_written_comes_back(self, rows, encoding, newline, quoted):
        stream = io.StringIO()
        quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
        csv.writer(stream, lineterminator=newline, quoting=quoting).writerows([HEADER, *rows])

        sheet = read(stream.getvalue().encode(encoding[0]))

        assert [row.cells for row in sheet.rows] == [HEADER, *map(list, rows)]
        assert (sheet.encoding, sheet.format, sheet.lost) == (encoding[1], "CSV", 0)
