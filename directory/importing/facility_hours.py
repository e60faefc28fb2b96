"""Opening hours of one row, out of up to eleven columns: rows where it is certain, and always the words."""

from directory.importing.cleaning import hours as clock
from directory.importing.cleaning import text
from directory.importing.target import Problem
from directory.models.importing import Severity
from directory.opening import HOLIDAY, SATURDAY, WEEKDAYS, WEEKEND, Hours

PAIRS = (
    ("weekday", WEEKDAYS, "평일"),
    ("saturday", SATURDAY, "토요일"),
    ("weekend", WEEKEND, "주말"),
    ("holiday", HOLIDAY, "공휴일"),
)
LONGEST_LINE = 200
FIELDS = ("hours", "hours_days", "closed_days", *(f"{name}_opens" for name, _, _ in PAIRS))


def read_hours(raw, columns):
    """(rows or None, words, problems). None where the list has no column of hours at all."""
    if not any(name in columns for name in FIELDS):
        return None, "", []
    rows, problems, words = [], [], []

    def take(field, mended):
        if mended.remark:
            problems.append(Problem(columns.header(field), raw(field), field, mended.remark, Severity.CHANGE))
        return mended.value or []

    rows += _pairs(raw, columns, take)
    told = " ".join(filter(None, (_spaced(raw("hours_days")), text(raw("hours")))))
    if told:
        words.append(told)
        rows += take("hours", clock.hours(raw("hours"), raw("hours_days")))
    closed = text(raw("closed_days"))
    if closed:
        words.append(f"휴관일: {closed}")
        if rows:
            rows += take("closed_days", clock.closed_days(raw("closed_days")))
    return list(dict.fromkeys(rows)), " · ".join(words)[:LONGEST_LINE], problems


def _spaced(days):
    return text(days).replace("+", "·")


def _pairs(raw, columns, take):
    """Opening and closing in two columns each; a list that says 00:00 everywhere says nothing."""
    found = []
    for name, mask, _ in PAIRS:
        opens, closes = raw(f"{name}_opens"), raw(f"{name}_closes")
        if not text(opens) and not text(closes):
            continue
        times = clock.times(opens, closes)
        if times.value:
            take(f"{name}_opens", times._replace(value=[]))
            found.append(Hours(mask, opens_at=times.value[0], closes_at=times.value[1]))
        elif times.remark == clock.NOT_OPEN:
            found.append(Hours(mask, is_closed=True))
        else:
            take(f"{name}_opens", times)
    return found if any(not row.is_closed for row in found) else []
