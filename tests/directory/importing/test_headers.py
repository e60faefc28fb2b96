"""Which column says what: found below titles, by any of its names, or offered to a person."""

import pytest

from directory.importing.engine import UnreadableFile, prepare, preview, remember_mapping, run_import
from directory.importing.headers import PERSONS, header_key
from directory.models import FacilityPage, HeaderAlias, SourceRecord
from tests.directory.importing.lists import content


def draft(*lines, name="list_2026.csv"):
    return prepare(content(*lines[1:], header=lines[0]), name)


def mapped(run):
    return {header: field for header, field in run.header_map.items() if field}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *(("scName", "name"), ("SCADDRESS", "address"), ("fcltNm", "name"), ("FCLT_NM", "name")),
        *((" 시 설 명 ", "name"), ("\ufeff시설명", "name"), ("홈페이지?주소", "website")),
        *(("위도(X좌표)", "latitude"), ("위도(Y좌표)", "latitude"), ("엑스(X)좌표", "longitude")),
        *(("정원(명)", "capacity"), ("전화번호(대표)", "phone"), ("시설유형(대)", "kind_large")),
    ],
)
def test_a_header_is_known_by_its_names(district, header, field):
    run = draft(f"시설명,{header}" if field != "name" else header, "햇살,1" if field != "name" else "햇살")

    assert field in run.header_map.values()


def test_titles_and_empty_rows_above_the_header_are_passed_over(district):
    run = draft(
        "동대문구 시설 현황", ",,", "(2026. 7. 기준),,", "연번,시설명,전화번호", "1,햇살,02-2249-3739"
    )

    assert run.rows_read == 1
    assert mapped(run) == {"연번": "ignored", "시설명": "name", "전화번호": "phone"}


def test_a_header_of_two_rows_is_read_as_one(district):
    run = draft("연번,시설명,소재지,연락처,", ",,,전화번호,팩스번호", "1,햇살,약령시로 22,02-2249-3739,")

    assert mapped(run)["팩스번호"] == "fax"
    assert mapped(run)["시설명"] == "name"
    assert run.rows_read == 1


def test_the_first_of_two_equal_headers_counts_and_it_is_told(district):
    run = draft("시설명,전화번호,전화번호", "햇살,02-2249-3739,02-2249-3740")

    assert run.header_map == {"시설명": "name", "전화번호": "phone", "전화번호 (2)": ""}
    assert "‘전화번호’ 칸이 2번 나옵니다. 첫 칸만 그 이름으로 읽었습니다." in run.notes


def test_an_empty_header_is_dropped_and_an_unknown_one_kept(district):
    run = run_import(draft("시설명,,보육실수", "햇살,무엇,4"))

    assert run.header_map == {"시설명": "name", "보육실수": ""}
    assert SourceRecord.objects.get().raw == {"시설명": "햇살", "보육실수": "4"}


def test_an_unknown_header_is_offered_by_its_looks_and_not_taken(district):
    columns = {column.header: column for column in preview(draft("시설명,시설전화번호들", "햇살,1")).columns}

    assert columns["시설전화번호들"].field == ""
    assert columns["시설전화번호들"].offered == "phone"
    assert columns["시설명"].label == "시설 이름"
    assert columns["시설명"].samples == ["햇살"]


def test_a_preview_shows_twenty_rows(district):
    assert len(preview(draft("시설명", *(f"햇살{number}" for number in range(30)))).rows) == 20


def test_a_mapping_by_hand_is_used_and_remembered_for_the_next_edition(district):
    first = draft("시설명,부르는 곳", "햇살,02-2249-3739")
    remember_mapping(first, {"부르는 곳": "phone"})
    run_import(first)

    assert FacilityPage.objects.get().phone == "02-2249-3739"
    assert draft("시설명,부르는 곳", "햇살,1", name="list_2027.csv").header_map["부르는 곳"] == "phone"
    assert (
        draft(
            "시설명,부르는 곳",
            "햇살,1",
            name="other.csv",
        ).header_map["부르는 곳"]
        == "phone"
    )
    assert HeaderAlias.objects.get(source__isnull=False).source == first.source


def test_a_column_left_out_by_hand_stays_out(district):
    first = draft("시설명,전화번호", "햇살,02-2249-3739")
    remember_mapping(first, {"전화번호": ""})

    run_import(first)

    assert FacilityPage.objects.get().phone == ""
    assert draft("시설명,전화번호", "햇살,1", name="list_2027.csv").header_map["전화번호"] == "ignored"


@pytest.mark.parametrize(
    "header", ["시설장명", "시설장", "대표자", "대표자명", "원장 성명", "센터장이름", "성명", "담당자"]
)
def test_a_column_of_persons_is_neither_read_nor_kept(district, header):
    run = draft(f"시설명,{header}", "햇살,홍길동")
    remember_mapping(run, {header: "operator"})
    run_import(run)

    assert "홍길동" not in str(SourceRecord.objects.get().raw)
    assert FacilityPage.objects.get().operator == ""


@pytest.mark.parametrize("header", ["담당부서", "대표전화", "시설장비", "관리기관명", "원장치"])
def test_what_is_no_person_is_none(header):
    assert not PERSONS.fullmatch(header_key(header))


def test_a_publishers_phone_and_name_never_become_the_facilitys(district):
    run_import(draft("시설명,관리기관명,관리기관전화번호,제공기관명", "햇살,동대문구,02-2127-4887,동대문구"))

    page = FacilityPage.objects.get()
    assert (page.phone, page.operator) == ("", "")


def test_a_file_without_names_says_what_it_has(district):
    with pytest.raises(UnreadableFile, match="이 파일에 있는 칸: 이것, 저것"):
        draft("이것,저것", "가,나")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("공연/행사명,장소", "문화행사 목록"),
        ("호선,역명", "지하철역 목록"),
        ("servId,servNm", "import_benefits"),
        ("행정구역,65세이상전체", "인구 통계표"),
    ],
)
def test_another_kind_of_list_is_refused_with_its_name(district, header, told):
    with pytest.raises(UnreadableFile, match=told):
        draft(header, "가,나")


def test_a_header_without_rows_is_refused(district):
    with pytest.raises(UnreadableFile):
        draft("시설명,전화번호")
