"""A fair as iCalendar: its hours, or the whole day where none are said yet."""

from datetime import UTC, datetime

from django.utils import timezone
from icalendar import Event, vUri

from common.ical import empty_calendar
from pages.calendar.ical import STATES
from pages.fair.showing import programme

PRODID = "-//Nurinet//Fair 1.0//KO"


def file_of(fair, request, source):
    """The bytes of the calendar file."""
    made = empty_calendar(fair.title, source, PRODID)
    whole = {"starts_at": fair.starts_at, "ends_at": fair.ends_at, "title": fair.title, "place": fair.place}
    hours = programme(fair) or [whole | {"about": fair.summary, "presenters": ""}]
    for number, hour in enumerate(hours):
        made.add_component(_entry(fair, hour, number, fair.get_full_url(request) or ""))
    return made.to_ical()


def _moment(value):
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _entry(fair, hour, number, url):
    entry = Event()
    entry.add("uid", f"{fair.uuid}-{number}")
    changed = (fair.last_published_at or timezone.now()).astimezone(UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("dtstart", timezone.localtime(_moment(hour["starts_at"])))
    if hour["ends_at"]:
        entry.add("dtend", timezone.localtime(_moment(hour["ends_at"])))
    entry.add("status", STATES.get(fair.state, "CONFIRMED"))
    title = hour["title"] if hour["title"] == fair.title else f"{fair.title}: {hour['title']}"
    entry.add("summary", title if fair.state == "planned" else f"[{fair.get_state_display()}] {title}")
    entry.add("description", "\n".join(filter(None, (hour["about"], hour["presenters"], url))))
    where = ", ".join(filter(None, (hour["place"] or fair.place, fair.address)))
    if where:
        entry.add("location", where)
    entry.add("url", vUri(url))
    return entry
