"""Which rows are the district's, which points can be believed, and in which 동 each lies."""

import pytest

from directory.importing.places import district as boundaries
from directory.models import FacilityPage, ImportSource
from tests.directory.importing.lists import FIRST, messages

LINE = "시설명,시설주소,위도,경도"
LOTS = "사업장명,지번주소,좌표정보(X),좌표정보(Y)"


class TestRegion:
    @pytest.mark.parametrize(
        ("header", "row"),
        [
            ("시설명,시군구명", "강남센터,강남구"),
            ("시설명,시도명,시군구명", "중앙센터,부산광역시,동구"),
            ("시설명,시설주소", "강남센터,서울특별시 강남구 테헤란로 1"),
            ("시설명,소재지도로명주소", "신안센터,전라남도 신안군 임자면 임자로 68"),
        ],
    )
    def test_a_row_of_another_district_stays_out(self, bring, header, row):
        assert bring(row, header=header).counts == {"elsewhere": 1}

    @pytest.mark.parametrize("stated", ["동대문구", "서울특별시 동대문구", " 동대문구 "])
    def test_a_row_that_says_so_is_ours(self, bring, stated):
        assert bring(f"햇살센터,{stated}", header="시설명,시군구명").counts == {"created": 1}

    def test_in_the_districts_own_list_nobody_needs_to_say_where(self, bring):
        assert bring("햇살,약령시로5길 22", "달빛,", header="시설명,시설주소").counts == {"created": 2}

    def test_in_a_wider_list_who_does_not_say_is_told_and_left_out(self, bring):
        run = bring("햇살,서울 강남구 테헤란로 1", "달빛,", header="시설명,시설주소")

        assert run.counts == {"elsewhere": 2}
        assert messages(run) == ["어느 지역인지 적혀 있지 않아 싣지 않았습니다."]

    def test_or_taken_where_the_point_tells(self, bring):
        run = bring("가,서울 강남구 테헤란로 1,,", "나,,37.5872413,127.0498265", header=LINE)

        assert run.counts == {"created": 1, "elsewhere": 1}


class TestPoints:
    def test_five_addresses_on_one_point_are_no_places(self, bring):
        rows = [f"시설{n},왕산로 {n},37.5801234,127.0401234" for n in range(1, 6)]

        run = bring(*rows, header=LINE)

        assert not FacilityPage.objects.filter(latitude__isnull=False).exists()
        assert run.problems.filter(code="crowd").count() == 5

    def test_rooms_of_one_building_are(self, bring):
        rows = [f'시설{n},"왕산로 1, {n}층 {n}01호",37.5801234,127.0401234' for n in range(1, 7)]

        bring(*rows, header=LINE)

        assert FacilityPage.objects.filter(latitude__isnull=False).count() == 6

    def test_what_was_dragged_in_a_spreadsheet_is_dropped(self, bring):
        bring("가,,37.5801234,127.0401234", "나,,38.5801234,128.0401234", header=LINE)

        assert not FacilityPage.objects.filter(latitude__isnull=False).exists()

    def test_a_new_neighbour_on_the_point_takes_it_from_rows_that_did_not_change(self, bring):
        rows = [f"시설{n},왕산로 {n},37.5801234,127.0401234" for n in range(1, 6)]
        bring(*rows[:4], header=LINE)
        assert FacilityPage.objects.filter(latitude__isnull=False).count() == 4

        bring(*rows, header=LINE, force=True)

        assert not FacilityPage.objects.filter(latitude__isnull=False).exists()

    def test_projected_points_are_converted_by_the_system_of_the_source(self, bring):
        source = ImportSource.objects.create(code="temples", kind="facilities", name="사찰", crs="5174")

        bring("청량사,서울특별시 동대문구 청량리동 61,204113.6798,453983.7624", header=LOTS, source=source)

        page = FacilityPage.objects.get()
        assert boundaries().dong_at(page.latitude, page.longitude)
        assert [dong.name for dong in page.dongs.all()] == ["청량리동"]

    def test_a_wrong_system_refuses_all_points_and_keeps_the_rows(self, bring):
        source = ImportSource.objects.create(code="temples", kind="facilities", name="사찰", crs="5186")
        rows = [f"절{n},서울특별시 동대문구 청량리동 {n},20411{n},453983.7" for n in range(1, 4)]

        run = bring(*rows, header=LOTS, source=source)

        assert run.counts == {"created": 3}
        assert not FacilityPage.objects.filter(latitude__isnull=False).exists()
        assert "3개 가운데 0개만 동대문구에 있어" in " ".join(messages(run))

    def test_a_point_outside_the_district_is_told(self, bring):
        run = bring("가,동대문구 왕산로 1,37.4979,127.0276", header=LINE)

        assert "동대문구 밖의 좌표입니다. 확인해 주십시오." in messages(run)


class TestDong:
    def test_the_point_decides_and_a_disagreement_is_told(self, bring):
        run = bring(FIRST.replace("(청량리동)", "(이문동)"))

        assert [dong.name for dong in FacilityPage.objects.get().dongs.all()] == ["청량리동"]
        assert "좌표는 이문동 밖입니다. 확인해 주십시오." in messages(run)

    @pytest.mark.parametrize(
        ("legal", "dongs"), [("회기동", ["회기동"]), ("제기동", ["제기동"]), ("장안동", []), ("용두동", [])]
    )
    def test_without_a_point_a_legal_dong_decides_if_it_lies_in_one(self, bring, legal, dongs):
        bring(FIRST.replace("청량리동", legal).replace("37.5872413,127.0498265", ","))

        page = FacilityPage.objects.get()
        assert [dong.name for dong in page.dongs.all()] == dongs
        assert page.legal_dong.name == legal

    def test_a_column_of_dongs_decides_where_neither_does(self, bring):
        bring("햇살,한천로 85 (장안동),장안제2동", header="시설명,주소,행정동")

        assert [dong.name for dong in FacilityPage.objects.get().dongs.all()] == ["장안2동"]


class TestTwins:
    def test_one_body_under_two_numbers_is_shown(self, bring):
        run = bring(FIRST, FIRST.replace("A1", "A9"))

        assert "3행: 2행과 이름·주소가 같습니다. 한 곳인지 확인해 주십시오." in messages(run)

    def test_one_that_closed_and_opened_again_is_not(self, bring):
        run = bring(FIRST.replace("정상", "폐지"), FIRST.replace("A1", "A9"))

        assert not messages(run)


def test_a_list_without_addresses_says_so_once(bring):
    run = bring("가,경로당", "나,경로당", header="시설명,시설종류")

    assert messages(run) == [
        "주소도 좌표도 없는 2곳은 행정동을 정하지 못했습니다. 편집 화면에서 골라 주십시오."
    ]
