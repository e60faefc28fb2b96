"""Meetings as iCalendar (RFC 5545, 7986): a public file of each body. How to join stands in none."""

from datetime import UTC, timedelta

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe
from icalendar import Event, vUri

from common.ical import KEPT, MOST, calendar_response, empty_calendar
from common.sites import site_of
from council.models import Committee

PRODID = "-//Nurinet//Council 1.0//KO"


def fed(meetings):
    """What is to come and the last thirty days, soonest first."""
    since = timezone.now() - KEPT
    recent = meetings.filter(Q(ends_at__gte=since) | Q(ends_at__isnull=True, starts_at__gte=since))
    return recent.select_related("committee").prefetch_related("items").soonest_first()[:MOST]


@require_safe
def committee_calendar(request, slug):
    """``/council/<slug>/meetings.ics``: the meetings that everybody may know of."""
    committee = get_object_or_404(Committee.objects.in_site(site_of(request)), slug=slug)
    meetings = fed(committee.meetings.public())
    source = request.build_absolute_uri(request.path)
    made = file_of(
        meetings,
        name=f"{committee} 회의",
        source=source,
        address_of=lambda meeting: request.build_absolute_uri(meeting.get_absolute_url()),
    )
    response = calendar_response(made, committee.slug)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def file_of(meetings, *, name, source, address_of):
    """The bytes of a calendar with these meetings, each leading to ``address_of(meeting)``."""
    made = empty_calendar(name, source, PRODID)
    for meeting in meetings:
        made.add_component(_entry(meeting, address_of(meeting)))
    return made.to_ical()


def _entry(meeting, address):
    entry, changed = Event(), meeting.updated_at.astimezone(UTC)
    entry.add("uid", str(meeting.uuid))
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("created", meeting.created_at.astimezone(UTC))
    # Higher at each change, as the format asks, and kept nowhere.
    entry.add("sequence", (meeting.updated_at - meeting.created_at) // timedelta(seconds=1))
    entry.add("dtstart", timezone.localtime(meeting.starts_at))
    if meeting.ends_at:
        entry.add("dtend", timezone.localtime(meeting.ends_at))
    entry.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    state = "[취소] " if meeting.is_cancelled else ""
    entry.add("summary", f"{state}{meeting.committee} {meeting.name}")
    entry.add("description", "\n".join(filter(None, _lines(meeting, address))))
    if where := ", ".join(filter(None, (meeting.place, meeting.address))):
        entry.add("location", where)
    entry.add("url", vUri(address))
    return entry


def _lines(meeting, address):
    return (
        meeting.is_cancelled and f"취소된 까닭: {meeting.cancel_reason}",
        f"방법: {meeting.get_way_display()}",
        *(f"안건: {item}" for item in meeting.items.all()),
        meeting.notice,
        address,
    )
