"""Excel workbooks as text: what a person sees in the cells, of the sheet that holds the table."""

import base64
import io
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing.reading import UnreadableFile, numbers, read, workbooks
from directory.importing.reading import sheet as bounds

HEADER = ["구분", "시설명", "정원"]

# A real BIFF8 file as Excel 97 writes it: a merged title, a merged 구분, a postcode and a rate by their
# formats, a day, a time, a truth value, a total, and a second sheet.
XLS = zlib.decompress(
    base64.b85decode(
        "c-rk)T}V_x6#i!Jz3cA!x28r`*b@E!VSnU9wk1?gg+)<BkeWV7X0`O768%d-1X8^ey#)Ob*nd>^M@G3m1X@v17-&&1^%4~HP"
        ";Td(y>~U+K%oTdewR6S&Y5%O%$zxQW_H_JGdfOO8s3Rsm<I!0Q6D@#WQvN<VFIA`Xq2nY+e;<tVo<^7rG@lZxRv@SiPw<VyA"
        "v80%_gG28!BtD8A~@+l?Mk9g))W`#bYQ?Cgq;SaVlxZk#P+Xx?X6e&<mn_Tj+d|928nWx*ci_T0=`G<=c6@T91~tG@=UE#pa"
        "brrXw3IoX0!rRZQ2yf^bDi<^S7|Yo_2NC_5IHSCxmE_u~{bB9D=4rsFjHKn-E)#*I_U%5qH~&cGyvX?bHikVQ##5?`W0;Ip%"
        "P+zYz$ft4$e{Oiy1q~FNBw7!YtK3eHSazB+s@?=Vb-txnm5@RQ##fm?@I;3EZ#VuO3-yhQ?yf?<LXl=jx4fXVqLW&>i<rQ4X"
        "zg2lI2v!cld|vUKx~V+3_l|*B2RCW2xY&H->HgdK+?3tY)=ZM>2pYCU>LXPB`0&W(_WP=V47NtjHWxRNR`sQ7ZZa=7G|p|xd"
        "rZ}R&#vC%DyR93*)wL5QpK|e4fJJH`}r7@Z8PxGwwWrMNea<2q)R<Rwv+(H^V``^PnMJxh1Q8=ryP~B19dFN15xZ^3o=fV76"
        "}P|bC@I+lZEb<UPnlMxX>)pr1!X@Y`d~(kLc``)^X%#rr>F4e2@ABs@Hv3b|bg$ZD=CZ&oAz*%{u=gbONJkjmyZMpFNnOrl?"
        "~_8I2+5t?aG$wa}bjwqdUh*kg~{w}y0l=ly|@A@nZw0Etfb;}JWRz)p!B(-`MOHO6V;j5ucyXT~{`I4jOs;>F=S#3k9I)d{?"
        "6@#?kpV{6G*pF0>voTeEpFJO&YnRnq6P2LR6$B9L2vQqFe6q9&pV;v>oejQ?ehU81Pzq{neu%pA?4DsfVb3Dgn;<jt%c#a1$"
        "A>It~nu+kp$d=SY@8?^Z`>`Zi?1v+vd(F!fKPh%^X57;|Sye6LaNxl_Jp|V{6m+0=V<7Th#pz(pf0Z!*Q~7GmQAMJtx^Usbg"
        "$ox01SOXQ$iZ*g7f+9U_2mC`zEkOP|0elou^gM|*-Ags7NUyYVbt_1e}=+RPG72zHqQTrj8)`4j14H2act;!{?cVk^_)+i4F"
        "iAf6Y8)3uKtYkFZ=%iDaUHo"
    )
)


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def xlsx(*rows, merge=(), formats=None):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for area in merge:
        workbook.active.merge_cells(area)
    for place, number_format in (formats or {}).items():
        workbook.active[place].number_format = number_format
    return saved(workbook)


