"""What repeats in a calendar of others repeats in ours, where our rules can say it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pages.models import EventPage
from pages.pulling.events import fill_event, series_prose
from pages.pulling.reading import read
from pages.recurrence.schedule import Schedule

SEOUL = ZoneInfo("Asia/Seoul")
ICAL = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//
BEGIN:VEVENT
UID:a
SUMMARY:체조
DTSTART;TZID=Asia/Seoul:{start}
DTEND;TZID=Asia/Seoul:{end}
{more}
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(autouse=True)
def in_december(time_machine):
    time_machine.move_to(datetime(2026, 12, 1, 12, tzinfo=SEOUL), tick=False)


@pytest.fixture
def event(db):
    def make(more, start="20261201T100000", end="20261201T110000"):
        content = ICAL.format(start=start, end=end, more=more).replace("\n", "\r\n").encode()
        reading = read(content, kind="ical")
        (thing,) = reading.things
        page = EventPage()
        fill_event(page, thing)
        page.derive_schedule()
        return page, series_prose(thing)

    return make


def test_a_class_with_its_exceptions_is_a_class_here(event):
    page, prose = event("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=4\nEXDATE;TZID=Asia/Seoul:20261208T100000")

    assert [f"{time.starts_at:%m-%d}" for time in page.dates] == ["12-01", "12-15", "12-22"]
    assert prose == ""


def test_what_began_long_ago_and_never_ends_goes_on_from_last_month(event):
    page, _ = event("RRULE:FREQ=WEEKLY;INTERVAL=2", start="20190101T100000", end="20190101T110000")

    assert isinstance(page.schedule, Schedule)
    first = page.dates[0].starts_at
    assert datetime(2026, 10, 31, tzinfo=SEOUL) <= first <= datetime(2026, 11, 15, tzinfo=SEOUL)
    assert (first - datetime(2019, 1, 1, 10, tzinfo=SEOUL)).days % 14 == 0


@pytest.mark.parametrize("rule", ["FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=MO,TU;BYMONTHDAY=1"])
def test_a_rule_we_do_not_know_keeps_the_first_time_and_says_so(event, rule):
    page, prose = event(f"RRULE:{rule}")

    assert (page.rrule, len(page.dates)) == ("", 1)
    assert "원문에서 확인" in prose
