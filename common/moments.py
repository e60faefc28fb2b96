"""Moments by the clock of Seoul."""

from datetime import datetime, time

from django.utils import timezone


def midnight(day):
    """The moment in Seoul at which the day begins; None stays None."""
    return day and timezone.make_aware(datetime.combine(day, time()))


def next_of(moments):
    """The first that is still to come; None where there is none."""
    now = timezone.now()
    return min((moment for moment in moments if moment and moment > now), default=None)
