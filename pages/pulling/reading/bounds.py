"""How much of one file is read: so many things, so many seconds, and which times can be meant."""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock

from django.utils import timezone

from directory.importing.cleaning import text, website
from directory.opening import SEOUL
from pages.periods import midnight

MOST_THINGS = 1000
SECONDS = 30
EARLIEST_YEAR = 2000
YEARS_AHEAD = 5
LONGEST_EVENT = timedelta(days=3 * 366)
LONGEST_TITLE = 200
LATE = f"{SECONDS}초 안에 다 읽지 못해 나머지는 읽지 않았습니다."


@dataclass
class Budget:
    """Until when one file may be read."""

    ends: float

    def stops(self, reading):
        """Whether the time is over; then the reading is no longer whole, and says so."""
        if time.monotonic() < self.ends:
            return False
        reading.is_whole = False
        reading.note(LATE)
        return True


def leave_out_the_rest(reading, number):
    """Say that ``number`` things beyond the bound were not read."""
    if number > 0:
        reading.is_whole = False
        reading.note(f"{MOST_THINGS:,}건까지만 읽습니다. 나머지 {number:,}건은 읽지 않았습니다.")
        reading.refuse(f"뒤의 {number:,}건", f"한 번에 {MOST_THINGS:,}건까지만 읽습니다.")


def title_of(raw):
    """One line without markup and what cannot be seen, cut to what a title may be."""
    given = text(str(raw or "")[:5000])
    return given if len(given) <= LONGEST_TITLE else f"{given[: LONGEST_TITLE - 1].rstrip()}…"


def short(raw, limit):
    given = text(str(raw or "")[:5000])
    return given if len(given) <= limit else f"{given[: limit - 1].rstrip()}…"


def link_of(raw):
    """An address that a reader may follow; anything else is "". No scheme is added to a bare word."""
    given = str(raw or "").strip()[:3000]
    return website(given).value if given.lower().startswith(("http:", "https:", "//", "www.")) else ""


def last_minute(day):
    return datetime.combine(day, clock(23, 59), SEOUL)


def problem_of_times(starts_at, ends_at):
    """Why these cannot be the times of an event, as a sentence; "" if they can."""
    latest = timezone.localdate().year + YEARS_AHEAD
    for moment, name in ((starts_at, "시작"), (ends_at, "끝")):
        if moment.year < EARLIEST_YEAR:
            return f"{name}이 {moment.year}년입니다. 있을 수 없는 날짜입니다."
        if moment.year > latest:
            return f"{name}이 {moment.year}년입니다. 너무 먼 날짜이거나 ‘끝이 없다’는 뜻입니다."
    if ends_at < starts_at:
        return f"끝({_shown(ends_at)})이 시작({_shown(starts_at)})보다 빠릅니다."
    if ends_at - starts_at > LONGEST_EVENT:
        return "세 해가 넘는 기간이라 행사로 싣지 않습니다."
    return ""


def _shown(moment):
    return f"{moment.astimezone(SEOUL):%Y-%m-%d %H:%M}"


def as_moment(value):
    """A day or moment of a calendar as a moment; one without a zone is Seoul's. None if it is neither."""
    if isinstance(value, datetime):
        try:
            return value.replace(tzinfo=SEOUL) if value.tzinfo is None else value.astimezone(SEOUL)
        except (OverflowError, ValueError):
            return None
    return midnight(value) if isinstance(value, date) else None
