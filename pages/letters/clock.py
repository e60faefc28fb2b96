"""When letters may go: from 8 in the morning to 9 in the evening, in Seoul; and when digests are due.

정보통신망법 제50조 제3항 forbids advertisements at night. Ours are information, and keep the hours too.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from pages.models.subscribing import Frequency

FIRST_HOUR, LAST_HOUR = 8, 21


def is_quiet(moment=None):
    """Whether nothing is sent now; eight o'clock is included in the day, twenty-one o'clock is not."""
    return not FIRST_HOUR <= timezone.localtime(moment).hour < LAST_HOUR


def _morning(day):
    return timezone.make_aware(datetime.combine(day, time(FIRST_HOUR)))


def last_slot(frequency, moment=None):
    """The latest moment, not after ``moment``, at which digests of that frequency were due."""
    moment = moment or timezone.now()
    local = timezone.localtime(moment)
    day = local.date() if local.hour >= FIRST_HOUR else local.date() - timedelta(days=1)
    if frequency == Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    elif frequency == Frequency.MONTHLY:
        day = day.replace(day=1)
    return _morning(day)
