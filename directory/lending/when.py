"""When something is lent, in words: days with their last one, hours with their end."""

from datetime import timedelta

from django.utils import timezone

from common.moments import midnight
from common.templatetags.nurinet_tags import day


def in_words(starts_at, ends_at):
    """``12월 3일 ~ 12월 5일`` for whole days, ``12월 3일 14:00 ~ 16:00`` for hours."""
    first, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    last = timezone.localtime(ends_at - timedelta(microseconds=1))
    if first == midnight(first.date()) and end == midnight(end.date()):
        same = first.date() == last.date()
        return day(first.date()) if same else f"{day(first.date())} ~ {day(last.date())}"
    until = "24:00" if end == midnight(end.date()) else f"{end:%H:%M}"
    until = until if first.date() == last.date() else f"{day(last.date())} {until}"
    return f"{day(first.date())} {first:%H:%M} ~ {until}"
