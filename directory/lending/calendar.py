"""What of a resource is still to be had, by month and by day; never who has the rest."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from common.moments import midnight
from directory.lending.rules import furthest_day, nearest_day, taken_of
from directory.lending.slots import HALF_HOUR, hours_of, most_at_once
from directory.models.resource import LendingUnit

SUNDAY = 6
WEEKDAYS = ("일", "월", "화", "수", "목", "금", "토")


@dataclass(frozen=True)
class Day:
    """One cell. ``state`` is free, some, full or closed (not lent on that day)."""

    day: date
    state: str
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Hours:
    """A stretch of the day in which the same number is left."""

    starts_at: object
    ends_at: object
    left: int
    words: str


def words_for(resource, left):
    if left <= 0:
        return "모두 나감" if resource.quantity > 1 else "나감"
    return f"{left}{resource.unit_word} 남음" if resource.quantity > 1 else "비어 있음"


def read_day(text):
    """A day as an address says it; None if it is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _month_of(asked, first, last):
    """The first of the month asked for, or of the nearest in which something can be had."""
    wanted = read_day(f"{asked}-01") or first
    return min(max(wanted.replace(day=1), first.replace(day=1)), last.replace(day=1))


def _neighbour(month, days):
    return (month + timedelta(days=days)).replace(day=1)


def calendar_context(resource, asked):
    """What the resource's page shows; nothing while it is not lent here. One query."""
    first, last = nearest_day(resource), furthest_day(resource)
    is_lent = resource.pk and resource.takes_requests and resource.alias_of_id is None
    if not is_lent or last < first:
        return {}
    day = read_day(asked.get("day"))
    day = day if day and first <= day <= last and resource.lending_unit == LendingUnit.HALF_HOUR else None
    month = _month_of(asked.get("month") or (day and f"{day:%Y-%m}"), first, last)
    weeks = Calendar(SUNDAY).monthdatescalendar(month.year, month.month)
    begin, end = midnight(weeks[0][0]), midnight(weeks[-1][-1] + timedelta(days=1))
    if day is not None:
        begin, end = min(begin, midnight(day)), max(end, midnight(day + timedelta(days=1)))
    taken = taken_of(resource, begin, end)
    ask_url = reverse("lending_ask", args=[resource.uuid])
    return {
        "ask_url": ask_url,
        "calendar": {
            "month": month,
            "weekdays": WEEKDAYS,
            "weeks": [
                [
                    _cell(resource, each, month, taken, ask_url)
                    if first <= each <= last
                    else Day(each, "closed")
                    for each in week
                ]
                for week in weeks
            ],
            "previous": _neighbour(month, -1) if month > first.replace(day=1) else None,
            "next": _neighbour(month, 31) if month < last.replace(day=1) else None,
            "day": day,
            "hours": hours_left(resource, day, taken) if day else [],
            "day_ask_url": day and f"{ask_url}?{urlencode({'day': day})}",
            "is_one_of_many": bool(asked.get("month") or asked.get("day")),
        },
    }


def _cell(resource, day, month, taken, ask_url):
    if day.month != month.month:
        return Day(day, "outside")
    if resource.lending_unit == LendingUnit.HALF_HOUR:
        left = [hours.left for hours in hours_left(resource, day, taken)]
        if not left:
            return Day(day, "closed")
        state = "full" if max(left) <= 0 else "free" if min(left) == resource.quantity else "some"
        words = {"full": words_for(resource, 0), "free": "비어 있음", "some": "일부 나감"}[state]
        return Day(day, state, words, f"?{urlencode({'day': day})}#day")
    left = resource.quantity - most_at_once(taken, midnight(day), midnight(day + timedelta(days=1)))
    state = "full" if left <= 0 else "free" if left == resource.quantity else "some"
    url = f"{ask_url}?{urlencode({'day': day})}" if left > 0 else ""
    return Day(day, state, words_for(resource, left), url)


def hours_left(resource, day, taken):
    """The rest of the day from now on, in stretches with the same number left."""
    starts_at, closes = hours_of(resource, day)
    now = timezone.now()
    stretches = []
    while starts_at < closes:
        ends_at = min(starts_at + HALF_HOUR, closes)
        left = max(0, resource.quantity - most_at_once(taken, starts_at, ends_at))
        if starts_at >= now:
            if stretches and stretches[-1].left == left and stretches[-1].ends_at == starts_at:
                starts_before = stretches.pop().starts_at
            else:
                starts_before = starts_at
            stretches.append(Hours(starts_before, ends_at, left, words_for(resource, left)))
        starts_at = ends_at
    return stretches
