"""What a row of 복지로's lists is read as. The real files of the sample are read whole in test_importing."""

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing import bokjiro
from directory.importing.benefit_reader import BenefitReader
from directory.importing.benefit_terms import TermNames
from directory.importing.headers import Aliases, Columns, find_header, propose
from directory.importing.reading import read
from directory.importing.target import Elsewhere, RowError
from directory.models.term import Axis, Term

TERMS = [
    ("life", "004", "청년"),
    ("life", "006", "노년"),
    ("life", "007", "임신·출산"),
    ("household", "010", "다문화·탈북민"),
    ("household", "050", "저소득"),
    ("household", "060", "한부모·조손"),
    ("topic", "080", "임신·출산"),
    ("topic", "130", "서민금융"),
]


class TestTerms:
    @pytest.mark.parametrize(
        ("raw", "found"),
        [
            ("임신 · 출산", ["007"]),
            ("임신ㆍ출산", ["007"]),
            ("임신・출산,청년", ["004", "007"]),
            ("임신/출산", ["007"]),
            ("노년/청년", ["004", "006"]),
            ("청년, 중장년아님", ["004"]),
            ("어르신", ["006"]),
            ("004,006", ["004", "006"]),
            ("청년\n노년", ["004", "006"]),
            ("", []),
            ("기타", []),
            ("해당사항 없음", []),
        ],
    )
    def test_names_are_known_however_they_are_written(self, raw, found):
        codes, _ = TermNames(TERMS).read(raw, Axis.LIFE)

        assert codes == {Axis.LIFE: found}

    def test_a_name_composed_in_parts_is_the_same(self):
        import unicodedata

        codes, unknown = TermNames(TERMS).read(unicodedata.normalize("NFD", "한부모ㆍ조손"), Axis.HOUSEHOLD)

        assert (codes, unknown) == ({Axis.HOUSEHOLD: ["060"]}, [])

    def test_mixed_lists_are_parted_by_axis(self):
        codes, unknown = TermNames(TERMS).read("어르신, 다문화, 우주인, 기타", Axis.LIFE, Axis.HOUSEHOLD)

        assert codes == {Axis.LIFE: ["006"], Axis.HOUSEHOLD: ["010"]}
        assert unknown == ["우주인"]

    def test_the_same_word_means_another_thing_on_another_axis(self):
        assert TermNames(TERMS).read("임신·출산", Axis.TOPIC)[0] == {Axis.TOPIC: ["080"]}

    @given(st.text(max_size=60))
    @settings(max_examples=100, deadline=None)
    def test_anything_is_read_and_unknown_names_are_told(self, raw):
        codes, unknown = TermNames(TERMS).read(raw, Axis.LIFE, Axis.HOUSEHOLD)

        assert all(code.isdigit() for found in codes.values() for code in found)
        assert all(name.strip() for name in unknown)


