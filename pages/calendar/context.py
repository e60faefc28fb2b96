"""What the page of the calendar is given: a list, a week or a month, all with the same filters."""

from calendar import Calendar
from datetime import date, timedelta

from django.db.models import Prefetch
from django.utils import timezone

from common.lists import address, list_context
from common.templatetags.nurinet_tags import short_day
from directory.opening import DAY_NAMES, public_holidays
from pages.calendar.cards import occurrence_cards
from pages.models.events import EventPage
from pages.models.occurrences import EventOccurrence
from pages.periods import View, midnight
from pages.recurrence.schedule import Occurrence, days_long

SUNDAY = 6
# So far back and ahead one may turn the pages, and no further: a calendar has no end for a machine.
MONTHS_TO_TURN = 12
# More do not fit on a page that anybody reads.
MOST = 300


def calendar_context(request, form, events, *, url):
    """``events`` are the public ones of the district, ``form`` says which of them and how to show them."""
    shared = {"views": _views(form, url), "shown_as": form.shown_as.value, "form": form}
    if form.shown_as == View.LIST:
        context = list_context(
            request, url=url, form=form, results=form.occurrences(form.narrow(events)), cards=occurrence_cards
        )
        return shared | context | {"tabs": form.tabs(url)}
    return shared | _grid_context(request, form, events, url)


def _views(form, url):
    """List, week and month as links that keep the filters."""
    links = []
    for view in View:
        wanted = {} if view == View.LIST else {"view": view.value}
        kept = form.query_string(
            without=("when", "from", "to", "day", *(() if wanted else ("view",))), **wanted
        )
        links.append({"label": view.label, "url": address(url, kept), "current": view == form.shown_as})
    return links


def nearest_day(asked, today):
    """The day asked for, or the nearest to which one may turn."""
    first = _months_on(today, -MONTHS_TO_TURN)
    after_last = _months_on(today, MONTHS_TO_TURN + 1)
    return min(max(asked or today, first), after_last - timedelta(days=1))


def _months_on(day, months):
    """The first of the month so many months on."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _grid_context(request, form, events, url):
    today = timezone.localdate()
    day = nearest_day(form.chosen.get("day"), today)
    if form.shown_as == View.WEEK:
        first = day - timedelta(days=(day.weekday() - SUNDAY) % 7)
        weeks = [[first + timedelta(days=number) for number in range(7)]]
        title = f"{first.year}년 {short_day(first)} ~ {short_day(weeks[0][-1])}"
        back, on = first - timedelta(days=7), first + timedelta(days=7)
    else:
        weeks = Calendar(SUNDAY).monthdatescalendar(day.year, day.month)
        title = f"{day.year}년 {day.month}월"
        back, on = _months_on(day, -1), _months_on(day, 1)
    in_month = None if form.shown_as == View.WEEK else day.month
    shown = [each for week in weeks for each in week if in_month in (None, each.month)]
    found = _occurrences(form.narrow(events), shown[0], shown[-1])
    entries = [_entry(occurrence, request) for occurrence in found[:MOST]]
    spans = [entry for entry in entries if entry["days"] > 1]

    def link(to):
        return address(url, form.query_string(without=("when", "from", "to"), day=to))

    return {
        "calendar": {
            "title": title,
            "weekdays": [DAY_NAMES[SUNDAY], *DAY_NAMES[:SUNDAY]],
            "weeks": [[_cell(each, in_month, entries, today) for each in week] for week in weeks],
            "spans": spans,
            "total": len(entries),
            "is_cut": len(found) > MOST,
            "previous": link(back) if nearest_day(back, today) == back else None,
            "next": link(on) if nearest_day(on, today) == on else None,
            "today": link(today),
        },
        "active_filters": form.active_filters(url),
        "canonical_query": form.canonical_query(),
        "repaired": form.repaired(url),
    }


def _occurrences(events, first, last):
    """Those of the days from ``first`` to ``last``, one more than are shown; two queries, and one for agencies."""
    light = EventPage.objects.select_related("agency").defer_streamfields().defer("agency__body")
    times = EventOccurrence.objects.of(events).touching(midnight(first), midnight(last + timedelta(days=1)))
    return list(times.prefetch_related(Prefetch("event", light))[: MOST + 1])


def _entry(occurrence, request):
    event = occurrence.event
    start, end = timezone.localtime(occurrence.starts_at), timezone.localtime(occurrence.ends_at)
    return {
        "title": event.title,
        "url": event.get_url(request) or "",
        "starts_at": start,
        "ends_at": end,
        "days": days_long(Occurrence(start, end)),
        "is_all_day": event.is_all_day,
        "state": event.state,
        "state_label": event.get_state_display(),
        "agency": event.agency.title,
        "place": event.place,
    }


def _cell(day, month, entries, today):
    """One day: its one-day events in order. Days of other months are empty."""
    outside = month is not None and day.month != month
    return {
        "day": day,
        "is_outside": outside,
        "is_today": day == today,
        "holiday": public_holidays(day.year).get(day, ""),
        "entries": []
        if outside
        else [entry for entry in entries if entry["days"] == 1 and entry["starts_at"].date() == day],
    }
