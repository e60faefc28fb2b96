"""The feed of minutes: what stands before everybody, one entry a meeting."""

import feedparser
import pytest
from django.utils import timezone

from tests.factories.council import make_item, make_meeting, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(committee):
    meeting = make_meeting(committee)
    make_item(meeting, title="정한 <안건>", result="adopted", decided_at=timezone.now())
    return meeting


@pytest.mark.parametrize("ending", ["atom", "rss"])
def test_minutes_that_are_out_are_told(client, meeting, ending):
    make_publication(meeting)
    make_meeting(meeting.committee)

    feed = feedparser.parse(client.get(f"/council/minutes.{ending}").content)

    assert [entry.link for entry in feed.entries] == [f"http://testserver{meeting.get_absolute_url()}"]
    assert "회의록" in feed.entries[0].title
    assert "정한 &lt;안건&gt;: 원안대로 의결" in feed.entries[0].content[0].value


def test_corrected_minutes_are_the_same_entry_changed(client, meeting):
    first = make_publication(meeting)
    before = client.get("/council/minutes.json").json()["items"]
    first.ended_at = timezone.now()
    first.save()
    second = make_publication(meeting)
    second.correction = "날짜를 고쳤습니다."
    second.save()

    after = client.get("/council/minutes.json").json()["items"]

    assert [entry["id"] for entry in after] == [entry["id"] for entry in before]
    assert "날짜를 고쳤습니다." in after[0]["summary"]


def test_an_empty_feed_stands(client, district):
    assert client.get("/council/minutes.json").json()["items"] == []


def test_nothing_else_is_a_feed(client, district):
    assert client.get("/council/minutes.xml").status_code == 404
