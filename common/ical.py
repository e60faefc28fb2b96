"""What every calendar file of ours begins with (RFC 5545, 7986): its name, where it comes from, Seoul's time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from icalendar import Calendar, Timezone, TimezoneStandard, vDuration, vUri

SEOUL = ZoneInfo("Asia/Seoul")
REFRESH = timedelta(hours=6)
# How long what is over, or was called off, stays in a feed.
KEPT = timedelta(days=30)
MOST = 500


def empty_calendar(name, source, prodid):
    """A calendar without entries. ``source`` is the address it can be asked for again."""
    made = Calendar()
    made.add("prodid", prodid)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", str(SEOUL))
    # RFC 7986 knows no default for these two; the library writes none.
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("source", vUri(source), parameters={"VALUE": "URI"})
    made.add("x-published-ttl", vDuration(REFRESH))
    made.add_component(_seoul())
    return made


def _seoul():
    """Seoul has kept one time since long before any of our events."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", str(SEOUL))
    standard.add("dtstart", datetime(1990, 1, 1))
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "KST")
    zone.add_component(standard)
    return zone


def calendar_response(content, filename):
    """The file as it is handed over. Search engines leave it alone."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = content_disposition_header(False, f"{filename}.ics")
    return response