def repacked(content, name, change):
    """The workbook with one of its parts changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return stream.getvalue()


def cells_of(content):
    return [row.cells for row in read(content).rows]


class TestCells:
    @pytest.mark.parametrize(
        ("value", "number_format", "shown"),
        [
            ("03924", "@", "03924"),
            (3924, "00000", "03924"),
            (222493739, r"00\-0000\-0000", "02-2249-3739"),
            (30, "General", "30"),
            (30.0, "0", "30"),
            (1123051500, "General", "1123051500"),
            (37.5872413382227, "General", "37.5872413382227"),
            (0.455, "0.0%", "45.5%"),
            (date(2026, 7, 21), "yyyy-mm-dd", "2026-07-21"),
            (datetime(2026, 7, 21, 10, 35, 55), "yyyy-mm-dd hh:mm:ss", "2026-07-21 10:35:55"),
            (datetime(2026, 7, 21, 10, 35), "yyyy/m/d h:mm", "2026-07-21 10:35"),
            (time(9, 30), "h:mm", "09:30"),
            (1.0, "h:mm", "24:00"),
            (timedelta(hours=25), "[h]:mm", "25:00"),
            (True, "General", "TRUE"),
            ("두\n줄", "General", "두\n줄"),
        ],
    )
    def test_a_value_is_written_as_it_is_shown(self, value, number_format, shown):
        content = xlsx(["시설명", "값"], ["누리", value], formats={"B2": number_format})

        assert cells_of(content)[1] == ["누리", shown]

    def test_a_formula_gives_the_value_excel_computed(self):
        content = xlsx(["시설명", "정원"], ["누리", "=1+1"], ["햇살", 3])
        computed = repacked(
            content,
            "xl/worksheets/sheet1.xml",
            lambda xml: re.sub(rb"</f><v ?/>|</f><v></v>", b"</f><v>2</v>", xml),
        )

        assert cells_of(computed)[1] == ["누리", "2"]
        assert read(computed).notes == []

    def test_a_formula_never_computed_is_empty_and_told(self):
        sheet = read(xlsx(["시설명", "정원"], ["누리", "=1+1"], ["햇살", 3]))

        assert sheet.rows[1].cells == ["누리"]
        assert "수식 1칸" in sheet.notes[0]

    def test_an_error_is_empty_and_told(self):
        sheet = read(xlsx(["시설명", "정원"], ["누리", "#N/A"]))

        assert sheet.rows[1].cells == ["누리"]
        assert "수식 오류" in sheet.notes[0]

    def test_a_line_end_that_excel_escapes_is_none_of_the_text(self):
        assert cells_of(xlsx(["시설명"], ["누리_x000D_\n센터"]))[1] == ["누리\r\n센터"]

    @settings(deadline=None, max_examples=100)
    @given(st.integers(0, 10**14), st.sampled_from(["General", "0", "00000", "000-0000", "#,##0"]))
    def test_a_whole_number_keeps_its_digits(self, number, number_format):
        text = numbers.number_text(float(number), number_format)

        assert int(text.replace("-", "")) == number


class TestRows:
    def test_their_numbers_are_those_of_the_spreadsheet(self):
        sheet = read(xlsx([], ["구분", "시설명"], [None, " "], ["노인", "누리"]))

        assert [(row.number, row.cells) for row in sheet.rows] == [
            (2, ["구분", "시설명"]),
            (4, ["노인", "누리"]),
        ]
        assert (sheet.format, sheet.encoding, sheet.newline) == ("XLSX", "UTF-8", "")

    def test_a_cell_merged_downwards_speaks_for_each_row_it_covers(self):
        content = xlsx(
            HEADER, ["노인", "가", 1], [None, "나", 2], [None, "다", 3], ["아동", "라", 4], merge=["A2:A4"]
        )

        assert [cells[0] for cells in cells_of(content)] == ["구분", "노인", "노인", "노인", "아동"]
        assert "아래 2칸" in read(content).notes[0]

    def test_a_header_of_two_rows_is_whole_in_the_second(self):
        content = xlsx(
            ["시설명", "주소", None, "정원"],
            [None, "도로명", "지번", None],
            merge=["A1:A2", "B1:C1", "D1:D2"],
        )

        assert cells_of(content) == [["시설명", "주소", "", "정원"], ["시설명", "도로명", "지번", "정원"]]

    def test_a_merged_title_and_a_note_make_no_rows(self):
        content = xlsx(
            ["동대문구 시설"], [], HEADER, ["노인", "가", 1], ["총계", "3,798"], ["※ 2026년 7월"], [],
            merge=["A1:C2", "B5:C5", "A6:C7"],
        )  # fmt: skip

        sheet = read(content)

        assert [row.number for row in sheet.rows] == [1, 3, 4]
        assert sheet.totals == [(5, 3798)]

    def test_hidden_rows_are_read(self):
        workbook = openpyxl.Workbook()
        for row in (HEADER, ["노인", "가", 1], ["노인", "나", 2]):
            workbook.active.append(row)
        workbook.active.row_dimensions[2].hidden = True

        assert len(cells_of(saved(workbook))) == 3

    def test_a_wrong_extent_hides_nothing(self):
        content = repacked(
            xlsx(HEADER, ["노인", "가", 1]),
            "xl/worksheets/sheet1.xml",
            lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', xml),
        )

        assert cells_of(content) == [HEADER, ["노인", "가", "1"]]


class TestSheets:
    def workbook(self, *sheets):
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, state, rows in sheets:
            sheet = workbook.create_sheet(title)
            sheet.sheet_state = state
            for row in rows:
                sheet.append(row)
        return saved(workbook)

    def test_the_first_that_holds_a_table_is_read_and_the_others_named(self):
        table = [HEADER, ["노인", "가", 1]]
        content = self.workbook(
            ("코드", "hidden", [["a", "b"], ["c", "d"]]),
            ("표지", "visible", [["동대문구"], ["시설 현황"]]),
            ("빈장", "visible", []),
            ("시설", "visible", table),
            ("다음", "visible", table),
        )

        sheet = read(content)

        assert sheet.rows[0].cells == HEADER
        assert "‘시설’ 시트를 읽었습니다" in sheet.notes[0]
        assert "‘표지’" in sheet.notes[0]

    def test_a_cover_is_better_than_nothing(self):
        assert cells_of(self.workbook(("표지", "visible", [["동대문구"]]), ("끝", "visible", []))) == [
            ["동대문구"]
        ]

    def test_an_empty_workbook_is_refused(self):
        with pytest.raises(UnreadableFile, match="빈 파일"):
            read(self.workbook(("빈장", "visible", [])))


class TestHostileWorkbooks:
    def test_what_unpacks_to_too_much_is_refused(self, monkeypatch):
        monkeypatch.setattr(workbooks, "MAX_UNPACKED", 100_000)
        content = repacked(xlsx(HEADER), "xl/styles.xml", lambda xml: xml + b" " * 100_000)

        assert len(content) < 20_000
        with pytest.raises(UnreadableFile, match="압축을 풀면"):
            read(content)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (rb'<row r="2"', b'<row r="999999999999"'),
            (rb"<sheetData>", b'<!DOCTYPE a [<!ENTITY b "c">]><sheetData>'),
            (rb'r="A2"', b'r="ZZZZZ2"'),
            (rb"</worksheet>", b""),
            (rb'ref="A2:A3"', b'ref="A0:A3"'),
        ],
    )
    def test_a_broken_part_is_no_crash(self, old, new, monkeypatch):
        monkeypatch.setattr(workbooks, "LAST_ROW", 1000)
        content = xlsx(HEADER, ["노인", "가", 1], [None, "나", 2], merge=["A2:A3"])
        broken = repacked(content, "xl/worksheets/sheet1.xml", lambda xml: re.sub(old, new, xml))

        assert broken != content
        try:
            rows = read(broken).rows
        except UnreadableFile:
            rows = []
        assert len(rows) <= 3

    def test_merged_areas_over_all_the_sheet_end_soon(self, monkeypatch):
        monkeypatch.setattr(bounds, "MAX_COVERED", 10_000)
        areas = b"".join(b'<mergeCell ref="A1:XFD1048576"/>' for _ in range(2000))
        content = repacked(
            xlsx(*([str(number), "a"] for number in range(3000))),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"</sheetData>", b"</sheetData><mergeCells>" + areas + b"</mergeCells>"),
        )

        assert len(read(content).rows) == 3000


class TestOldWorkbooks:
    def test_the_rows_are_read_as_shown(self):
        sheet = read(XLS)

        assert (sheet.format, sheet.encoding) == ("XLS", "UTF-16")
        assert [row.number for row in sheet.rows] == [1, 2, 3, 4]
        assert [row.cells for row in sheet.rows[2:]] == [
            ["노인", "누리센터", "03924", "30", "2026-07-21", "09:30", "45.5%"],
            ["노인", "햇살센터", "02524", "12.5", "2026-07-21 10:05", "TRUE"],
        ]

    def test_what_was_noticed_is_told(self):
        sheet = read(XLS)

        assert sheet.totals == [(5, 2)]
        assert [
            word
            for word in ("시트 2장", "아래 1칸", "제목", "맞습니다")
            if any(word in note for note in sheet.notes)
        ] == ["시트 2장", "아래 1칸", "제목", "맞습니다"]

    @settings(deadline=None, max_examples=60)
    @given(st.integers(0, len(XLS) - 1), st.binary(min_size=1, max_size=8))
    def test_a_broken_one_is_a_sheet_or_a_sentence(self, place, junk):
        broken = XLS[:place] + junk + XLS[place + len(junk) :]
        try:
            outcome = read(broken).rows
        except UnreadableFile as refusal:
            outcome = str(refusal)

        assert outcome
