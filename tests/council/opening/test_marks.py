"""What search engines and spreadsheets are told: JSON-LD, the sitemap, the table."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.json_ld import committee_json_ld, meeting_json_ld
from tests.council.opening.conftest import MAILBOX, SECRET
from tests.factories.council import make_committee, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(rf: RequestFactory, district):
    return rf.get("/")


def test_a_body_stands_between_those_above_and_below_without_its_members(request_, body, members):
    child = make_committee(name="예시 작은분과", slug="small", parent=body)
    crumbs = [{"title": "홈", "url": "/"}, {"title": body.name, "url": body.get_absolute_url()}]
    thing, trail = committee_json_ld(body, request_, crumbs)

    assert (thing["@type"], thing["alternateName"]) == ("GovernmentOrganization", "어르신 모임")
    assert [each["name"] for each in thing["subOrganization"]] == [child.name]
    assert committee_json_ld(child, request_)[0]["parentOrganization"]["name"] == body.name
    assert trail["@type"] == "BreadcrumbList"
    assert "member" not in thing
    assert not {"다나가", SECRET, MAILBOX} & set(str(thing))


@pytest.mark.parametrize(
    ("fields", "mode", "places"),
    [
        ({}, "Offline", ["Place"]),
        ({"way": "online", "place": ""}, "Online", ["VirtualLocation"]),
        ({"way": "mixed"}, "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_a_meeting_is_an_event_that_does_not_say_how_to_join(request_, body, fields, mode, places):
    meeting = make_meeting(body, join_url=f"https://meet.example/{SECRET}", **fields)
    (event,) = meeting_json_ld(meeting, request_)
    locations = event["location"] if isinstance(event["location"], list) else [event["location"]]

    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in locations] == places
    assert event["startDate"].endswith("+09:00")
    assert event["organizer"]["name"] == body.name
    assert SECRET not in str(event)


def test_a_meeting_that_is_called_off_says_so_and_one_in_writing_is_no_event(request_, body):
    off = make_meeting(body, cancelled_at=timezone.now(), cancel_reason="눈이 많이 옵니다.")

    assert meeting_json_ld(off, request_)[0]["eventStatus"] == "https://schema.org/EventCancelled"
    assert meeting_json_ld(make_meeting(body, way="written"), request_) == []


def test_the_sitemap_has_bodies_and_listed_meetings(client, body, meeting, unlisted, settings):
    settings.PAGE_CACHE = False
    text = client.get("/sitemap.xml").content.decode()

    assert body.get_absolute_url() in text
    assert meeting.get_absolute_url() in text
    assert unlisted.get_absolute_url() not in text

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        return len(queries)

    few = cost()
    for number in range(5):
        make_meeting(body, starts_at=timezone.now() - timedelta(days=number))
    assert cost() == few


def test_the_table_has_a_line_for_each_item_with_what_was_let_out(client, meeting):
    response = client.get("/council/meetings.csv")
    text = b"".join(response).decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    (row,) = rows
    assert (row["조직"], row["안건명"], row["결과"], row["찬성"]) == (
        "예시 노인분과",
        "경로당 의자",
        "원안",
        "3",
    )
    assert row["데이터기준일자"] == timezone.localdate().isoformat()
    assert row["이용조건"].startswith("공공누리 제1유형")
    assert SECRET not in text


def test_a_cell_that_a_spreadsheet_would_run_is_a_word(client, body):
    make_meeting(body, place="=1+1")

    assert "'=1+1" in b"".join(client.get("/council/meetings.csv")).decode()