class TestBokjiro:
    def test_repeated_facts_become_lines(self):
        raw = (
            "servSeCode: 010 | servSeDetailNm: 보건복지부\n"
            "servSeCode: 010 | servSeDetailLink: 129 | servSeDetailNm: 보건복지부 콜센터\n"
            "servSeCode: 010 | servSeDetailNm: 보건복지부"
        )

        assert bokjiro.lines(raw) == "보건복지부\n보건복지부 콜센터 129"

    def test_local_answers_name_their_facts_otherwise(self):
        raw = "wlfareInfoReldNm: 복지정책과 | wlfareInfoReldCn: 02-2127-4000 | wlfareInfoDtlCd: 010"

        assert bokjiro.lines(raw) == "복지정책과 02-2127-4000"

    def test_categories_of_applying_are_no_words_for_people(self):
        raw = "servSeCode: 070 | servSeDetailLink: 주민센터에서 신청 | servSeDetailNm: 신청기관연락처목록"

        assert bokjiro.ways(raw) == "주민센터에서 신청"

    def test_plain_text_stays(self):
        assert bokjiro.lines("노인복지법\n시행령") == "노인복지법\n시행령"

    @pytest.mark.parametrize(
        ("raw", "encrypted"),
        [
            ("e1c2kzjZq/xMywMyqUnhotU=", True),
            ("xsSjUGiUOvwDX4euVZ5bdizGVYURlFgVkNr1yerBR1cY", True),
            ("1577-1000", False),
            ("02-2127-4000", False),
            ("129", False),
            ("021274000000", False),
            ("보건복지부콜센터", False),
            ("", False),
        ],
    )
    def test_encrypted_contacts_are_known(self, raw, encrypted):
        assert bokjiro.is_encrypted(raw) is encrypted

    @pytest.mark.parametrize(
        ("raw", "given"),
        [
            ("인터넷,방문 — 복지로 상세 참조", "인터넷, 방문"),
            ("복지로 상세 참조", ""),
            ("인터넷, 방문, 방문", "인터넷, 방문"),
        ],
    )
    def test_ways_of_applying(self, raw, given):
        assert bokjiro.applied_by(raw) == given

    def test_lost_bullets_come_back_as_dots(self):
        mended, lost = bokjiro.prose("건강 보장\n  ？ 지원대상 : 11세\n  ？ 지원내용 : 월 12,000원", 500)

        assert mended.value == "건강 보장\n· 지원대상 : 11세\n· 지원내용 : 월 12,000원"
        assert lost == 2

    def test_a_question_keeps_its_mark(self):
        assert bokjiro.prose("누가 받나요? 모두 받습니다.", 500) == (("누가 받나요? 모두 받습니다.", ""), 0)


def rows_of(records, origin="", day=None):
    """(reader, rows) of records as JSON says them."""
    sheet = read(json.dumps(records, ensure_ascii=False).encode())
    aliases = Aliases("benefits")
    header = find_header(sheet.rows, aliases, "name")
    reader = BenefitReader(
        SimpleNamespace(pk=None, origin=origin), Columns(header.names, propose(header, aliases)), day
    )
    rows = sheet.rows[header.first_row :]
    reader.survey(rows)
    return reader, rows


def item_of(origin="", day=None, **record):
    reader, (row,) = rows_of([{"servId": "WLF1", "servNm": "지원", **record}], origin, day)
    reader.admit(row)
    return reader.read(row, reader.key(row))


OURS = {"ctpvNm": "서울특별시", "sggNm": "동대문구"}


