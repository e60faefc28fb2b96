"""Time in pieces: the end is never included, and Seoul's midnight is where days part."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.moments import midnight
from directory.lending.slots import HALF_HOUR, most_at_once, slots_between
from directory.lending.when import in_words
from directory.models.resource import LendingUnit
from tests.directory.lending.conftest import at, day

DAY, HALF = LendingUnit.DAY, LendingUnit.HALF_HOUR


class TestSlots:
    def test_a_day_is_one_slot_and_the_next_midnight_is_not_in_it(self):
        assert slots_between(DAY, midnight(day(3)), midnight(day(4))) == [midnight(day(3))]

    def test_a_moment_after_midnight_touches_the_next_day(self):
        end = midnight(day(4)) + timedelta(seconds=1)

        assert slots_between(DAY, midnight(day(3)), end) == [midnight(day(3)), midnight(day(4))]

    def test_midnight_is_seouls(self):
        assert midnight(day(3)).astimezone(UTC).hour == 15

    def test_half_hours_end_before_the_end(self):
        assert slots_between(HALF, at("14:00"), at("15:00")) == [at("14:00"), at("14:30")]

    def test_the_last_half_hour_of_a_day_ends_at_midnight(self):
        assert slots_between(HALF, at("23:30"), midnight(day(4))) == [at("23:30")]

    @given(st.integers(0, 200), st.integers(1, 200))
    @settings(max_examples=60, deadline=None)
    def test_half_hours_cover_the_time_without_a_gap(self, offset, length):
        start = at("00:00") + offset * HALF_HOUR
        end = start + length * HALF_HOUR

        slots = slots_between(HALF, start, end)

        assert len(slots) == length
        assert slots[0] == start
        assert slots[-1] + HALF_HOUR == end


INTERVALS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 10), st.integers(1, 3)).map(
        lambda each: (each[0], each[0] + each[1], each[2])
    ),
    max_size=8,
)


class TestMostAtOnce:
    def test_neighbours_do_not_meet(self):
        assert most_at_once([(0, 2, 1), (4, 6, 1)], 2, 4) == 0

    @given(INTERVALS, st.integers(0, 20), st.integers(1, 10))
    @settings(max_examples=100, deadline=None)
    def test_it_is_what_counting_every_moment_finds(self, taken, start, length):
        moments = range(start, start + length)
        counted = max(sum(n for begin, end, n in taken if begin <= moment < end) for moment in moments)

        assert most_at_once(taken, start, start + length) == counted


class TestWords:
    @pytest.mark.parametrize(
        ("starts_at", "ends_at", "words"),
        [
            (midnight(day(3)), midnight(day(4)), "2026년 12월 3일(목)"),
            (midnight(day(3)), midnight(day(6)), "2026년 12월 3일(목) ~ 2026년 12월 5일(토)"),
            (at("14:00"), at("16:30"), "2026년 12월 3일(목) 14:00 ~ 16:30"),
            (at("22:00"), midnight(day(4)), "2026년 12월 3일(목) 22:00 ~ 24:00"),
        ],
    )
    def test_the_last_day_is_said_and_the_end_of_the_hour(self, starts_at, ends_at, words):
        assert in_words(starts_at, ends_at) == words
