"""Events as iCalendar (RFC 5545, 7986): what a calendar reads from it is what the site's own calendar shows.

A series is one entry with its rule; days left out are EXDATE, other dates RDATE, and one that lasts longer or
shorter than the series is an entry of its own with RECURRENCE-ID. There is no METHOD: the file is published.
"""

from datetime import UTC, timedelta

from django.utils import timezone
from icalendar import Event, vRecur, vUri

from common.ical import KEPT, MOST, empty_calendar
from pages.kinds import EventState

PRODID = "-//Nurinet//Events 1.0//KO"
STATES = {EventState.CANCELLED: "CANCELLED", EventState.POSTPONED: "TENTATIVE"}


def fed(events):
    """Those of ``events`` that a calendar is told of: what is to come and the last thirty days, soonest first."""
    return events.filter(last_ends_at__gte=timezone.now() - KEPT).order_by("starts_at", "pk")[:MOST]


def file_of(pages, request, *, name, source):
    """The bytes of a calendar with these events, which carry what `complete_facts` loads."""
    made = empty_calendar(name, source, PRODID)
    for page in pages:
        for entry in entries(page, request):
            made.add_component(entry)
    return made.to_ical()


def entries(page, request):
    """The entry of an event, and those of its other dates that last longer or shorter than the rest."""
    schedule = page.told_schedule
    if schedule is None:
        return []
    facts = page.public_facts(request)
    first = _entry(page, facts, schedule.first, schedule.is_all_day)
    length = schedule.first.ends_at - schedule.first.starts_at
    begun = {schedule.first.starts_at, *schedule.rule_starts}
    others = [other for other in schedule.other_times if other.starts_at not in begun]
    if schedule.rule:
        first.add("rrule", vRecur.from_ical(schedule.rule))
    for gone in schedule.exceptions:
        if gone not in {other.starts_at for other in schedule.other_times}:
            first.add("exdate", _when(gone, schedule.is_all_day))
    for other in others:
        first.add("rdate", _when(other.starts_at, schedule.is_all_day))
    unlike = [other for other in schedule.other_times if other.ends_at - other.starts_at != length]
    apart = []
    for other in unlike:
        entry = _entry(page, facts, other, schedule.is_all_day)
        entry.add("recurrence-id", _when(other.starts_at, schedule.is_all_day))
        apart.append(entry)
    return [first, *apart]


def _when(moment, is_all_day):
    return moment.date() if is_all_day else moment


def _entry(page, facts, occurrence, is_all_day):
    entry = Event()
    entry.add("uid", facts["uuid"])
    changed = (page.last_published_at or timezone.now()).astimezone(UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    if page.first_published_at:
        entry.add("created", page.first_published_at.astimezone(UTC))
    entry.add("sequence", facts["sequence"])
    entry.add("dtstart", _when(occurrence.starts_at, is_all_day))
    if is_all_day:  # whose end is not included
        entry.add("dtend", occurrence.ends_at.date() + timedelta(days=1))
    elif occurrence.ends_at > occurrence.starts_at:
        entry.add("dtend", occurrence.ends_at)
    entry.add("status", STATES.get(page.state, "CONFIRMED"))
    state = facts["state"]
    entry.add(
        "summary", facts["title"] if state["code"] == "planned" else f"[{state['label']}] {facts['title']}"
    )
    entry.add("description", description(facts))
    for name, value in (("location", where(facts)), ("contact", contact(facts))):
        if value:
            entry.add(name, value)
    entry.add("url", vUri(facts["full_url"]))
    categories = [term["label"] for term in (*facts["topics"], *facts["targets"])]
    if categories:
        entry.add("categories", categories)
    return entry


def where(facts):
    venue = facts["venue"]
    names = [venue and venue["title"], facts["place"], (venue and venue["address"]) or facts["address"]]
    return ", ".join(filter(None, names)) or facts["online_url"] or ("온라인" if facts["online"] else "")


def contact(facts):
    agency = facts["agency"] and facts["agency"]["title"]
    return " ".join(filter(None, [agency, facts["department"], facts["phone"]]))


def description(facts):
    """What one reads in a calendar without going to the page, and the way to the page."""
    lines = [
        facts["state_note"],
        facts["summary"],
        facts["time_note"],
        facts["fee"] and f"참가비: {facts['fee']}",
        facts["how_to_apply"] and f"신청: {facts['how_to_apply']}",
        facts["attendance"] and f"참여 방식: {facts['attendance']['label']}",
        facts["online_url"] and f"온라인: {facts['online_url']}",
        contact(facts) and f"문의: {contact(facts)}",
        facts["full_url"],
    ]
    return "\n".join(filter(None, lines))
