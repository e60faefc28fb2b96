"""Rules are kept as RFC 5545 writes them, and asked and said in plain words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.recurrence import rules
from pages.recurrence.rules import Humane, Repeats
from pages.recurrence.schedule import Occurrence, Schedule
from pages.recurrence.words import in_words, shape_of

SEOUL = ZoneInfo("Asia/Seoul")
# A Tuesday.
TEN = datetime(2026, 12, 1, 10, tzinfo=SEOUL)
LONG = timedelta(minutes=90)


def words(schedule):
    return in_words(schedule, schedule.occurrences())


class TestHumaneRules:
    @pytest.mark.parametrize(
        ("repeats", "days", "rule", "said"),
        [
            ("daily", 0, "FREQ=DAILY", "날마다 오전 10시 ~ 오전 11시 30분, 2026년 12월 31일까지"),
            (
                "weekly",
                0b1010,
                "FREQ=WEEKLY;BYDAY=TU,TH",
                "매주 화·목 오전 10시 ~ 오전 11시 30분, 2026년 12월 31일까지",
            ),
            ("weekly", 0, "FREQ=WEEKLY;BYDAY=TU", "매주 화 오전 10시 ~ 오전 11시 30분, 2026년 12월 29일까지"),
            (
                *("biweekly", 0b10, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
                "두 주에 한 번 화 오전 10시 ~ 오전 11시 30분, 2026년 12월 29일까지",
            ),
            (
                *("month-day", 0, "FREQ=MONTHLY;BYMONTHDAY=1"),
                "매달 1일 오전 10시 ~ 오전 11시 30분, 2026년 12월 1일까지",
            ),
            (
                *("month-weekday", 0, "FREQ=MONTHLY;BYDAY=1TU"),
                "매달 첫째 화요일 오전 10시 ~ 오전 11시 30분, 2026년 12월 1일까지",
            ),
        ],
    )
    def test_they_are_written_and_said(self, repeats, days, rule, said):
        written = Humane(repeats, days, date(2026, 12, 31)).rule(TEN)

        assert written == f"{rule};UNTIL=20261231T145959Z"
        assert words(Schedule(TEN, TEN + LONG, rule=written)) == said

    @pytest.mark.parametrize("repeats", list(Repeats))
    @given(
        start=st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)),
        days=st.integers(1, 127),
        after=st.integers(0, 700),
    )
    @settings(max_examples=40, deadline=None)
    def test_the_form_asks_what_was_written(self, repeats, start, days, after):
        start = start.replace(microsecond=0, tzinfo=SEOUL)
        asked = Humane(
            repeats.value, days if "weekly" in repeats.value else 0, start.date() + timedelta(days=after)
        )
        written = asked.rule(start)

        again = rules.humane(written, start)

        assert again.until == asked.until
        assert again.rule(start) == written

    def test_the_end_of_a_day_is_included_and_midnight_after_it_is_not(self):
        late = datetime(2026, 12, 1, 23, 59, tzinfo=SEOUL)
        rule = Humane("daily", 0, date(2026, 12, 3)).rule(late)
        early = datetime(2026, 12, 1, tzinfo=SEOUL)

        assert [start.day for start in rules.starts_of(rule, late)] == [1, 2, 3]
        assert [start.day for start in rules.starts_of(rule, early)] == [1, 2, 3]

    def test_the_31st_comes_only_in_months_that_have_one_and_the_last_day_in_all(self):
        start = datetime(2027, 1, 31, 9, tzinfo=SEOUL)

        days = {
            repeats: [
                moment.strftime("%m-%d")
                for moment in rules.starts_of(Humane(repeats, 0, date(2027, 5, 31)).rule(start), start)
            ]
            for repeats in ("month-day", "month-end")
        }

        assert days["month-day"] == ["01-31", "03-31", "05-31"]
        assert days["month-end"] == ["01-31", "02-28", "03-31", "04-30", "05-31"]


class TestRulesOfOthers:
    @pytest.mark.parametrize(
        "rule",
        [
            *(
                "가나다",
                "FREQ=",
                "FREQ=SECONDLY",
                "FREQ=YEARLY",
                "FREQ=DAILY;BYHOUR=1",
                "FREQ=WEEKLY;INTERVAL=0",
            ),
            *("FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYSETPOS=6;BYDAY=MO"),
            *(
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=WEEKLY;BYDAY=2MO",
                "FREQ=DAILY;COUNT=99999",
                "FREQ=DAILY;UNTIL=x",
            ),
            *("FREQ=DAILY;FREQ=WEEKLY", "FREQ=DAILY;COUNT=2;UNTIL=20261231", "FREQ=DAILY;INTERVAL=²"),
        ],
    )
    def test_what_we_do_not_know_is_refused(self, rule):
        with pytest.raises(ValidationError):
            rules.bounded(rule, TEN)

    @pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=DAILY;UNTIL=99991231", "FREQ=DAILY;COUNT=9999"])
    def test_none_goes_on_for_more_than_two_years(self, rule):
        starts = rules.starts_of(rule, TEN)

        assert starts[-1] - TEN == rules.LONGEST

    def test_one_that_the_form_cannot_ask_is_still_said(self):
        rule = "FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU;BYSETPOS=-1;COUNT=4"

        assert rules.humane(rule, TEN) is None
        assert rules.in_words(rule, TEN) == "3달마다 월·화 가운데 마지막"


class TestSchedules:
    def test_holidays_and_skipped_days_are_left_out_and_other_dates_stand(self):
        christmas_eve = datetime(2026, 12, 24, 10, tzinfo=SEOUL)
        rule = Humane("daily", 0, date(2026, 12, 27)).rule(christmas_eve)
        other = Occurrence(datetime(2026, 12, 25, 15, tzinfo=SEOUL), datetime(2026, 12, 25, 16, tzinfo=SEOUL))
        schedule = Schedule(
            *(christmas_eve, christmas_eve + LONG),
            rule=rule,
            skips_holidays=True,
            skipped=frozenset([date(2026, 12, 26)]),
            others=(other,),
        )

        assert [f"{o.starts_at:%d %H}" for o in schedule.occurrences()] == ["24 10", "25 15", "27 10"]
        assert words(schedule) == (
            "날마다 오전 10시 ~ 오전 11시 30분, 2026년 12월 27일까지, 공휴일 제외, "
            "12월 26일(토) 쉼, 12월 25일(금) 더 있음"
        )

    def test_another_date_at_the_same_moment_takes_the_place_of_the_first(self):
        longer = Occurrence(TEN, TEN + timedelta(hours=3))

        assert Schedule(TEN, TEN + LONG, others=(longer,)).occurrences() == [longer]

    @pytest.mark.parametrize(
        ("end", "shape", "said"),
        [
            (TEN + LONG, "once", "12월 1일(화) 오전 10시 ~ 오전 11시 30분"),
            (TEN.replace(day=2, hour=0), "once", "12월 1일(화) 오전 10시 ~ 12월 2일(수) 오전 0시"),
            (TEN.replace(day=3), "span", "12월 1일(화) 오전 10시부터 12월 3일(목) 오전 10시까지(3일 동안)"),
        ],
    )
    def test_an_evening_and_an_exhibition_read_differently(self, end, shape, said):
        schedule = Schedule(TEN, end)

        assert shape_of(schedule, schedule.occurrences()) == shape
        assert words(schedule) == said
