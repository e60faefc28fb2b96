"""When letters may go: from 8 in the morning to 9 in the evening, in Seoul; and when digests are due.

정보통신망법 제50조 제3항 forbids advertisements at night. Ours are information, and keep the hours too
(``LETTER_HOURS``).
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

# At which hour a digest's day begins.
MORNING = 8


def is_quiet(moment=None):
    """Whether nothing is sent now; the first hour is included in the day, the last is not."""
    first, last = settings.LETTER_HOURS
    return not first <= timezone.localtime(moment).hour < last


def _morning(day):
    return timezone.make_aware(datetime.combine(day, time(MORNING)))


def last_slot(frequency, moment=None):
    """The latest moment, not after ``moment``, at which digests of that frequency (daily, weekly, monthly) were due."""
    moment = moment or timezone.now()
    local = timezone.localtime(moment)
    day = local.date() if local.hour >= MORNING else local.date() - timedelta(days=1)
    if frequency == "weekly":
        day -= timedelta(days=day.weekday())
    elif frequency == "monthly":
        day = day.replace(day=1)
    return _morning(day)
