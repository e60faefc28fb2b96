"""Values of official lists: what is mended, what is dropped, and that mending never raises."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing import addresses, cleaning
from directory.importing.places import coordinates, district
from directory.importing.reading import UnreadableFile, decode, read

DISTRICT = ("서울특별시", "동대문구")

phone_like = st.one_of(
    st.text(max_size=40), st.text(alphabet="0123456789-~()., 내선＋+０１２/\n", max_size=30)
)
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
                ",",
            ]
            + [
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
        ),
        max_size=12,
    ).map("".join),
)


class TestPhone:
    @pytest.mark.parametrize(
        ("raw", "number"),
        [
            ("0222493739", "02-2249-3739"),
            ("02) 868-3117", "02-868-3117"),
            ("(02)556-3493", "02-556-3493"),
            ("02－858－0353", "02-858-0353"),
            ("852-1448", "02-852-1448"),
            ("0507-1234-5678", "0507-1234-5678"),
            ("15778136", "1577-8136"),
            ("031-335-7479", "031-335-7479"),
            ("+82-2-2249-3739", "02-2249-3739"),
            ("119", "119"),
        ],
    )
    def test_it_is_written_as_koreans_write_it(self, raw, number):
        assert cleaning.phone(raw) == (number, "")

    @pytest.mark.parametrize("raw", ["02-0000-0000", "00-000-0000", "000-000-0000", "055-000-0000"])
    def test_a_placeholder_is_no_number(self, raw):
        assert cleaning.phone(raw) == ("", "자리만 채운 번호라 비웠습니다.")

    @pytest.mark.parametrize("raw", ["02-578-884", "000--2298", "햇살 3반", "전화 없음", "9" * 400])
    def test_what_cannot_be_called_is_dropped_with_a_remark(self, raw):
        value, remark = cleaning.phone(raw)

        assert value == ""
        assert remark

    @pytest.mark.parametrize("raw", ["", "-", "0", " 없음 ", "\u3000"])
    def test_a_null_word_is_empty_without_a_remark(self, raw):
        assert cleaning.phone(raw) == ("", "")

    @pytest.mark.parametrize(
        "raw", ["02-984-5811~4", "02-984-5811(내선 7)", "02-984-5811, 02-984-5812", "02-984-5811 내선7"]
    )
    def test_of_several_numbers_the_first_is_kept_and_the_rest_remarked(self, raw):
        assert cleaning.phone(raw) == ("02-984-5811", "첫 번호(02-984-5811)만 실었습니다.")

    @settings(deadline=None)
    @given(phone_like)
    def test_it_never_raises_and_mending_twice_changes_nothing(self, raw):
        once = cleaning.phone(raw).value

        assert cleaning.phone(once) == (once, "")


class TestAddress:
    @pytest.mark.parametrize(
        ("raw", "tidy"),
        [
            ("서울특별시 동대문구 약령시로5길 22 (제기동)", "서울특별시 동대문구 약령시로5길 22 (제기동)"),
            ("동대문구 답십리로172,3층(답십리동)", "서울특별시 동대문구 답십리로 172, 3층 (답십리동)"),
            ("약령시로5길22", "서울특별시 동대문구 약령시로5길 22"),
            ("서울시 동대문구 망우로20가길34-6", "서울특별시 동대문구 망우로20가길 34-6"),
            ("서울특별시동대문구천호대로 145", "서울특별시 동대문구 천호대로 145"),
            ("무학로 89, 3층 (용두동, 3층 )", "서울특별시 동대문구 무학로 89, 3층 (용두동, 3층)"),
            ("부산광역시 동구 중앙대로 1", "부산광역시 동구 중앙대로 1"),
            ("", ""),
        ],
    )
    def test_it_is_put_on_one_line_with_its_district(self, raw, tidy):
        assert addresses.tidy(raw, *DISTRICT) == tidy

    def test_a_road_address_names_its_legal_dong_in_brackets(self):
        place = addresses.address("동대문구 장한로27가길 53 (장안동, 은천노인종합복지센터)", *DISTRICT)

        assert place == ("서울특별시 동대문구 장한로27가길 53 (장안동, 은천노인종합복지센터)", "", "장안동")

    def test_a_lot_address_is_known_by_its_dong_and_number(self):
        place = addresses.address("서울특별시 동대문구 전농동 146번지", *DISTRICT)

        assert place == ("", "서울특별시 동대문구 전농동 146번지", "전농동")

    @settings(deadline=None)
    @given(address_like)
    def test_it_never_raises_and_mending_twice_changes_nothing(self, raw):
        once = addresses.tidy(raw, *DISTRICT)

        assert addresses.tidy(once, *DISTRICT) == once
        addresses.address(raw, *DISTRICT)


class TestOtherValues:
    @pytest.mark.parametrize(
        ("raw", "value"), [("02524", "02524"), ("3924", "03924"), ("143867", ""), ("130-050", ""), ("가", "")]
    )
    def test_a_postcode_has_five_digits(self, raw, value):
        assert cleaning.postcode(raw).value == value

    @pytest.mark.parametrize(
        ("raw", "value"),
        [
            ("cafe.naver.com/airang2012", "http://cafe.naver.com/airang2012"),
            ("https://blog.naver.com/yonsei6390", "https://blog.naver.com/yonsei6390"),
            ("http//cafe.naver.com/dh9118", "http://cafe.naver.com/dh9118"),
            ("ew22@hanmail.net", ""),
            ("키즈노트", ""),
            ("javascript:alert(1)", ""),
            ("http://[", ""),
            ("x", ""),
        ],
    )
    def test_a_website_is_an_address_that_opens(self, raw, value):
        assert cleaning.website(raw).value == value

    @pytest.mark.parametrize(
        ("raw", "value"),
        [("0", None), ("72", 72), ("6,980", 6980), ("20명", 20), ("약간", None), ("-5", None)],
    )
    def test_a_capacity_of_nought_means_not_stated(self, raw, value):
        assert cleaning.count(raw).value == value

    @pytest.mark.parametrize(
        ("raw", "value"),
        [
            ("2026-07-21", date(2026, 7, 21)),
            ("20260721", date(2026, 7, 21)),
            ("2026.7.1", date(2026, 7, 1)),
            ("2026-02-30", None),
            ("2026.07", None),
            ("어제", None),
        ],
    )
    def test_a_day_is_a_whole_date_or_nothing(self, raw, value):
        assert cleaning.day(raw) == value

    @settings(deadline=None)
    @given(st.text(max_size=60))
    def test_nothing_that_is_written_in_a_cell_raises(self, raw):
        text = cleaning.text(raw)

        assert cleaning.text(text) == text
        for mend in (cleaning.postcode, cleaning.count, cleaning.website):
            mend(raw)
        cleaning.day(raw)
        coordinates(raw, "127.0")

    @settings(deadline=None)
    @given(st.text(max_size=60))
    def test_postcodes_and_websites_are_mended_once(self, raw):
        for mend in (cleaning.postcode, cleaning.website):
            once = mend(raw).value
            assert mend(once).value == once


class TestCoordinates:
    def test_a_point_keeps_six_decimals(self):
        assert coordinates("37.5872413382227", "127.049826506747").value == (
            Decimal("37.587241"),
            Decimal("127.049827"),
        )

    def test_swapped_ones_are_put_right(self):
        point, remark = coordinates("127.0498", "37.5872")

        assert point == (Decimal("37.587200"), Decimal("127.049800"))
        assert "바로잡았습니다" in remark

    @pytest.mark.parametrize(
        ("latitude", "longitude"),
        [
            ("37.566470", "126.977963"),
            ("32.52", "123.74"),
            ("0", "0"),
            ("NaN", "127"),
            ("37.5", "1e99"),
            ("가", "나"),
        ],
    )
    def test_a_default_point_and_what_is_no_point_are_dropped(self, latitude, longitude):
        point, remark = coordinates(latitude, longitude)

        assert point is None
        assert remark

    def test_a_missing_point_is_no_remark(self):
        assert coordinates("", " ") == (None, "")


class TestDistrict:
    @pytest.mark.parametrize(
        ("point", "code"),
        [
            ((37.58724, 127.04983), "1123070500"),  # 청량리동, 제기로33길 25
            ((37.57744, 127.02505), "1123051500"),  # 신설동, where 용신동 was
            ((37.56647, 126.97796), None),  # Seoul City Hall
        ],
    )
    def test_a_point_is_in_one_dong_or_none(self, point, code):
        assert district().dong_at(*point) == code

    def test_a_legal_dong_may_lie_in_two(self):
        assert district().dongs_of("제기동") == ["1123054500"]
        assert district().dongs_of("전농동") == ["1123056000", "1123057000"]
        assert district().dongs_of("역삼동") == []


class TestReading:
    @pytest.mark.parametrize(
        ("encoding", "label"),
        [("cp949", "CP949"), ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 BOM"), ("utf-16", "UTF-16")],
    )
    def test_an_encoding_is_known_by_its_bytes(self, encoding, label):
        text = "시설명,전화\r\n햇살어린이집,똠방각하\r\n"

        assert decode(text.encode(encoding)) == (text, label, 0)

    def test_undecodable_bytes_are_counted_and_the_rest_is_kept(self):
        content = "시설명\n햇살".encode("cp949") + b"\x80\n" + "누리\n".encode("cp949")

        text, encoding, lost = decode(content)

        assert (encoding, lost) == ("CP949", 1)
        assert "누리" in text

    @settings(deadline=None)
    @given(st.binary(max_size=300))
    def test_no_file_raises_anything_but_its_own_refusal(self, content):
        def outcome():
            try:
                return read(content).rows
            except UnreadableFile as refusal:
                return str(refusal)

        assert outcome()

    def test_blank_and_total_rows_are_passed_over_and_numbers_stay(self):
        sheet = read('시설명,정원\n,\n가,1\n\n나,"두\n줄"\n총계,\n'.encode())

        assert [(row.number, row.cells[0]) for row in sheet.rows] == [(1, "시설명"), (3, "가"), (5, "나")]

    def test_a_spreadsheet_is_refused_with_the_way_out(self):
        with pytest.raises(UnreadableFile, match="CSV UTF-8"):
            read(b"PK\x03\x04rest")
