"""기간: stretches of time in which something found happens, is offered, or was told. Whole days of Seoul."""

from datetime import timedelta

PERIODS = (
    ("today", "오늘"),
    ("week", "이번 주"),
    ("month", "이번 달"),
    ("next-month", "다음 달"),
    ("year", "지난 1년"),
)


def days_of(period, today):
    """First day, and the day after the last. Weeks begin on Monday; the past year ends today."""
    tomorrow = today + timedelta(days=1)
    if period == "today":
        return today, tomorrow
    if period == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    if period == "year":
        return today - timedelta(days=365), tomorrow
    first = today.replace(day=1)
    following = _next_month(first)
    return (first, following) if period == "month" else (following, _next_month(following))


def _next_month(first):
    return (first + timedelta(days=32)).replace(day=1)
