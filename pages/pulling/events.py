"""An event of a source, onto an event page. The one place that knows both."""

from datetime import timedelta
from html import escape

from django.core.exceptions import ValidationError
from django.utils import timezone

from pages.kinds import EventState
from pages.models import OtherDate, SkippedDay
from pages.recurrence import rules

# What began long ago and never ends is taken from about here on.
LOOKS_BACK = timedelta(days=31)


def fill_event(page, thing):
    """What the source says of when, where and how much. The body is filled by ``writing``."""
    page.starts_at, page.ends_at, page.rrule = _times(thing)
    page.is_all_day = thing.is_all_day
    page.other_dates = [OtherDate(starts_at=start, ends_at=end) for start, end in thing.extra_dates]
    page.skipped_days = [SkippedDay(day=day) for day in sorted(set(thing.skipped_dates))]
    page.place = thing.place[:120]
    page.fee = thing.fee[:120]
    page.apply_url = thing.apply_url
    page.state = EventState.CANCELLED if thing.is_cancelled else EventState.PLANNED


def _times(thing):
    """Start, end and rule. Where we do not know the rule, the first time alone."""
    begin, length = thing.starts_at, thing.ends_at - thing.starts_at
    if not thing.rrule:
        return begin, thing.ends_at, ""
    try:
        begin, rule = _rolled_on(thing.rrule, begin, is_all_day=thing.is_all_day)
        rule = rules.bounded(rule, begin, is_all_day=thing.is_all_day)
        starts = rules.starts_of(rule, begin, is_all_day=thing.is_all_day)
    except ValidationError:
        return thing.starts_at, thing.ends_at, ""
    if not starts or (len(starts) > 1 and starts[0] + length >= starts[1]):
        return thing.starts_at, thing.ends_at, ""
    # The standard counts the first time even where the rule does not name it; we begin where the rule does.
    return starts[0], starts[0] + length, rule


def _rolled_on(rule, begin, *, is_all_day):
    """A rule without an end, begun so long ago that two years of it are over, from last month on."""
    parts = rules.parts_of(rule)
    lately = timezone.now() - LOOKS_BACK
    if parts.keys() & {"UNTIL", "COUNT"}:
        return begin, rule
    while begin < lately:
        later = [start for start in rules.starts_of(rule, begin, is_all_day=is_all_day) if start > begin]
        ahead = [start for start in later if start >= lately]
        if not later:
            break
        begin = ahead[0] if ahead else later[-1]
    return begin, rule


def series_prose(thing):
    """What our calendar cannot repeat: that it happens again, and on which days."""
    if not thing.rrule or _times(thing)[2]:
        return ""
    lines = ["여러 번 열리는 행사입니다. 위의 일시는 첫 번째이고, 다른 날은 원문에서 확인해 주십시오."]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
