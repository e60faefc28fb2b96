"""Addresses of real lists: road or lot, what stands behind the number, the 법정동 and the 시군구."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing.cleaning import addresses
from directory.importing.cleaning.addresses import Address, address, folded, sigungu_of
from directory.importing.cleaning.regions import sido_of

DISTRICT = ("서울특별시", "동대문구")

address_like = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                "서울특별시",
                "서울",
                "동대문구",
                "부산광역시",
                "약령시로5길",
                "천호대로",
                "22",
                "-2",
                "(용두동",
                ")",
                "(",
            ]
            + [
                ",",
                "전농동 ",
                "146번지",
                " ",
                "\u3000",
                "\u200b",
                "3층",
                "산",
                "로",
                "길",
                "동대문구청",
                "\n",
                "１２",
            ]
            + ["（", "장안2동", "종로5가", "101호", "지하 ", "/", "경기도", "안산시", "상록구", "(02567) "]
        ),
        max_size=12,
    ).map("".join),
)


class TestTidy:
    @pytest.mark.parametrize(
        ("raw", "tidy"),
        [
            ("서울특별시 동대문구 약령시로5길 22 (제기동)", "서울특별시 동대문구 약령시로5길 22 (제기동)"),
            ("동대문구 답십리로172,3층(답십리동)", "서울특별시 동대문구 답십리로 172, 3층 (답십리동)"),
            ("약령시로5길22", "서울특별시 동대문구 약령시로5길 22"),
            ("서울시 동대문구 망우로20가길34-6", "서울특별시 동대문구 망우로20가길 34-6"),
            ("서울특별시동대문구천호대로 145", "서울특별시 동대문구 천호대로 145"),
            ("서울특별시 동대문구 동대문구 천호대로 145", "서울특별시 동대문구 천호대로 145"),
            ("무학로 89, 3층 (용두동, 3층 )", "서울특별시 동대문구 무학로 89, 3층 (용두동, 3층)"),
            ("천호대로 145\n(용두동", "서울특별시 동대문구 천호대로 145 (용두동)"),
            ("천호대로 145 (용두동(구청))", "서울특별시 동대문구 천호대로 145 (용두동, 구청)"),
            ("(130-050) 천호대로 145", "서울특별시 동대문구 천호대로 145"),
            ("부산광역시 동구 중앙대로 1", "부산광역시 동구 중앙대로 1"),
            ("경기도안산시상록구본원로86,2층", "경기도안산시상록구본원로 86, 2층"),
            ("", ""),
        ],
    )
    def test_it_is_put_on_one_line_with_its_district(self, raw, tidy):
        assert addresses.tidy(raw, *DISTRICT) == tidy


class TestParts:
    @pytest.mark.parametrize(
        ("raw", "road", "detail", "dong"),
        [
            ("장한로27가길 53 (장안동, 은천센터)", "장한로27가길 53", "은천센터", "장안동"),
            ("장안벚꽃로 167 224동 102호(장안동, 2단지)", "장안벚꽃로 167", "224동 102호, 2단지", "장안동"),
            ("무학로 89, 3층 (용두동, 3층 )", "무학로 89", "3층", "용두동"),
            ("무학로 89 2~3층", "무학로 89", "2~3층", ""),
            ("천호대로 지하 133", "천호대로 지하 133", "", ""),
            ("뚝섬로 3길 18 (용두동)", "뚝섬로3길 18", "", "용두동"),
            ("고산자로 10길9", "고산자로10길 9", "", ""),
            ("고산자로 420경동프라자 6층", "고산자로 420", "경동프라자 6층", ""),
            ("한천로 248 (휘경2동)", "한천로 248", "", "휘경동"),
            ("한천로 248 (가동, 관리동)", "한천로 248", "가동, 관리동", ""),
            ("무학로 133 (용두동) 234-40", "무학로 133", "234-40", "용두동"),
        ],
    )
    def test_a_road_address_ends_with_its_number(self, raw, road, detail, dong):
        assert address(raw, *DISTRICT) == Address(f"서울특별시 동대문구 {road}", "", detail, dong)

    @pytest.mark.parametrize(
        ("raw", "lot", "detail", "dong"),
        [
            ("전농동 146번지", "전농동 146번지", "", "전농동"),
            ("회기동109-1", "회기동 109-1", "", "회기동"),
            ("전농동 산 12-3", "전농동 산 12-3", "", "전농동"),
            ("제기2동 972번지 백합빌딩 2층", "제기2동 972번지", "백합빌딩 2층", "제기동"),
            ("청량리동 209번지 22호 2층", "청량리동 209번지 22호", "2층", "청량리동"),
            ("종로5가 12", "종로5가 12", "", "종로5가"),
        ],
    )
    def test_a_lot_address_is_known_by_its_dong_and_number(self, raw, lot, detail, dong):
        assert address(raw, *DISTRICT) == Address("", f"서울특별시 동대문구 {lot}", detail, dong)

    def test_a_number_and_a_floor_written_together_are_not_guessed(self):
        place = address("약령시로5길 223층 (제기동)", *DISTRICT)

        assert place.road == "서울특별시 동대문구 약령시로5길 223층"
        assert place.legal_dong == "제기동"
        assert "붙어 있어" in place.remark

    def test_a_cell_of_details_alone_has_no_road(self):
        assert addresses.detail("/ 서울대학교 (이화동)") == Address("", "", "서울대학교", "이화동")
        assert addresses.detail("(동숭동/부설초등학교)") == Address("", "", "부설초등학교", "동숭동")

    def test_it_is_written_again_as_the_law_writes_it(self):
        place = address("동대문구 답십리로172,3층(답십리동, 해밀빌딩)", *DISTRICT)

        assert place.line == "서울특별시 동대문구 답십리로 172, 3층, 해밀빌딩 (답십리동)"


class TestRegions:
    @pytest.mark.parametrize(
        ("raw", "sigungu"),
        [
            ("서울특별시 동대문구 천호대로 145", "동대문구"),
            ("서울동대문구 천호대로 145", "동대문구"),
            ("동대문구 천호대로 145", "동대문구"),
            ("서울특별시 성북구장위동 65-24", "성북구"),
            ("서울특별시 구로구디지털로 1", "구로구"),
            ("강원도 양구군양구읍 1", "양구군"),
            ("강원특별자치도 정선군 여량면", "정선군"),
            ("전남광주통합특별시 동구 금남로 1", "동구"),
            ("광주시 북구 1", "북구"),
            ("경기 광주시 경안로 1", "광주시"),
            ("전라북도 전주시 완산구 성지산로 55", "전주시 완산구"),
            ("경기도안산시상록구본원로86", "안산시 상록구"),
            ("제주도 제주시 연동 1", "제주시"),
            ("제주시 연동 1", "제주시"),
            ("부산진구 1", "부산진구"),
            ("서울 약령시로5길 22", ""),
            ("동대문구청 앞", ""),
            ("천호대로 145", ""),
            ("", ""),
        ],
    )
    def test_an_address_names_its_district(self, raw, sigungu):
        assert sigungu_of(raw) == sigungu

    @pytest.mark.parametrize(
        ("old", "present"),
        [
            ("강원도", "강원특별자치도"),
            ("전라북도", "전북특별자치도"),
            ("제주도", "제주특별자치도"),
            ("전라남도", "전남광주통합특별시"),
            ("광주광역시", "전남광주통합특별시"),
            ("서울", "서울특별시"),
            ("경기", "경기도"),
            ("평양직할시", ""),
        ],
    )
    def test_a_sido_is_known_by_its_old_names(self, old, present):
        assert sido_of(old) == present


class TestFolded:
    @pytest.mark.parametrize(
        "raw",
        [
            "서울특별시 동대문구 천호대로 145 (용두동)",
            "서울 동대문구 천호대로145",
            "동대문구 천호대로 145(용두동, 구청)",
            "서울시동대문구천호대로 145.",
        ],
    )
    def test_editions_that_punctuate_differently_have_one_key(self, raw):
        assert folded(raw) == "동대문구천호대로145"

    def test_a_lot_has_one_key_too(self):
        assert folded("전농동 146번지 2호") == folded("전농동 146-2") != folded("전농동 1462")


@pytest.mark.parametrize(
    ("raw", "value"), [("02524", "02524"), ("3924", "03924"), ("143867", ""), ("130-050", ""), ("가", "")]
)
def test_a_postcode_has_five_digits(raw, value):
    assert addresses.postcode(raw).value == value


@settings(max_examples=100, deadline=None)
@given(address_like)
def test_it_never_raises_and_mending_twice_changes_nothing(raw):
    once = addresses.tidy(raw, *DISTRICT)
    place = address(raw, *DISTRICT)

    assert addresses.tidy(once, *DISTRICT) == once
    assert address(place.line, *DISTRICT)[:2] == place[:2]
    assert folded(folded(raw)) == folded(raw)
    assert addresses.postcode(addresses.postcode(raw).value).remark == ""
    sigungu_of(raw)
    addresses.detail(raw)
