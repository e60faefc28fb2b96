"""Time in the pieces in which things are lent: half-hours, or days that begin at midnight in Seoul.

Every interval holds its start and not its end, so one may begin in the moment in which another ends.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from common.moments import midnight
from directory.models.resource import LendingUnit

HALF_HOUR = timedelta(minutes=30)


def at_clock(day, clock):
    """That time of the day; None is the midnight at its end."""
    if clock is None:
        return midnight(day + timedelta(days=1))
    return timezone.make_aware(datetime.combine(day, clock))


def hours_of(resource, day):
    """From when to when it can be had on the day; a missing time is midnight."""
    return at_clock(day, resource.opens_at or time()), at_clock(day, resource.closes_at)


def slots_between(unit, starts_at, ends_at):
    """The start of every half-hour or day that the interval touches, in order."""
    if unit == LendingUnit.DAY:
        first = timezone.localtime(starts_at).date()
        last = timezone.localtime(ends_at - timedelta(microseconds=1)).date()
        return [midnight(first + timedelta(days=number)) for number in range((last - first).days + 1)]
    starts = timezone.localtime(starts_at)
    starts -= timedelta(minutes=starts.minute % 30, seconds=starts.second, microseconds=starts.microsecond)
    return [starts + number * HALF_HOUR for number in range(-((starts - ends_at) // HALF_HOUR))]


def most_at_once(taken, starts_at, ends_at):
    """How many are out at the busiest moment of the interval; ``taken`` are (start, end, quantity)."""
    taken = [each for each in taken if each[0] < ends_at and each[1] > starts_at]
    moments = {starts_at, *(start for start, _, _ in taken if start > starts_at)}
    return max(sum(quantity for start, end, quantity in taken if start <= moment < end) for moment in moments)
