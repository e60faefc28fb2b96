"""Structured data says what the page says, in words that exist."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from common.json_ld import opening_hours
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

    @pytest.mark.parametrize(
        ("text", "hours"),
        [
            ("평일 09:00–18:00, 공휴일 휴관", "Mo-Fr 09:00-18:00"),
            ("월~토 08:30 ~ 17:30", "Mo-Sa 08:30-17:30"),
            ("09:00부터", None),
            ("수시", None),
            ("", None),
        ],
    )
    def test_hours_are_given_only_when_they_cannot_be_misread(self, text, hours):
        assert opening_hours(text) == hours


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