@pytest.mark.django_db
class TestOrigin:
    @pytest.mark.parametrize(
        ("record", "origin", "organisation", "department"),
        [
            ({"jurMnofNm": "보건복지부", "jurOrgNm": "출산정책과"}, "state", "보건복지부", "출산정책과"),
            ({"jurMnofNm": "보건복지부 자립지원과"}, "state", "보건복지부", "자립지원과"),
            (
                {"ministry": "고용노동부", "agency": "고용노동부 장애인고용과"},
                "state",
                "고용노동부",
                "장애인고용과",
            ),
            (
                {"ctpvNm": "서울특별시", "bizChrDeptNm": "서울특별시 복지실 복지과"},
                "city",
                "서울특별시",
                "복지실 복지과",
            ),
            ({"ctpvNm": "서울", "sggNm": "-", "bizChrDeptNm": "복지과"}, "city", "서울특별시", "복지과"),
            ({**OURS, "bizChrDeptNm": "사회복지과"}, "district", "서울특별시 동대문구", "사회복지과"),
            ({"region": "서울 동대문구"}, "district", "서울특별시 동대문구", None),
            # 구 services often leave their 시군구 empty; the office's name tells.
            (
                {"ctpvNm": "서울특별시", "bizChrDeptNm": "서울특별시 동대문구 주민복지국 복지정책과"},
                "district",
                "서울특별시 동대문구",
                "주민복지국 복지정책과",
            ),
            (
                {"servDtlLink": "https://www.bokjiro.go.kr/x.do?a=1&wlfareInfoReldBztpCd=01"},
                "state",
                None,
                None,
            ),
        ],
    )
    def test_the_row_tells_whose_help_it_is(self, record, origin, organisation, department):
        values = item_of(**record).values

        assert values["origin"] == origin
        assert values.get("organisation") == organisation
        assert values.get("department") == department

    @pytest.mark.parametrize(
        "record",
        [
            {"ctpvNm": "충청북도", "sggNm": "옥천군"},
            {"ctpvNm": "서울특별시", "sggNm": "강동구"},
            {"ctpvNm": "세종특별자치시", "sggNm": "-"},
            {"region": "부산"},
            {"region": "서울 노원구"},
            {"ctpvNm": "서울특별시", "bizChrDeptNm": "서울특별시 강북구 복지국"},
            {"ctpvNm": "대구광역시", "sggNm": "서구", "bizChrDeptNm": "사회복지과"},
        ],
    )
    def test_what_is_another_regions_is_left_out(self, record):
        with pytest.raises(Elsewhere):
            item_of(**record)

    def test_a_row_left_out_for_its_office_is_told(self):
        with pytest.raises(Elsewhere) as raised:
            item_of(ctpvNm="서울특별시", bizChrDeptNm="서울특별시 강북구 복지국")

        assert raised.value.args[0].message == "강북구에서 맡은 서비스라 싣지 않았습니다."

    def test_a_list_may_be_one_bodys_as_a_whole(self):
        assert item_of(origin="private", bizChrDeptNm="나눔재단").values["origin"] == "private"

    def test_origins_are_never_guessed(self):
        with pytest.raises(RowError) as raised:
            item_of(servDgst="누군가의 지원")

        assert "누구의 지원인지" in raised.value.problem.message


