"""What one row says becomes the facts of one facility."""

import pytest

from directory.importing import kinds
from directory.models import FacilityKind, FacilityPage, ImportSource
from tests.directory.importing.lists import messages


@pytest.fixture
def read(bring):
    """One row in, its page out."""

    def read_row(**cells):
        run = bring(
            ",".join(["햇살센터", *(f'"{cell}"' for cell in cells.values())]),
            header=",".join(["시설명", *cells]),
        )
        page = FacilityPage.objects.first()
        if page:
            page.told = messages(run)
        return page

    return read_row


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"시설종류명(시설유형)": "(노인복지시설) 재가노인복지시설"}, "senior-home-care"),
        ({"시설종류명(시설유형)": "(노인) 노인복지관"}, "senior-welfare-center"),
        (
            {"시설유형(대)": "노인", "시설유형(중)": "노인의료복지시설", "시설유형(소)": "노인요양시설"},
            "senior-nursing-home",
        ),
        ({"어린이집유형": "가정"}, "daycare-home"),
        ({"어린이집유형": "법인?단체등"}, "daycare-organisation"),
        ({"시설종류": "우주복지시설"}, "other-facility"),
    ],
)
def test_kinds(read, cells, kind):
    assert read(**cells).kind.code == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("중산경노당", "senior-center"),
        ("동대문장애인종합복지관", "disabled-welfare-center"),
        ("대한노인회", "other-facility"),
    ],
)
def test_a_list_without_kinds_goes_by_the_name(bring, name, kind):
    bring(f"{name},1", header="대상시설명,장소유형코드")

    assert FacilityPage.objects.get().kind.code == kind


def test_a_list_of_one_kind_says_it_itself(bring):
    source = ImportSource.objects.create(
        code="meals",
        kind="facilities",
        name="급식소",
        default_kind=FacilityKind.objects.get(code="free-meal"),
    )
    bring("햇살", header="시설명", source=source)

    assert FacilityPage.objects.get().kind.code == "free-meal"


def test_an_unknown_kind_is_told(read):
    assert "모르는 시설종류라 ‘기타 시설’로 두었습니다." in read(시설종류="우주복지시설").told


def test_every_alias_and_every_served_kind_is_a_kind(db):
    codes = set(FacilityKind.objects.values_list("code", flat=True))

    assert {row["kind"] for row in kinds._rows("kind_aliases.csv")} <= codes
    assert kinds.served().keys() <= codes


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("정상", "operating"),
        ("재개", "operating"),
        ("휴지", "suspended"),
        ("휴업", "suspended"),
        ("모름", "operating"),
    ],
)
def test_states(read, word, status):
    assert read(운영현황=word).status == status


@pytest.mark.parametrize(
    "cells",
    [{"운영현황": "폐지"}, {"영업상태명": "폐업"}, {"급식요일": "미운영"}, {"폐지일자": "2020-01-01"}],
)
def test_what_is_closed_is_not_opened(read, cells):
    assert read(**cells) is None


def test_a_rest_has_its_days(read):
    page = read(운영현황="휴지", 휴지시작일자="2026-10-01", 휴지종료일자="2027-03-31")

    assert (page.suspended_from.isoformat(), page.suspended_until.isoformat()) == ("2026-10-01", "2027-03-31")


def test_a_rest_that_ends_before_it_starts_has_no_end(read):
    page = read(운영현황="휴지", 휴지시작일자="2026-10-01", 휴지종료일자="2026-03-31")

    assert page.suspended_until is None
    assert "쉬기 시작한 날보다 앞이라 비웠습니다." in page.told


@pytest.mark.parametrize(
    ("given", "day", "precision"),
    [("1997", "1997-01-01", "year"), ("2012.01.", "2012-01-01", "month"), ("20080131", "2008-01-31", "day")],
)
def test_the_day_it_opened_is_known_as_far_as_it_is(read, given, day, precision):
    page = read(설립일자=given)

    assert (page.opened_on.isoformat(), page.opened_precision) == (day, precision)


def test_the_first_number_is_the_phone_and_the_others_are_kept(read):
    page = read(전화번호="02-2249-3739(내선 7), 02-2249-3740")

    assert page.phone == "02-2249-3739"
    assert [(each.value["number"], each.value["extension"]) for each in page.phones] == [
        *(("02-2249-3739", "7"), ("02-2249-3740", "")),
    ]


def test_a_glued_address_is_parted(read):
    page = read(시설주소="서울특별시 동대문구 약령시로5길 22, 3층 (제기동)")

    assert (page.road_address, page.address_detail) == ("서울특별시 동대문구 약령시로5길 22", "3층")
    assert page.legal_dong.name == "제기동"


def test_a_postcode_of_six_digits_is_dropped(read):
    assert read(우편번호="130-110").postcode == ""


def test_pairs_of_times_become_rows(read):
    page = read(
        평일운영시작시각="09:00",
        평일운영종료시각="18:00",
        토요일운영시작시각="00:00",
        토요일운영종료시각="00:00",
    )

    weekday, saturday = page.hours.all()
    assert (weekday.opens_at.hour, weekday.closes_at.hour, weekday.days) == (9, 18, 31)
    assert (saturday.is_closed, saturday.days) == (True, 32)


def test_words_about_hours_are_always_kept(read):
    page = read(급식시간="중식(12:00-13:00)", 급식요일="월+화+수")

    assert page.opening_hours == "월·화·수 중식(12:00-13:00)"


def test_a_fee_says_its_kind(read):
    page = read(이용요금="무료")

    assert page.fee_kind == "free"


def test_zero_persons_is_not_stated(read):
    assert read(정원="0").capacity is None


def test_a_service_that_is_over_is_told(read):
    assert "운영 기간이 지났습니다. 아직 여는지 확인해 주십시오." in read(운영종료일자="2024-12-31").told
    assert "운영 기간이 지났습니다. 아직 여는지 확인해 주십시오." not in read(운영종료일자="9999-12-31").told


def test_numbers_of_a_row_are_unique_with_who_gave_them(bring):
    header = "사업장명,관리번호,개방자치단체코드"
    bring("가,CDFD1001,3050000", "나,CDFD1001,3060000", header=header)

    assert set(FacilityPage.objects.values_list("source_key", flat=True)) == {
        "3050000-CDFD1001",
        "3060000-CDFD1001",
    }


def test_a_number_keeps_its_zeros(bring):
    bring("가,00123", header="시설명,시설코드")

    assert FacilityPage.objects.get().source_key == "00123"
