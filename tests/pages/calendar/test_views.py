"""List, week and month: every time in its place, an event that repeats once where no time is asked for."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import EventOccurrence, EventPage
from pages.models.occurrences import rows_of
from pages.recurrence.rules import Humane
from pages.recurrence.schedule import Occurrence
from tests.factories import EventPageFactory

SEOUL = ZoneInfo("Asia/Seoul")
# A Tuesday.
NOON = datetime(2026, 12, 1, 12, tzinfo=SEOUL)


@pytest.fixture(autouse=True)
def at_noon(district, time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def weekly(agency_a):
    """Tuesdays from three weeks ago to three weeks on, 14 to 15."""
    start = NOON.replace(hour=14) - timedelta(days=21)
    rule = Humane("weekly", 0, date(2026, 12, 22)).rule(start)
    return EventPageFactory(
        parent=agency_a.page,
        slug="weekly",
        title="체조",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        rrule=rule,
    )


@pytest.fixture
def exhibition(agency_a):
    return EventPageFactory(
        parent=agency_a.page,
        slug="exhibition",
        title="전시",
        starts_at=NOON - timedelta(days=10),
        ends_at=NOON + timedelta(days=10),
        is_all_day=True,
    )


def shown(client, **parameters):
    return client.get("/events/", parameters).context


def days_shown(client, **parameters):
    return [item["occurrence"]["starts_at"][5:10] for item in shown(client, **parameters)["items"]]


class TestList:
    def test_what_repeats_stands_once_at_its_next_time(self, client, weekly):
        assert days_shown(client) == ["12-01"]

    def test_after_its_last_minute_the_next_time_is_a_week_later(self, client, weekly, time_machine):
        time_machine.move_to(NOON.replace(hour=15, minute=0, second=1))

        assert days_shown(client) == ["12-08"]

    def test_a_stretch_of_time_holds_every_time(self, client, weekly):
        assert days_shown(client, when="month") == ["12-01", "12-08", "12-15", "12-22"]
        assert days_shown(client, **{"from": "2026-11-10", "to": "2026-11-17"}) == ["11-10", "11-17"]

    def test_it_is_past_once_its_last_time_is(self, client, weekly, time_machine):
        assert days_shown(client, when="past") == []

        time_machine.move_to(datetime(2026, 12, 22, 16, tzinfo=SEOUL))

        assert days_shown(client) == []
        assert days_shown(client, when="past") == ["12-22"]

    def test_what_has_begun_is_under_way(self, client, exhibition, weekly):
        items = shown(client)["items"]

        # What began before today stands where it ends.
        assert [(item["title"], item["occurrence"]["is_running"]) for item in items] == [
            ("체조", False),
            ("전시", True),
        ]
        html = client.get("/events/").content.decode()
        assert "11월 21일(토)부터 12월 11일(금)까지(21일 동안)" in html
        assert "매주 화 오후 2시 ~ 오후 3시, 2026년 12월 22일까지" in html

    def test_a_draft_of_new_dates_changes_nothing_until_it_is_published(self, client, weekly):
        page = EventPage.objects.get()
        page.rrule, page.ends_at = "", page.ends_at + timedelta(hours=1)
        revision = page.save_revision()
        assert days_shown(client, when="month") == ["12-01", "12-08", "12-15", "12-22"]

        revision.publish()

        assert EventOccurrence.objects.count() == 1

    def test_what_is_not_public_is_in_no_view(self, client, weekly):
        EventPage.objects.get().unpublish()

        assert shown(client)["total"] == 0
        for view in ("week", "month"):
            assert shown(client, view=view)["calendar"]["total"] == 0


class TestGrids:
    def test_a_month_has_each_time_on_its_day(self, client, weekly, exhibition):
        calendar = shown(client, view="month")["calendar"]

        entries = {
            cell["day"].day: cell["entries"] for week in calendar["weeks"] for cell in week if cell["entries"]
        }
        assert list(entries) == [1, 8, 15, 22]
        assert [entry["title"] for entry in calendar["spans"]] == ["전시"]

    def test_a_week_begins_on_sunday(self, client, weekly):
        calendar = shown(client, view="week", day="2026-12-12")["calendar"]

        assert calendar["title"] == "2026년 12월 6일(일) ~ 12월 12일(토)"
        assert [len(cell["entries"]) for cell in calendar["weeks"][0]] == [0, 0, 1, 0, 0, 0, 0]

    @pytest.mark.parametrize(
        ("day", "title", "has_previous", "has_next"),
        [
            ("2026-12-31", "2026년 12월", True, True),
            ("2027-12-01", "2027년 12월", True, False),
            ("2099-01-01", "2027년 12월", True, False),
            ("2000-01-01", "2025년 12월", False, True),
            ("없는 날", "2026년 12월", True, True),
            ("0001-01-01", "2026년 12월", True, True),
        ],
    )
    def test_one_may_turn_a_year_back_and_a_year_on(self, client, day, title, has_previous, has_next):
        calendar = shown(client, view="month", day=day)["calendar"]

        assert calendar["title"] == title
        assert (bool(calendar["previous"]), bool(calendar["next"])) == (has_previous, has_next)

    def test_filters_stay_and_machines_are_kept_out(self, client, weekly):
        response = client.get("/events/", {"view": "month", "free": "on", "when": "today"})

        calendar = response.context["calendar"]
        assert calendar["total"] == 0
        assert calendar["next"] == "/events/?free=on&view=month&day=2027-01-01"
        assert 'content="noindex, follow"' in response.content.decode()
        assert [link["url"] for link in response.context["views"]] == [
            "/events/?free=on",
            "/events/?free=on&view=week",
            "/events/?free=on&view=month",
        ]

    def test_a_holiday_is_named(self, client):
        assert "기독탄신일" in client.get("/events/", {"view": "month"}).content.decode()

    def test_an_hour_before_midnight_and_one_after_are_two_days(self, client, agency_a):
        for slug, moment in (("late", NOON.replace(hour=23)), ("early", NOON.replace(day=2, hour=0))):
            EventPageFactory(parent=agency_a.page, slug=slug, starts_at=moment, ends_at=moment)

        cells = [cell for week in shown(client, view="month")["calendar"]["weeks"] for cell in week]

        assert [cell["day"].day for cell in cells if cell["entries"]] == [1, 2]


class TestCost:
    @pytest.mark.parametrize("parameters", [{}, {"when": "month"}, {"view": "week"}, {"view": "month"}])
    def test_many_times_cost_no_more_queries_than_few(self, client, agency_a, weekly, parameters):
        def cost():
            client.get("/events/", parameters)
            with CaptureQueriesContext(connection) as queries:
                client.get("/events/", parameters)
            return len(queries)

        few = cost()
        page = EventPageFactory(parent=agency_a.page, slug="daily")
        times = [
            Occurrence(NOON + timedelta(hours=hours), NOON + timedelta(hours=hours, minutes=30))
            for hours in range(300)
        ]
        EventOccurrence.objects.filter(event=page).delete()
        EventOccurrence.objects.bulk_create(rows_of(page, times))

        assert cost() == few
