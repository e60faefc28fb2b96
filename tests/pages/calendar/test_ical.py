"""A calendar that reads our files shows what the site's own calendar shows."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import rruleset, rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pages.calendar import ical
from pages.recurrence import rules
from pages.recurrence.rules import Humane, Repeats
from pages.recurrence.schedule import Occurrence, Schedule, whole_days
from tests.factories import EventPageFactory

SEOUL = ZoneInfo("Asia/Seoul")
DAY = timedelta(days=1)
FACTS = {
    "uuid": "00000000-0000-4000-8000-000000000001",
    "sequence": 0,
    "title": "한글 행사 제목이 아주 길어 여러 줄로 접히는 모임; 쉼표, 와 \\ 가 있음",
    "state": {"code": "planned", "label": "예정대로"},
    "full_url": "https://nurinet.example/events/1/",
    **dict.fromkeys(["state_note", "summary", "time_note", "fee", "how_to_apply", "online_url"], ""),
    **dict.fromkeys(["department", "phone", "place", "address"], ""),
    "venue": None,
    "attendance": None,
    "online": False,
    "agency": {"title": "기관"},
    "topics": [],
    "targets": [],
}


def page_of(schedule):
    moment = datetime(2026, 1, 1, tzinfo=SEOUL)
    return SimpleNamespace(
        told_schedule=schedule,
        state="planned",
        first_published_at=moment,
        last_published_at=moment,
        public_facts=lambda request: FACTS,
    )


def expanded(data):
    """What a real client makes of the file: (start, end) of every time, all days as dates."""
    calendar = icalendar.Calendar.from_ical(data)
    return sorted(
        (entry["DTSTART"].dt, entry.end)
        for entry in recurring_ical_events.of(calendar).between((2020,), (2035,))
    )


def own(schedule):
    times = schedule.occurrences()
    if schedule.is_all_day:
        return [(time.starts_at.date(), time.ends_at.date() + DAY) for time in times]
    return [(time.starts_at, time.ends_at) for time in times]


moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=SEOUL)
)


@st.composite
def schedules(draw):
    start = draw(moments)
    is_all_day = draw(st.booleans())
    first = Occurrence(start, start + timedelta(minutes=draw(st.integers(0, 23 * 60))))
    first = whole_days(Occurrence(start, start)) if is_all_day else first
    rule, repeats = "", draw(st.sampled_from([None, *Repeats]))
    if repeats:
        days = draw(st.integers(1, 127)) if "weekly" in repeats.value else 0
        until = start.date() + timedelta(days=draw(st.integers(0, 400)))
        rule = Humane(repeats.value, days, until).rule(first.starts_at, is_all_day=is_all_day)
        starts = rules.starts_of(rule, first.starts_at, is_all_day=is_all_day)
        assume(starts and starts[0] == first.starts_at)
    others = tuple(
        Occurrence(other, other + timedelta(minutes=draw(st.integers(0, 600))))
        for other in draw(st.lists(moments, max_size=3))
    )
    skipped = frozenset(
        start.date() + timedelta(days=n) for n in draw(st.lists(st.integers(0, 60), max_size=4))
    )
    return Schedule(
        *(first.starts_at, first.ends_at),
        is_all_day=is_all_day,
        rule=rule,
        skips_holidays=draw(st.booleans()),
        others=others,
        skipped=skipped,
    )


class TestExpansion:
    @given(schedule=schedules())
    @settings(max_examples=150, deadline=None)
    def test_a_client_finds_the_same_times(self, schedule):
        data = ical.file_of(
            [page_of(schedule)], None, name="행사", source="https://nurinet.example/events.ics"
        )

        assert expanded(data) == sorted(own(schedule))

    @given(schedule=schedules())
    @settings(max_examples=100, deadline=None)
    def test_dateutil_finds_the_same_starts(self, schedule):
        kept = rruleset()
        begin = (
            schedule.first.starts_at.replace(tzinfo=None) if schedule.is_all_day else schedule.first.starts_at
        )
        if schedule.rule:
            kept.rrule(rrulestr(schedule.rule, dtstart=begin))
        else:
            kept.rdate(begin)
        for gone in schedule.exceptions:
            kept.exdate(gone.replace(tzinfo=begin.tzinfo))
        starts = {moment.replace(tzinfo=SEOUL) for moment in kept}
        starts |= {other.starts_at for other in schedule.other_times}

        assert [time.starts_at for time in schedule.occurrences()] == sorted(starts)


class TestFile:
    def test_lines_are_short_and_end_as_the_standard_says(self):
        schedule = Schedule(datetime(2026, 12, 1, 10, tzinfo=SEOUL), datetime(2026, 12, 1, 12, tzinfo=SEOUL))

        data = ical.file_of(
            [page_of(schedule)], None, name="행사", source="https://nurinet.example/events.ics"
        )

        assert data.count(b"\n") == data.count(b"\r\n")
        assert max(map(len, data.split(b"\r\n"))) <= 75
        assert b"METHOD" not in data
        assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in data
        assert b"SOURCE;VALUE=URI:https" in data
        assert b"BEGIN:VTIMEZONE" in data
        assert b"DTSTART;TZID=Asia/Seoul:20261201T100000" in data

    @pytest.mark.parametrize(
        ("state", "status", "title"),
        [
            ("planned", "CONFIRMED", "장터"),
            ("moved", "CONFIRMED", "[변경] 장터"),
            ("postponed", "TENTATIVE", "[연기] 장터"),
            ("cancelled", "CANCELLED", "[취소] 장터"),
        ],
    )
    def test_its_state_travels(self, rf, agency_a, state, status, title):
        page = EventPageFactory(parent=agency_a.page, title="장터", state=state)

        (entry,) = ical.entries(page, rf.get("/"))

        assert entry["STATUS"] == status
        assert entry["SUMMARY"] == title
        assert entry["UID"] == str(page.uuid)

    def test_a_change_of_time_counts_up_and_a_change_of_words_does_not(self, agency_a):
        page = EventPageFactory(parent=agency_a.page)

        page.title = "새 이름"
        page.save_revision().publish()
        assert type(page).objects.get(pk=page.pk).sequence == 0

        page = type(page).objects.get(pk=page.pk)
        before, page.ends_at = page.ends_at, page.ends_at + timedelta(hours=1)
        page.save_revision().publish()
        page = type(page).objects.get(pk=page.pk)
        assert (page.sequence, page.previous_starts_at) == (1, None)

        before, page.starts_at = page.starts_at, page.starts_at + timedelta(minutes=30)
        page.save_revision().publish()
        page = type(page).objects.get(pk=page.pk)
        assert (page.sequence, page.previous_starts_at) == (2, before)

    def test_what_is_over_or_called_off_stays_thirty_days(self, agency_a, time_machine):
        now = datetime(2026, 12, 1, 12, tzinfo=SEOUL)
        time_machine.move_to(now, tick=False)
        for days in (29, 30, 31):
            end = now - timedelta(days=days)
            EventPageFactory(
                parent=agency_a.page, slug=f"e{days}", starts_at=end, ends_at=end, state="cancelled"
            )
        events = agency_a.page.eventpages.published()

        assert [page.slug for page in ical.fed(events)] == ["e30", "e29"]


def test_no_day_is_lost_at_the_end_of_a_month():
    start = datetime(2027, 1, 31, 9, tzinfo=SEOUL)
    schedule = Schedule(
        start, start + timedelta(hours=1), rule=Humane("month-end", 0, date(2028, 3, 31)).rule(start)
    )

    data = ical.file_of([page_of(schedule)], None, name="행사", source="https://nurinet.example/events.ics")

    assert [begin.strftime("%m-%d") for begin, _ in expanded(data)][:3] == ["01-31", "02-28", "03-31"]
    assert expanded(data)[13][0].date() == date(2028, 2, 29)
