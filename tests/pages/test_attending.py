"""현장, 온라인, 현장과 온라인: one rule for a page, for the database, and for everything that says it."""

import json
import re
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pages.models import EventPage
from tests.factories import EventPageFactory

NOON = datetime(2026, 11, 28, 12, tzinfo=ZoneInfo("Asia/Seoul"))
PUBLIC, PRIVATE = "https://live.example/", "https://zoom.example/j/1"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOON - timedelta(days=2), tick=False)


@pytest.fixture
def event(agency_a):
    times = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=2)}
    return EventPageFactory(parent=agency_a.page, slug="event", **times)


def changed(event, **fields):
    EventPage.objects.filter(pk=event.pk).update(**fields)
    return EventPage.objects.get(pk=event.pk)


@pytest.mark.parametrize(
    ("fields", "way"),
    [
        ({}, ""),
        ({"place": "강당"}, "onsite"),
        ({"address": "왕산로 1"}, "onsite"),
        ({"online_url": PUBLIC}, "online"),
        ({"join_url": PRIVATE}, "online"),
        ({"place": "강당", "join_url": PRIVATE}, "mixed"),
        ({"attendance": "online"}, "online"),
        ({"attendance": "mixed", "place": "강당"}, "mixed"),
        ({"attendance": "onsite"}, "onsite"),
    ],
)
def test_as_chosen_else_as_the_page_says(event, fields, way):
    assert changed(event, **fields).way == way


def test_the_database_says_what_the_page_says(event):
    choices = product(("", "onsite", "online", "mixed"), ("", "강당"), ("", PUBLIC), ("", PRIVATE))
    for attendance, place, online_url, join_url in choices:
        try:
            with transaction.atomic():
                page = changed(
                    event, attendance=attendance, place=place, online_url=online_url, join_url=join_url
                )
        except IntegrityError:
            page = EventPage(attendance=attendance, place=place, online_url=online_url, join_url=join_url)
            with pytest.raises(ValidationError):
                page.clean()
            continue
        page.clean()
        assert EventPage.objects.online().exists() is page.is_online


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"attendance": "onsite", "online_url": PUBLIC}, "attendance"),
        ({"attendance": "onsite", "join_url": PRIVATE}, "attendance"),
        ({"attendance": "online", "place": "강당"}, "attendance"),
        ({"attendance": "online", "address": "왕산로 1"}, "attendance"),
        ({"join_note": "1234"}, "join_url"),
    ],
)
def test_what_contradicts_itself_is_refused_in_words_and_by_the_table(event, fields, field):
    for name, value in fields.items():
        setattr(event, name, value)
    with pytest.raises(ValidationError) as refusal:
        event.clean()
    assert field in refusal.value.message_dict

    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=event.pk).update(**fields)


def test_nothing_more_is_asked_of_what_is_online(event):
    event.attendance = "online"
    event.save_revision().publish(skip_permission_checks=True)

    assert EventPage.objects.get(pk=event.pk).live


@pytest.mark.parametrize(
    ("fields", "code", "words", "schema"),
    [
        ({"place": "강당"}, "onsite", "현장", "Offline"),
        ({"join_url": PRIVATE}, "online", "온라인", "Online"),
        ({"place": "강당", "join_url": PRIVATE}, "mixed", "현장과 온라인", "Mixed"),
    ],
)
def test_page_card_api_and_search_engines_are_told_the_same(client, event, fields, code, words, schema):
    page = changed(event, takes_applications=True, **fields)

    html = client.get(page.url).content.decode()
    assert f"<dt>참여 방식</dt><dd>{words}</dd>" in html
    thing = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html).group(1))
    assert thing["eventAttendanceMode"] == f"https://schema.org/{schema}EventAttendanceMode"
    if code != "onsite":
        locations = thing["location"] if isinstance(thing["location"], list) else [thing["location"]]
        assert {"@type": "VirtualLocation", "url": page.full_url} in locations
        assert "접속 주소는 신청이 확정된 분의 신청 화면에 보입니다" in html
    facts = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert facts["attendance"] == {"code": code, "label": words}
    listed = client.get("/events/").content.decode()
    assert (f">{words}</span>" in listed) is (code != "onsite")
    ics = client.get(f"{page.url}event.ics").content.decode().replace("\r\n ", "")
    assert f"참여 방식: {words}" in ics
    assert ("LOCATION:온라인" in ics) is (code == "online")


def test_moved_online_is_a_word_of_schema_org(client, event):
    page = changed(event, state="moved", attendance="online")

    html = client.get(page.url).content.decode()

    assert "https://schema.org/EventMovedOnline" in html
