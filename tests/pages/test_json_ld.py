"""Structured data says what the page says, in words that exist."""

import json
import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from directory.models import Term
from directory.opening import HOLIDAY, SATURDAY, WEEKDAYS
from tests.factories import EventPageFactory, FacilityPageFactory

NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Seoul"))


def things(client, url):
    html = client.get(url).content.decode()
    return [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    ]


@pytest.fixture
def event(agency_a):
    def make(**fields):
        return EventPageFactory(
            parent=agency_a.page, slug="event", starts_at=NOON, ends_at=NOON + timedelta(hours=2), **fields
        )

    return make


class TestEvent:
    @pytest.mark.parametrize(
        ("state", "word"),
        [("planned", "EventScheduled"), ("postponed", "EventPostponed"), ("cancelled", "EventCancelled")],
    )
    def test_its_state_and_times_are_those_of_seoul(self, client, event, state, word):
        thing = things(client, event(state=state, place="강당").url)[0]

        assert thing["eventStatus"] == f"https://schema.org/{word}"
        assert thing["startDate"] == "2026-11-25T12:00:00+09:00"
        assert thing["endDate"] == "2026-11-25T14:00:00+09:00"

    @pytest.mark.parametrize(
        ("fields", "mode"),
        [
            ({"place": "강당"}, "Offline"),
            ({"online_url": "https://nurinet.example/"}, "Online"),
            ({"place": "강당", "online_url": "https://nurinet.example/"}, "Mixed"),
        ],
    )
    def test_where_one_may_attend(self, client, event, fields, mode):
        thing = things(client, event(**fields).url)[0]

        assert thing["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"

    def test_without_a_place_there_is_no_event_to_speak_of(self, client, event):
        assert [thing["@type"] for thing in things(client, event().url)] == ["BreadcrumbList"]


class TestFacility:
    def test_it_stands_where_it_stands(self, client, agency_a):
        page = FacilityPageFactory(
            parent=agency_a.page,
            slug="a",
            latitude="37.574500",
            longitude="127.039500",
            road_address="왕산로 1",
        )

        thing = things(client, page.url)[0]

        assert thing["geo"] == {"@type": "GeoCoordinates", "latitude": 37.5745, "longitude": 127.0395}
        assert thing["address"]["streetAddress"] == "왕산로 1"

    def test_hours_are_parted_by_the_break_and_exceptions_stand_apart(self, client, agency_a):
        page = FacilityPageFactory(parent=agency_a.page, slug="a")
        lunch = {"break_from": time(12), "break_until": time(13)}
        page.hours.create(days=WEEKDAYS, opens_at=time(9), closes_at=time(18), **lunch)
        page.hours.create(days=SATURDAY, weeks=2, opens_at=time(9), closes_at=time(12))
        page.hours.create(days=HOLIDAY, is_closed=True)
        page.hours.create(
            days=0, is_closed=True, valid_from=date(2026, 12, 24), valid_until=date(2026, 12, 24)
        )
        page.save()

        thing = things(client, page.url)[0]

        weekly = [(spec["dayOfWeek"][0], spec["opens"], spec["closes"]) for spec in weekly_of(thing)]
        assert weekly == [
            ("Monday", "09:00", "12:00"),
            ("Monday", "13:00", "18:00"),
            ("PublicHolidays", "00:00", "00:00"),
        ]
        (special,) = thing["specialOpeningHoursSpecification"]
        assert special["validFrom"] == special["validThrough"] == "2026-12-24"

    def test_how_one_gets_in_and_all_numbers_are_told(self, client, agency_a):
        page = FacilityPageFactory(parent=agency_a.page, slug="a", phone="02-123-4567")
        page.phones = [("phone", {"number": "02-123-4568", "extension": "", "label": "상담"})]
        page.access.set(Term.objects.filter(axis="access", code="A01"))
        page.save()

        thing = things(client, page.url)[0]

        assert thing["telephone"] == ["02-123-4567", "02-123-4568"]
        assert thing["amenityFeature"][0]["name"] == "경사로"


def weekly_of(thing):
    return thing["openingHoursSpecification"]


def test_the_front_door_says_how_to_search(client, district):
    thing = things(client, "/")[0]

    assert thing["@type"] == "WebSite"
    assert thing["potentialAction"]["target"]["urlTemplate"].endswith("/search/?q={search_term_string}")


def test_breadcrumbs_go_from_home_to_the_page(client, agency_a):
    response = client.get(agency_a.page.url)

    assert [crumb["title"] for crumb in response.context["breadcrumbs"]] == ["홈", "복지정보", "가나다복지관"]
    items = things(client, agency_a.page.url)[-1]["itemListElement"]
    assert [item["position"] for item in items] == [1, 2, 3]
    assert items[-1]["item"] == agency_a.page.full_url


class TestSeries:
    def test_a_rule_is_a_schedule_and_dates_without_one_are_events(self, client, event):
        page = event(place="강당", rrule="FREQ=WEEKLY;BYDAY=WE;COUNT=4")
        page.skipped_days.create(day=date(2026, 12, 2))
        page.save_revision().publish()

        thing = things(client, page.url)[0]

        assert thing["eventSchedule"] == {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": ["https://schema.org/Wednesday"],
            "startDate": "2026-11-25",
            "endDate": "2026-12-16",
            "startTime": "12:00:00",
            "endTime": "14:00:00",
            "exceptDate": ["2026-12-02"],
            "scheduleTimezone": "Asia/Seoul",
        }
        assert "subEvent" not in thing

    def test_dates_without_a_rule_are_events_of_their_own(self, client, event):
        page = event(place="강당")
        page.other_dates.create(starts_at=NOON + timedelta(days=3), ends_at=NOON + timedelta(days=3, hours=1))
        page.save_revision().publish()

        thing = things(client, page.url)[0]

        assert [each["startDate"][:10] for each in thing["subEvent"]] == ["2026-11-25", "2026-11-28"]
        assert "eventSchedule" not in thing

    def test_days_without_hours_are_days(self, client, event):
        thing = things(client, event(place="강당", is_all_day=True).url)[0]

        assert (thing["startDate"], thing["endDate"]) == ("2026-11-25", "2026-11-25")

    def test_what_moved_says_when_it_was_to_begin(self, client, event):
        page = event(place="강당")
        page.starts_at, page.ends_at = NOON + timedelta(days=1), NOON + timedelta(days=1)
        page.state = "moved"
        page.save_revision().publish()

        thing = things(client, page.url)[0]

        assert thing["eventStatus"] == "https://schema.org/EventRescheduled"
        assert thing["previousStartDate"] == "2026-11-25T12:00:00+09:00"
