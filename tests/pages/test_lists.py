"""News and events of all agencies."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from directory.models import FacilityPage
from pages.periods import When, days_of
from tests.factories import EventPageFactory, FacilityPageFactory, NewsPageFactory

# A Wednesday.
NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Seoul"))
MIDNIGHT = NOON.replace(hour=0)


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def event(agency_a):
    def make(starts_at, ends_at=None, **fields):
        ends_at = ends_at or starts_at + timedelta(hours=1)
        return EventPageFactory(
            parent=agency_a.page, slug="event", starts_at=starts_at, ends_at=ends_at, **fields
        )

    return make


def found(client, url, **parameters):
    return len(client.get(url, parameters).context["items"])


class TestNews:
    def test_the_newest_comes_first(self, client, agency_a, agency_b, time_machine):
        NewsPageFactory(parent=agency_a.page, slug="old", title="먼저")
        time_machine.move_to(NOON + timedelta(minutes=1))
        NewsPageFactory(parent=agency_b.page, slug="new", title="나중")

        items = client.get("/news/").context["items"]

        assert [item["title"] for item in items] == ["나중", "먼저"]

    def test_it_is_found_by_kind_and_agency(self, client, agency_a):
        NewsPageFactory(parent=agency_a.page, slug="job", kind="job")

        assert found(client, "/news/", kind="job", agency="agency-a") == 1
        assert found(client, "/news/", kind="notice") == 0
        assert found(client, "/news/", agency="agency-b") == 0


class TestPeriods:
    @pytest.mark.parametrize(
        ("when", "first", "after_last"),
        [
            (When.TODAY, date(2026, 11, 25), date(2026, 11, 26)),
            (When.WEEK, date(2026, 11, 25), date(2026, 11, 30)),
            (When.WEEKEND, date(2026, 11, 28), date(2026, 11, 30)),
            (When.MONTH, date(2026, 11, 25), date(2026, 12, 1)),
        ],
    )
    def test_on_a_wednesday(self, when, first, after_last):
        assert days_of(when, date(2026, 11, 25)) == (first, after_last)

    @pytest.mark.parametrize("today", [date(2026, 11, 28), date(2026, 11, 29)])
    def test_a_weekend_that_has_begun_is_this_one(self, today):
        assert days_of(When.WEEKEND, today) == (date(2026, 11, 28), date(2026, 11, 30))

    def test_a_month_ends_with_the_year(self):
        assert days_of(When.MONTH, date(2026, 12, 31)) == (date(2026, 12, 31), date(2027, 1, 1))


class TestEvents:
    @pytest.mark.parametrize(("minutes", "upcoming"), [(0, 1), (-1, 0)])
    def test_an_event_is_over_after_its_last_minute(self, client, event, minutes, upcoming):
        event(NOON - timedelta(hours=1), NOON + timedelta(minutes=minutes))

        assert found(client, "/events/") == upcoming
        assert found(client, "/events/", when="past") == 1 - upcoming

    @pytest.mark.parametrize(
        ("starts_at", "today"),
        [
            (MIDNIGHT, 1),
            (MIDNIGHT - timedelta(minutes=30), 1),
            (MIDNIGHT + timedelta(days=1), 0),
            (MIDNIGHT - timedelta(hours=2), 0),
        ],
    )
    def test_today_is_what_touches_today(self, client, event, starts_at, today):
        event(starts_at)

        assert found(client, "/events/", when="today") == today

    @pytest.mark.parametrize(
        ("parameters", "number"),
        [
            ({"from": "2026-11-27"}, 1),
            ({"from": "2026-11-28"}, 0),
            ({"to": "2026-11-27"}, 1),
            ({"to": "2026-11-26"}, 0),
            ({"from": "2026-11-27", "to": "2026-11-27"}, 1),
            ({"from": "2026-11-01", "to": "2026-11-30", "when": "past"}, 0),
        ],
    )
    def test_both_days_are_included(self, client, event, parameters, number):
        event(MIDNIGHT + timedelta(days=2, hours=9))

        assert found(client, "/events/", **parameters) == number

    @pytest.mark.parametrize(
        "parameters",
        [
            {"from": "가나다"},
            {"from": "0001-01-01"},
            {"to": "9999-12-31"},
            {"from": "2026-12-31", "to": "2026-01-01"},
            {"from": "2026-02-30"},
            {"when": "가나다", "online": "x", "free": "\\"},
        ],
    )
    def test_days_that_make_no_sense_are_answered_with_a_sentence(self, client, event, parameters):
        event(MIDNIGHT + timedelta(days=2))

        response = client.get("/events/", parameters)

        assert response.status_code == 200
        assert ("when" in parameters) or response.context["form"].errors

    def test_free_and_online_are_what_the_page_says(self, client, event):
        event(NOON, fee="무료(재료비 별도)", online_url="https://nurinet.example/live")

        assert found(client, "/events/", free="on", online="on") == 1

    def test_a_fee_is_not_free(self, client, event):
        event(NOON, fee="회원 무료, 비회원 5천원")

        assert found(client, "/events/", free="on") == 0
        assert found(client, "/events/", online="on") == 0

    def test_a_venue_that_is_not_public_is_not_named(self, client, event, agency_b):
        venue = FacilityPageFactory(parent=agency_b.page, slug="secret", title="숨은시설")
        page = event(NOON, venue=venue)
        assert "숨은시설" in client.get(page.url).content.decode()

        FacilityPage.objects.get(pk=venue.pk).unpublish()

        assert "숨은시설" not in client.get("/events/").content.decode()
        assert "숨은시설" not in client.get(page.url).content.decode()


class TestActiveFilters:
    def test_each_can_be_taken_away_alone(self, client, event):
        response = client.get("/events/", {"free": "on", "from": "2026-11-25", "when": "month", "page": "3"})

        assert response.context["query_string"] == "from=2026-11-25&free=on&when=month"
        assert response.context["active_filters"] == [
            {"label": "이날부터 2026년 11월 25일", "remove_url": "/events/?free=on&when=month"},
            {"label": "무료 행사", "remove_url": "/events/?from=2026-11-25&when=month"},
        ]
