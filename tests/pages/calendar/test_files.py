"""Calendar files by address: with the list's filters, below an agency, of one event; only what is public."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import EventPage
from tests.factories import EventPageFactory

NOON = datetime(2026, 12, 1, 12, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def events(agency_a, agency_b):
    def make(agency, slug, **fields):
        fields = {"starts_at": NOON + timedelta(days=1), "ends_at": NOON + timedelta(days=1)} | fields
        return EventPageFactory(parent=agency.page, slug=slug, title=slug, **fields)

    return [
        make(agency_a, "free", fee="무료"),
        make(agency_a, "paid", fee="5,000원"),
        make(agency_b, "other", fee="무료"),
        make(agency_a, "draft", live=False),
    ]


def titles(client, path, **parameters):
    response = client.get(path, parameters)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    return {str(entry["SUMMARY"]) for entry in calendar.walk("VEVENT")}


class TestAddresses:
    def test_the_district_and_each_agency_have_one(self, client, events):
        assert titles(client, "/events.ics") == {"free", "paid", "other"}
        assert titles(client, "/directory/agency-a/events.ics") == {"free", "paid"}
        assert titles(client, f"{events[0].url}event.ics") == {"free"}

    def test_filters_are_the_lists(self, client, events):
        assert titles(client, "/events.ics", free="on") == {"free", "other"}
        assert titles(client, "/events.ics", agency="agency-b") == {"other"}
        assert titles(client, "/events.ics", **{"from": "2026-12-03"}) == set()

    def test_the_list_and_the_page_lead_to_them(self, client, events):
        assert 'href="/events.ics?free=on"' in client.get("/events/?free=on&view=month").content.decode()
        assert f'href="{events[0].url}event.ics"' in client.get(events[0].url).content.decode()

    @pytest.mark.parametrize(
        "path",
        [
            "/directory/agency-a/draft/event.ics",
            "/directory/agency-a/event.ics",
            "/x/events.ics",
            "/about/events.ics",
        ],
    )
    def test_what_is_not_public_or_no_event_has_none(self, client, events, path):
        assert client.get(path).status_code == 404

    def test_a_section_taken_down_takes_them_along(self, client, events, agency_a):
        agency_a.page.unpublish()

        assert titles(client, "/events.ics") == {"other"}
        assert client.get("/directory/agency-a/events.ics").status_code == 404
        assert client.get("/directory/agency-a/free/event.ics").status_code == 404


def test_many_events_cost_no_more_queries_than_few(client, agency_a, events):
    def cost():
        client.get("/events.ics")
        with CaptureQueriesContext(connection) as queries:
            client.get("/events.ics")
        return len(queries)

    few = cost()
    for number in range(10):
        EventPageFactory(
            parent=agency_a.page, slug=f"more-{number}", starts_at=NOON, ends_at=NOON + timedelta(hours=1)
        )

    assert cost() == few
    assert EventPage.objects.published().count() == 13
