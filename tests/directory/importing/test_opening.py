"""Whether a place is open: which row counts on a day, and what to tell at a moment in Seoul."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.opening import (
    EVERY_DAY,
    FRIDAY,
    HOLIDAY,
    MONDAY,
    SATURDAY,
    SEOUL,
    SUNDAY,
    THURSDAY,
    WEEKDAYS,
    Hours,
    Opening,
    in_words,
    is_public_holiday,
    public_holidays,
)

NINE_TO_SIX = Hours(WEEKDAYS, opens_at=time(9), closes_at=time(18), break_from=time(12), break_until=time(13))
NO_HOLIDAYS = frozenset()
THURSDAY_26 = date(2026, 11, 26)


def seoul(*parts):
    return datetime(*parts, tzinfo=SEOUL)


def open_from(days, opens, closes, **more):
    return Hours(days, opens_at=time(opens), closes_at=time(closes % 24), **more)


def closed(days, **more):
    return Hours(days, is_closed=True, **more)


class TestPublicHolidays:
    @pytest.mark.parametrize(
        "day",
        [
            date(2026, 2, 17),
            date(2026, 3, 2),  # for 삼일절 on a Sunday
            date(2026, 5, 25),  # for 부처님오신날 on a Sunday
            date(2026, 8, 17),  # for 광복절 on a Saturday
            date(2026, 10, 5),  # for 개천절 on a Saturday
            date(2026, 6, 3),  # 지방선거
            date(2026, 12, 25),
        ],
    )
    def test_substitute_holidays_and_elections_are_among_them(self, day):
        assert is_public_holiday(day)

    @pytest.mark.parametrize(
        "day", [date(2026, 11, 26), date(2026, 11, 29), date(2024, 2, 29), date(2026, 6, 8)]
    )
    def test_a_sunday_and_a_plain_day_are_not(self, day):
        assert not is_public_holiday(day)

    def test_a_year_is_read_once(self):
        assert public_holidays(2026) is public_holidays(2026)


class TestOnADay:
    def on(self, rows, day=THURSDAY_26, is_holiday=False):
        return Opening(rows).on(day, is_holiday)

    def hours(self, plan):
        return [(f"{span.opens_at:%H}", f"{span.closes_at:%H}") for span in plan.spans]

    def test_weekly_hours_have_a_span(self):
        plan = self.on([NINE_TO_SIX])

        assert plan.code == "open"
        assert plan.spans[0].opens_at == seoul(2026, 11, 26, 9)
        assert plan.spans[0].break_until == seoul(2026, 11, 26, 13)

    def test_a_day_that_weekly_hours_leave_out_is_closed(self):
        assert self.on([NINE_TO_SIX], date(2026, 11, 28)).code == "closed"

    @pytest.mark.parametrize("rows", [[], [closed(MONDAY)], [Hours(WEEKDAYS)]])
    def test_without_hours_nobody_knows(self, rows):
        assert self.on(rows).code == "unknown"

    def test_a_holiday_without_a_row_of_its_own_is_unknown(self):
        plan = self.on([NINE_TO_SIX], is_holiday=True)

        assert plan.code == "unknown"
        assert plan.label == "공휴일에는 열지 않을 수 있습니다. 전화로 확인해 주십시오."

    @pytest.mark.parametrize(
        ("row", "code"),
        [(closed(HOLIDAY), "closed"), (open_from(HOLIDAY, 10, 15), "open"), (closed(THURSDAY), "closed")],
    )
    def test_a_holiday_row_beats_weekly_hours(self, row, code):
        assert self.on([NINE_TO_SIX, row], is_holiday=True).code == code

    def test_all_days_and_holidays_count_on_a_holiday(self):
        assert self.on([open_from(EVERY_DAY | HOLIDAY, 9, 18)], is_holiday=True).code == "open"

    def test_a_dated_row_beats_the_holiday(self):
        special = open_from(EVERY_DAY, 10, 15, valid_from=THURSDAY_26, valid_until=THURSDAY_26)

        assert self.hours(self.on([NINE_TO_SIX, closed(HOLIDAY), special], is_holiday=True)) == [("10", "15")]

    def test_both_ends_of_the_dates_are_included(self):
        rows = [NINE_TO_SIX, closed(0, valid_from=date(2026, 11, 25), valid_until=date(2026, 11, 26))]
        codes = [Opening(rows).on(date(2026, 11, day), False).code for day in (24, 25, 26, 27)]

        assert codes == ["open", "closed", "closed", "open"]

    def test_hours_of_a_season_do_not_open_a_holiday(self):
        summer = open_from(WEEKDAYS, 9, 20, valid_from=date(2026, 6, 1), valid_until=date(2026, 8, 31))
        rows = [summer, closed(HOLIDAY)]

        assert self.hours(self.on(rows, date(2026, 7, 16))) == [("09", "20")]
        assert self.on(rows, date(2026, 7, 17), is_holiday=True).code == "closed"

    def test_of_one_rank_closed_beats_open(self):
        assert self.on([NINE_TO_SIX, closed(THURSDAY)]).code == "closed"

    @pytest.mark.parametrize(
        ("day", "code"), [(2, "open"), (9, "closed"), (16, "open"), (23, "closed"), (30, "open")]
    )
    def test_the_second_and_fourth_monday_beat_every_week(self, day, code):
        rows = [NINE_TO_SIX, closed(MONDAY, weeks=0b01010)]

        assert Opening(rows).on(date(2026, 11, day), False).code == code

    def test_a_certain_saturday_beats_every_saturday(self):
        rows = [NINE_TO_SIX, closed(SATURDAY), open_from(SATURDAY, 10, 13, weeks=1)]

        assert Opening(rows).on(date(2026, 11, 7), False).code == "open"
        assert Opening(rows).on(date(2026, 11, 14), False).code == "closed"

    def test_the_last_of_february_in_a_leap_year_is_the_fifth_of_its_weekday(self):
        assert Opening([closed(THURSDAY, weeks=0b10000)]).on(date(2024, 2, 29), False).code == "closed"

    def test_two_spans_stand_in_order(self):
        assert self.hours(self.on([open_from(EVERY_DAY, 17, 18), open_from(EVERY_DAY, 12, 13)])) == [
            ("12", "13"),
            ("17", "18"),
        ]


class TestAtAMoment:
    @pytest.mark.parametrize(
        ("moment", "code", "label"),
        [
            (seoul(2026, 11, 26, 8, 59, 59), "closed", "오늘 09:00에 엽니다"),
            (seoul(2026, 11, 26, 9), "open", "지금 열려 있음 · 12:00까지"),
            (seoul(2026, 11, 26, 11, 59, 59), "open", "지금 열려 있음 · 12:00까지"),
            (seoul(2026, 11, 26, 12), "break", "점심시간 · 13:00에 다시 엽니다"),
            (seoul(2026, 11, 26, 12, 59, 59), "break", "점심시간 · 13:00에 다시 엽니다"),
            (seoul(2026, 11, 26, 13), "open", "지금 열려 있음 · 18:00까지"),
            (seoul(2026, 11, 26, 17, 59, 59), "open", "지금 열려 있음 · 18:00까지"),
            (seoul(2026, 11, 26, 18), "closed", "내일 09:00에 엽니다"),
            (seoul(2026, 11, 27, 18), "closed", "월요일 09:00에 엽니다"),
            (seoul(2026, 11, 28, 10), "closed", "오늘 휴관"),
            (seoul(2026, 12, 25, 10), "unknown", "공휴일에는 열지 않을 수 있습니다. 전화로 확인해 주십시오."),
            (seoul(2026, 12, 24, 18), "closed", "오늘 운영이 끝났습니다"),
            (datetime(2026, 11, 26, 3, tzinfo=UTC), "break", "점심시간 · 13:00에 다시 엽니다"),
            (datetime(2026, 11, 26, 12), "break", "점심시간 · 13:00에 다시 엽니다"),
        ],
    )
    def test_what_a_resident_is_told(self, moment, code, label):
        state = Opening([NINE_TO_SIX]).at(moment)

        assert (state.code, state.label) == (code, label)

    def test_it_says_until_when_that_is_true(self):
        opening = Opening([NINE_TO_SIX])

        assert opening.at(seoul(2026, 11, 26, 10)).changes_at == seoul(2026, 11, 26, 12)
        assert opening.at(seoul(2026, 11, 26, 12, 30)).changes_at == seoul(2026, 11, 26, 13)
        assert opening.at(seoul(2026, 11, 26, 20)).changes_at == seoul(2026, 11, 27)

    def test_past_midnight_belongs_to_the_day_it_starts(self):
        opening = Opening([open_from(FRIDAY, 22, 2)])

        assert opening.at(seoul(2026, 11, 27, 23)).label == "지금 열려 있음 · 내일 02:00까지"
        assert opening.at(seoul(2026, 11, 28, 1, 59)).label == "지금 열려 있음 · 02:00까지"
        assert opening.at(seoul(2026, 11, 28, 2)).label == "오늘 휴관"
        assert opening.at(seoul(2026, 11, 27, 1)).code == "closed"

    def test_midnight_ends_the_day(self):
        opening = Opening([open_from(THURSDAY, 9, 24)])

        assert opening.at(seoul(2026, 11, 26, 23, 59, 59)).label == "지금 열려 있음 · 24:00까지"
        assert opening.at(seoul(2026, 11, 27)).code == "closed"

    def test_day_and_night_has_no_end(self):
        opening = Opening([open_from(EVERY_DAY | HOLIDAY, 0, 0)])

        assert opening.at(seoul(2026, 11, 26, 0)).label == "지금 열려 있음 · 24시간"
        assert opening.today(seoul(2026, 11, 26, 12)).label == "오늘 24시간 열림"

    def test_between_two_meals_it_opens_again(self):
        opening = Opening([open_from(EVERY_DAY, 12, 13), open_from(EVERY_DAY, 17, 18)])

        assert opening.at(seoul(2026, 11, 26, 13)).label == "오늘 17:00에 다시 엽니다"

    def test_spans_that_touch_are_one(self):
        opening = Opening([open_from(EVERY_DAY, 9, 13), open_from(EVERY_DAY, 13, 18)])

        assert opening.at(seoul(2026, 11, 26, 10)).label == "지금 열려 있음 · 18:00까지"

    def test_without_rows_it_asks_to_make_sure(self):
        assert Opening([]).at(seoul(2026, 11, 26, 10)).label == "운영시간을 확인해 주십시오"

    def test_other_holidays_may_be_given(self):
        assert Opening([NINE_TO_SIX]).at(seoul(2026, 12, 25, 10), NO_HOLIDAYS).code == "open"

    @pytest.mark.parametrize(
        ("moment", "label"),
        [
            (seoul(2026, 11, 26, 0), "오늘 18시까지 열림"),
            (seoul(2026, 11, 26, 17, 59), "오늘 18시까지 열림"),
            (seoul(2026, 11, 26, 18), "오늘 운영이 끝났습니다"),
            (seoul(2026, 11, 28, 10), "오늘 휴관"),
        ],
    )
    def test_a_label_for_a_cached_list_speaks_of_the_day(self, moment, label):
        assert Opening([NINE_TO_SIX]).today(moment).label == label

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.builds(
                Hours,
                days=st.integers(0, 255),
                weeks=st.integers(0, 31),
                opens_at=st.none() | st.times(),
                closes_at=st.none() | st.times(),
                break_from=st.none() | st.times(),
                break_until=st.none() | st.times(),
                valid_from=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
                valid_until=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
                is_closed=st.booleans(),
            ),
            max_size=5,
        ),
        st.datetimes(datetime(2020, 1, 1), datetime(2029, 12, 31)),
    )
    def test_whatever_the_rows_say_there_is_an_answer(self, rows, moment):
        state = Opening(rows).at(moment)

        assert state.code in {"open", "break", "closed", "unknown"}
        assert state.label
        assert state.changes_at is None or state.changes_at > moment.replace(tzinfo=SEOUL)
        assert Opening(rows).today(moment).label
        in_words(rows)


class TestInWords:
    @pytest.mark.parametrize(
        ("row", "line"),
        [
            (NINE_TO_SIX, "평일 09:00–18:00 (점심 12:00–13:00)"),
            (open_from(SATURDAY | SUNDAY, 10, 15), "주말 10:00–15:00"),
            (open_from(MONDAY | FRIDAY, 9, 24), "월·금 09:00–24:00"),
            (open_from(EVERY_DAY, 22, 6), "매일 22:00–다음 날 06:00"),
            (open_from(HOLIDAY, 10, 15), "공휴일 10:00–15:00"),
            (open_from(SATURDAY, 10, 13, weeks=0b00101), "매월 첫째·셋째 토 10:00–13:00"),
            (open_from(EVERY_DAY, 9, 18, note="예약제"), "매일 09:00–18:00 (예약제)"),
            (closed(MONDAY), "매주 월요일 휴관"),
            (closed(MONDAY, weeks=0b01010), "매월 둘째·넷째 월요일 휴관"),
            (closed(HOLIDAY), "공휴일 휴관"),
            (closed(0, valid_from=THURSDAY_26, valid_until=THURSDAY_26), "2026.11.26. 휴관"),
            (
                closed(EVERY_DAY, valid_from=date(2026, 12, 24), valid_until=date(2026, 12, 31), note="공사"),
                "2026.12.24.~2026.12.31. 휴관 (공사)",
            ),
        ],
    )
    def test_a_row_is_a_line(self, row, line):
        assert in_words([row]) == [line]

    def test_two_days_off_are_two_lines(self):
        assert in_words([closed(MONDAY | HOLIDAY)]) == ["매주 월요일 휴관", "공휴일 휴관"]

    def test_a_row_without_times_says_nothing(self):
        assert in_words([Hours(WEEKDAYS)]) == []
