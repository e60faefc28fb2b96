"""A source of agency A, and the files that its site might give."""

from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

import pytest

from pages.models import FeedSource
from pages.pulling import running
from pages.pulling.fetching import Fetched, FetchError

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=SEOUL)


def rss(*items, **more):
    """RSS of ``(guid, title, html)`` or of dicts of tags."""
    parts = []
    for item in items:
        tags = (
            item
            if isinstance(item, dict)
            else dict(zip(("guid", "title", "description"), item, strict=False))
        )
        parts.append("".join(f"<{tag}>{escape(str(said))}</{tag}>" for tag, said in tags.items()))
    inner = "".join(f"<item>{part}</item>" for part in parts)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{inner}</channel></rss>'.encode()
    )


def event(uid="1", title="걷기 모임", start="20261201T100000", end="20261201T120000", **more):
    lines = {"UID": uid, "SUMMARY": title, "DTSTART": start, "DTEND": end} | more
    told = "".join(
        f"{name.replace('_', '-')}{'' if str(value).startswith(';') else ':'}{value}\r\n"
        for name, value in lines.items()
        if value is not None
    )
    return f"BEGIN:VEVENT\r\n{told}END:VEVENT\r\n"


def ical(*events):
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def source(agency_a):
    return FeedSource.objects.create(agency=agency_a, name="가나다 누리집", url="https://a.example/feed")


@pytest.fixture
def site(monkeypatch):
    """What the agency's site answers: set ``site.content`` to bytes, None (unchanged) or a sentence."""

    class Site:
        content = b""
        asked = []

        def fetch(self, url, *, etag="", last_modified=""):
            self.asked.append((url, etag))
            if isinstance(self.content, str):
                raise FetchError(self.content)
            return Fetched(self.content, etag='"1"')

    made = Site()
    made.asked = []
    monkeypatch.setattr(running, "fetch", made.fetch)
    return made


@pytest.fixture
def pulled(source, site):
    """Pull ``content``, optionally some minutes later; the finished run."""

    def pull(content, *, minutes=0, time_machine=None):
        if time_machine:
            time_machine.shift(timedelta(minutes=minutes))
        site.content = content
        source.refresh_from_db()
        return running.pull(source)

    return pull


@pytest.fixture
def later(time_machine):
    return lambda **how: time_machine.shift(timedelta(**how))
