"""Days of real lists: more than sixteen shapes, and how exactly each is known."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing.cleaning.dates import dated, day, in_name

TODAY = date(2026, 11, 26)
date_like = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789-./년월일 ~:TZ'", max_size=24),
    st.dates().map(str),
    st.datetimes().map(str),
)


class TestDated:
    @pytest.mark.parametrize(
        ("raw", "known", "precision"),
        [
            ("1997", "1997", "year"),
            ("2012년", "2012", "year"),
            ("1999.05", "1999-05", "month"),
            ("2012.01.", "2012-01", "month"),
            ("2012년 3월", "2012-03", "month"),
            ("201203", "2012-03", "month"),
            ("97.3", "1997-03", "month"),
            ("1970-07-01", "1970-07-01", "day"),
            ("1968.9.10", "1968-09-10", "day"),
            ("20080131", "2008-01-31", "day"),
            ("20080131000000", "2008-01-31", "day"),
            ("89.06.30", "1989-06-30", "day"),
            ("'97.3.2", "1997-03-02", "day"),
            ("191231", "2019-12-31", "day"),
            ("2026년 11월 26일", "2026-11-26", "day"),
            ("２０２６．１１．２６", "2026-11-26", "day"),
            ("2020/12/21 8:47", "2020-12-21", "day"),
            ("2025-12-18 00:00:00.0", "2025-12-18", "day"),
            ("2024-02-29", "2024-02-29", "day"),
        ],
    )
    def test_every_shape_is_read_as_exactly_as_it_says(self, raw, known, precision):
        value, remark = dated(raw, today=TODAY)

        assert (str(value), value.precision, remark) == (known, precision, "")

    @pytest.mark.parametrize(
        ("raw", "known"),
        [
            ("99. 9.99", "1999-09"),
            ("2026-02-29", "2026-02"),
            ("2026.13.01", "2026"),
            ("2008-00-00", "2008"),
            ("2005-06-10\n(최초계약)", "2005-06-10"),
            ("2025-12-18~2025-12-21", "2025-12-18"),
        ],
    )
    def test_what_cannot_be_is_left_out_with_a_remark(self, raw, known):
        value, remark = dated(raw, today=TODAY)

        assert str(value) == known
        assert remark

    @pytest.mark.parametrize(("raw", "year"), [("27.01.01", 2027), ("28.01.01", 1928), ("26.11.26", 2026)])
    def test_two_digits_are_this_century_up_to_next_year(self, raw, year):
        assert dated(raw, today=TODAY).value.day.year == year

    @pytest.mark.parametrize(
        "raw", ["9999-12-31", "99991231", "2099-12-31", "2099-01-01", "0000-00-00", "00000000"]
    )
    def test_no_end_and_noughts_are_no_day_and_told(self, raw):
        value, remark = dated(raw)

        assert value is None
        assert remark

    @pytest.mark.parametrize("raw", ["어제", "12.03", "12/3", "3월 1일", "0999-01-01", "7", "1234567"])
    def test_what_is_no_day_is_dropped_with_a_remark(self, raw):
        value, remark = dated(raw)

        assert value is None
        assert remark

    @pytest.mark.parametrize("raw", ["", "-", " 없음 ", None])
    def test_a_null_word_is_no_day_without_a_remark(self, raw):
        assert dated(raw) == (None, "")

    @pytest.mark.parametrize(
        ("moment", "known"),
        [
            (datetime(2026, 6, 30, 14, 59, 59, tzinfo=UTC), "2026-06-30"),
            (datetime(2026, 6, 30, 15, tzinfo=UTC), "2026-07-01"),
        ],
    )
    def test_a_moment_is_the_day_it_is_in_seoul(self, moment, known):
        assert str(dated(str(int(moment.timestamp() * 1000))).value) == known
        assert str(dated(moment.strftime("%Y-%m-%dT%H:%M:%SZ")).value) == known

    def test_a_spreadsheet_number_is_a_day_only_when_told(self):
        assert str(dated("45292", serials=True).value) == "2024-01-01"
        assert dated("45292").value is None
        assert str(dated("1997", serials=True).value) == "1997"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-07-21", date(2026, 7, 21)),
        ("20260721", date(2026, 7, 21)),
        ("2026-02-30", None),
        ("2026.07", None),
    ],
)
def test_a_day_is_a_whole_date_or_nothing(raw, value):
    assert day(raw) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seoul_local_child_centres_20191231.xlsx", date(2019, 12, 31)),
        ("지역아동센터 현황(191231기준).xlsx", date(2019, 12, 31)),
        ("목록_20240105_191231기준.csv", date(2019, 12, 31)),
        ("목록_20230101_20240806.csv", date(2024, 8, 6)),
        ("ddm_daycare_2026-07.csv", date(2026, 7, 1)),
        ("ddm_elderly_population_202503.csv", date(2025, 3, 1)),
        ("노인여가 2025.csv", None),
        ("예정_20271231.csv", None),
        ("목록.csv", None),
        ("", None),
    ],
)
def test_a_file_name_may_say_of_when_the_list_is(name, value):
    assert in_name(name, today=TODAY) == value


@settings(max_examples=100, deadline=None)
@given(date_like)
def test_it_never_raises_and_mending_twice_changes_nothing(raw):
    known = dated(raw, today=TODAY).value
    in_name(raw, today=TODAY)

    assert known is None or dated(str(known), today=TODAY) == (known, "")
