"""An event of a source, onto an event page. The one place that knows both."""

from html import escape

from django.utils import timezone

from pages.kinds import EventState

DAYS_SHOWN = 20


def fill_event(page, thing):
    """What the source says of when, where and how much. The body is filled by ``writing``."""
    page.starts_at, page.ends_at = thing.starts_at, thing.ends_at
    page.place = thing.place[:120]
    page.fee = thing.fee[:120]
    page.apply_url = thing.apply_url
    page.state = EventState.CANCELLED if thing.is_cancelled else EventState.PLANNED


def series_prose(thing):
    """What an event page has no field for yet: that it happens again, and on which days not."""
    if not thing.is_series:
        return ""
    lines = ["여러 번 열리는 행사입니다. 위의 일시는 첫 번째입니다."]
    if thing.extra_dates:
        lines.append(f"다른 날: {_days(start for start, _end in thing.extra_dates)}")
    if thing.skipped_dates:
        lines.append(f"쉬는 날: {_days(thing.skipped_dates)}")
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _days(given):
    days = [day if not hasattr(day, "hour") else timezone.localtime(day).date() for day in given]
    shown = ", ".join(f"{day:%Y-%m-%d}" for day in days[:DAYS_SHOWN])
    return f"{shown} 밖에 {len(days) - DAYS_SHOWN}일" if len(days) > DAYS_SHOWN else shown
