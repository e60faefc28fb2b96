"""One row of opening hours, as plain data: what an import reads, what a page keeps, what ``Opening`` weighs."""

from dataclasses import dataclass
from datetime import date, time

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY, HOLIDAY = (1 << bit for bit in range(8))
WEEKDAYS = MONDAY | TUESDAY | WEDNESDAY | THURSDAY | FRIDAY
WEEKEND = SATURDAY | SUNDAY
EVERY_DAY = WEEKDAYS | WEEKEND
DAY_NAMES = "월화수목금토일"


@dataclass(frozen=True)
class Hours:
    """Open, or closed, on the days of a mask.

    ``days``: 월=1 … 일=64, 공휴일=128. ``weeks``: the first of the month=1 … the fifth=16; 0 is every week.
    ``closes_at`` of 00:00 is midnight at the end of the day; one not after ``opens_at`` lies in the next day.
    Both ends of ``valid_from`` … ``valid_until`` are included.
    """

    days: int
    weeks: int = 0
    opens_at: time | None = None
    closes_at: time | None = None
    break_from: time | None = None
    break_until: time | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    is_closed: bool = False
    note: str = ""


def weekday_bit(day):
    return 1 << day.weekday()


def week_bit(day):
    """The first Monday of a month is in its first week, whatever day the month began with."""
    return 1 << (day.day - 1) // 7