@pytest.mark.django_db
class TestRow:
    def test_what_says_nothing_is_unknown_and_not_empty(self):
        values = item_of(**OURS, servDgst="", alwServCn="-", lifeNmArray="", enfcEndYmd="-").values

        assert values.keys() == {"title", "withdrawn_on", "origin", "organisation", "region"}

    @pytest.mark.parametrize(
        ("raw", "ends_on"),
        [("20240615", "2024-06-15"), ("99991231", None), ("9999-12-31", None), ("2024.6.15", "2024-06-15")],
    )
    def test_days(self, raw, ends_on):
        assert item_of(**OURS, enfcEndYmd=raw).values["ends_on"] == ends_on

    @pytest.mark.parametrize("raw", ["-", "", "2024", "언젠가"])
    def test_what_is_no_day_says_nothing(self, raw):
        assert "ends_on" not in item_of(**OURS, enfcEndYmd=raw).values

    def test_an_end_before_the_start_is_told_and_neither_is_kept(self):
        item = item_of(**OURS, enfcBgngYmd="20240615", enfcEndYmd="20230615")

        assert not {"starts_on", "ends_on"} & item.values.keys()
        assert [problem.code for problem in item.remarks] == ["ends_first"]

    def test_the_reference_date_is_the_rows_else_the_editions(self):
        day = date(2026, 6, 30)

        assert item_of(**OURS, lastModYmd="20240615", day=day).values["source_date"] == "2024-06-15"
        assert item_of(**OURS, day=day).values["source_date"] == "2026-06-30"
        assert "source_date" not in item_of(**OURS).values

    def test_entities_and_markup_are_read(self):
        item = item_of(**OURS, alwServCn="&lt;p&gt;월 &amp;quot;5만원&amp;quot;&lt;/p&gt;<br>지급")

        assert item.values["support"] == '월 "5만원"\n\n지급'

    def test_an_encrypted_contact_is_dropped_and_told(self):
        item = item_of(**OURS, rprsCtadr="e1c2kzjZq/xMywMyqUnhotU=")

        assert "phone" not in item.values
        assert [problem.code for problem in item.remarks] == ["encrypted_contact"]

    def test_a_number_is_for_calling_and_words_are_for_reading(self):
        assert item_of(**OURS, rprsCtadr="1577-1000").values["phone"] == "1577-1000"
        values = item_of(**OURS, rprsCtadr="읍·면·동 행정복지센터 개별 문의").values
        assert (values.get("phone"), values["contact"]) == (None, "읍·면·동 행정복지센터 개별 문의")

    @pytest.mark.parametrize(
        ("record", "online"),
        [
            ({"onapPsbltYn": "Y"}, True),
            ({"onapPsbltYn": "N"}, False),
            ({"onapPsbltYn": "N", "aplyMtdNm": "인터넷, 방문"}, True),
            ({"aplyMtdNm": "방문"}, None),
        ],
    )
    def test_applying_online(self, record, online):
        assert item_of(**OURS, **record).values.get("applies_online") is online

    def test_too_long_is_cut_and_told_and_never_breaks(self):
        item = item_of(**OURS, servDgst="가" * 600, srvPvsnNm="나" * 300, sprtCycNm="다" * 300)

        assert len(item.values["summary"]) == 500
        assert len(item.values["provision"]) == 100
        assert {problem.code for problem in item.remarks} == {"too_long"}

    @pytest.mark.parametrize("title", ["", "가" * 201, "-"])
    def test_a_row_without_a_usable_name_is_refused(self, title):
        with pytest.raises(RowError):
            item_of(**OURS | {"servNm": title})

    def test_unknown_terms_are_told_and_left_out(self):
        item = item_of(**OURS, trgterIndvdlNmArray="저소득, 우주인")

        assert item.values["household"] == ["050"]
        assert [problem.message for problem in item.remarks] == ["‘우주인’은(는) 없는 분류라 뺐습니다."]

    def test_old_amounts_are_worth_a_word(self):
        item = item_of(jurMnofNm="보건복지부", crtrYr="2020")

        assert item.values["basis_year"] == 2020
        assert [problem.code for problem in item.remarks] == ["old_year"]

    def test_without_a_number_a_row_is_known_by_what_it_is_called(self):
        keys = []
        for name in ("김장 나눔", "김장나눔 ", "쌀 나눔"):
            reader, (row,) = rows_of(
                [{"서비스명": name, "담당부서": "나눔재단", "지원내용": "가"}], "private"
            )
            keys.append(reader.key(row))

        assert keys[0] == keys[1] != keys[2]
        assert len(keys[0]) <= 60

    @given(
        record=st.dictionaries(
            st.sampled_from(
                [
                    "servDgst",
                    "lifeNmArray",
                    "enfcEndYmd",
                    "rprsCtadr",
                    "applmetList",
                    "bizChrDeptNm",
                    "aplyMtdNm",
                ]
            ),
            st.text(max_size=40),
        )
    )
    @settings(max_examples=60, deadline=None)
    def test_stray_bytes_never_break_a_row(self, record):
        try:
            item = item_of(origin="private", **{"servId": "A", **record})
        except (RowError, Elsewhere):
            return
        assert item.values["title"] == "지원"
        json.dumps(item.values)


@pytest.mark.django_db
def test_every_term_of_the_vocabulary_is_known_by_its_own_name():
    names = TermNames(Term.objects.values_list("axis", "code", "label"))

    for term in Term.objects.exclude(axis=Axis.ACCESS):
        assert names.read(term.label, Axis(term.axis)) == ({Axis(term.axis): [term.code]}, [])


def test_every_header_is_for_a_field_there_is():
    import csv

    from directory.importing.benefits import FIELDS

    path = Path(__file__).resolve().parents[3] / "directory/data/benefit_headers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        fields = {row["field"] for row in csv.DictReader(file)}

    assert fields - {"ignored"} == {field.name for field in FIELDS}
