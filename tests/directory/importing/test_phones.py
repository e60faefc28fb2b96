"""Telephone cells of real lists: every number in them, what cannot be called, and that nothing raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing import cleaning
from directory.importing.cleaning.phones import Phone, phone, phones

phone_like = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789-~()., 내선팩스상담:＋+０１２/\n", max_size=40),
    st.lists(
        st.sampled_from(
            [
                "02-984-5811",
                "031-335-7479",
                "15778136",
                "119",
                "(내선 7)",
                "~4",
                ", ",
                " / 0196",
                "팩스 ",
                "상담: ",
            ]
            + ["0", "-", "+82", "02) 868-3117", "9849", "\n", "(", ")", "내선", " ", "852-1448"]
        ),
        max_size=8,
    ).map("".join),
)


class TestOneNumber:
    @pytest.mark.parametrize(
        ("raw", "number"),
        [
            ("0222493739", "02-2249-3739"),
            ("02) 868-3117", "02-868-3117"),
            ("(02)556-3493", "02-556-3493"),
            ("02－858－0353", "02-858-0353"),
            ("02 868 3117", "02-868-3117"),
            ("0507-1234-5678", "0507-1234-5678"),
            ("0504-123-4567", "0504-123-4567"),
            ("15778136", "1577-8136"),
            ("1833-9514", "1833-9514"),
            ("031-335-7479", "031-335-7479"),
            ("0313357479", "031-335-7479"),
            ("070-4735-6845", "070-4735-6845"),
            ("080-123-4567", "080-123-4567"),
            ("010-2345-6789", "010-2345-6789"),
            ("+82-2-2249-3739", "02-2249-3739"),
            ("02-984-5811,", "02-984-5811"),
            ("tel. 02-984-5811", "02-984-5811"),
            *((short, short) for short in ("110", "112", "119", "120", "129", "109", "1366", "1388")),
        ],
    )
    def test_it_is_written_as_koreans_write_it(self, raw, number):
        assert phones(raw) == ([Phone(number)], "")
        assert phone(raw) == (number, "")

    @pytest.mark.parametrize(
        ("raw", "area", "number"),
        [
            ("852-1448", "02", "02-852-1448"),
            ("2249-3739", "02", "02-2249-3739"),
            ("852-1448", "031", "031-852-1448"),
        ],
    )
    def test_without_an_area_code_it_gets_the_one_of_the_list_with_a_remark(self, raw, area, number):
        assert phones(raw, area=area) == ([Phone(number)], f"지역번호({area})를 붙였습니다.")

    def test_without_an_area_code_and_without_one_for_the_list_it_is_refused(self):
        assert phones("852-1448", area="") == ([], "지역번호가 없어 비웠습니다.")

    @pytest.mark.parametrize(
        ("raw", "number"),
        [("222493739", "02-2249-3739"), ("313357479", "031-335-7479"), ("1023456789", "010-2345-6789")],
    )
    def test_the_first_nought_that_a_spreadsheet_took_is_put_back(self, raw, number):
        assert phones(raw) == ([Phone(number)], "앞의 0이 빠져 있어 채웠습니다.")

    @pytest.mark.parametrize("raw", ["02-0000-0000", "00-000-0000", "000-000-0000", "055-000-0000"])
    def test_a_placeholder_is_no_number(self, raw):
        assert phones(raw) == ([], "자리만 채운 번호라 비웠습니다.")

    def test_a_number_that_ends_in_noughts_stays_and_is_doubted(self):
        assert phones("1544-0000") == ([Phone("1544-0000")], "0000으로 끝나는 번호입니다. 확인해 주십시오.")

    @pytest.mark.parametrize(
        "raw",
        [
            "-576-8076",
            "02-578-884",
            "000--2298",
            "02-0475-4585",
            "032-123-4567",
            "햇살 3반",
            "전화 없음",
            "9" * 400,
        ],
    )
    def test_what_cannot_be_called_is_dropped_with_a_remark(self, raw):
        found, remark = phones(raw)

        assert found == []
        assert remark

    @pytest.mark.parametrize("raw", ["", "-", "0", " 없음 ", "\u3000", "(미정)", None])
    def test_a_null_word_is_empty_without_a_remark(self, raw):
        assert phones(raw) == ([], "")


class TestSeveralNumbers:
    @pytest.mark.parametrize(
        "raw",
        [
            "02-984-5811, 02-984-5812",
            "02-984-5811/02-984-5812",
            "02-984-5811 및 02-984-5812",
            "02-984-5811\n02-984-5812",
            "02-984-5811 02-984-5812",
            "02 984 5811 02 984 5812",
            "02-984-5811 02-984-5812 02-984-5811",
        ],
    )
    def test_all_are_kept_once_in_their_order(self, raw):
        assert phones(raw) == ([Phone("02-984-5811"), Phone("02-984-5812")], "")
        assert phone(raw) == ("02-984-5811", "첫 번호(02-984-5811)만 실었습니다.")

    @pytest.mark.parametrize("raw", ["02) 724-0258 / 0196", "02-724-0258, 0196"])
    def test_four_digits_behind_a_number_are_its_other_end(self, raw):
        found, remark = phones(raw)

        assert found == [Phone("02-724-0258"), Phone("02-724-0196")]
        assert "02-724-0196" in remark

    @pytest.mark.parametrize(
        ("raw", "number", "label"),
        [
            ("02-984-5811~4", "02-984-5811", "대표(~4)"),
            ("941-2001~4", "02-941-2001", "대표(~4)"),
            ("02-2127-5000∼5003", "02-2127-5000", "대표(~5003)"),
        ],
    )
    def test_of_a_range_the_first_is_kept_and_the_label_says_how_far_it_goes(self, raw, number, label):
        found, remark = phones(raw)

        assert found == [Phone(number, "", label)]
        assert "첫 번호를 실었습니다" in remark

    @pytest.mark.parametrize(
        ("raw", "extension"),
        [
            ("02-2296-3749(내선 7)", "7"),
            ("02-2296-3749 내선7", "7"),
            ("02-2296-3749(내선 1,2)", "1,2"),
            ("02-2296-3749(교환 300~305)", "300~305"),
            ("02-2296-3749 ext. 12", "12"),
        ],
    )
    def test_an_extension_belongs_to_its_number(self, raw, extension):
        assert phones(raw) == ([Phone("02-2296-3749", extension)], "")

    def test_what_is_no_number_beside_one_is_told(self):
        found, remark = phones("02-984-5811 (평일 09:00~18:00)")

        assert [one.number for one in found] == ["02-984-5811"]
        assert "09" in remark


class TestLabel:
    @pytest.mark.parametrize(
        ("raw", "labels"),
        [
            ("상담: 02-984-5811 예약: 02-984-5812", ["상담", "예약"]),
            ("02-984-5811(주간), 02-984-5812(야간)", ["주간", "야간"]),
            ("복지정책과 02-984-5811", ["복지정책과"]),
            ("T. 02-984-5811 F. 02-984-5812", ["", "팩스"]),
            ("02-984-5811, 팩스 02-984-5812", ["", "팩스"]),
        ],
    )
    def test_what_a_number_is_for_stays_with_it(self, raw, labels):
        assert [one.label for one in phones(raw).value] == labels

    @pytest.mark.parametrize(
        "raw", ["담당자 김은실 02-984-5811", "02-984-5811 (홍길동)", "홍길동: 02-984-5811"]
    )
    def test_the_name_of_a_person_is_no_label(self, raw):
        found, remark = phones(raw)

        assert found == [Phone("02-984-5811")]
        assert remark == "번호 옆의 말 가운데 무엇인지 모르는 것은 싣지 않았습니다."

    def test_a_fax_number_does_not_answer_in_a_cell_of_telephones(self):
        assert phone("FAX 02-984-5811") == ("", "팩스 번호뿐이라 비웠습니다.")
        assert phone("FAX 02-984-5811 TEL 02-984-5812").value == "02-984-5812"

    def test_in_a_cell_of_fax_numbers_it_needs_no_label(self):
        assert phones("FAX 02-984-5811", fax=True) == ([Phone("02-984-5811")], "")


@settings(max_examples=100, deadline=None)
@given(phone_like)
def test_it_never_raises_and_mending_twice_changes_nothing(raw):
    for one in phones(raw).value:
        assert phones(one.number).value == [Phone(one.number)]
        assert len(one.number) <= 20
        assert len(one.extension) <= 10
        assert len(one.label) <= 30
    once = cleaning.phone(raw).value
    assert cleaning.phone(once).value == once
