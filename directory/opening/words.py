"""Opening hours in Korean: one line for each row."""

from datetime import time

from directory.opening.hours import DAY_NAMES, EVERY_DAY, HOLIDAY, WEEKDAYS, WEEKEND

WEEK_NAMES = ("첫째", "둘째", "셋째", "넷째", "다섯째")
NAMED_DAYS = {WEEKDAYS: "평일", WEEKEND: "주말", EVERY_DAY: "매일", 0: "매일"}
LUNCH = (time(11), time(14, 30))


def in_words(rows):
    """평일 09:00–18:00 (점심 12:00–13:00); 매월 둘째·넷째 월요일 휴관; 공휴일 휴관."""
    return list(dict.fromkeys(line for row in rows for line in _lines(row)))


def _lines(row):
    if row.is_closed:
        return [_joined(_dates(row), f"{days} 휴관".strip(), _note(row)) for days in _closed_days(row)]
    if row.opens_at is None or row.closes_at is None:
        return []
    return [_joined(_dates(row), _open_days(row), span_in_words(row), _break(row), _note(row))]


def _joined(*parts):
    return " ".join(filter(None, parts))


def _open_days(row):
    names = days_in_words(row.days & EVERY_DAY) if row.days & EVERY_DAY or not row.days else ""
    if names and row.weeks:
        names = f"매월 {_weeks(row)} {names}"
    if not row.days & HOLIDAY:
        return names
    if row.days & EVERY_DAY == EVERY_DAY:
        return f"{names}(공휴일 포함)"
    return f"{names}·공휴일" if names else "공휴일"


def _closed_days(row):
    weekdays = row.days & EVERY_DAY
    if row.valid_from and row.valid_from == row.valid_until:
        yield ""  # Of a single day the weekday says nothing more.
        return
    if not row.weeks and (weekdays == EVERY_DAY or not row.days):
        yield "" if row.valid_from or row.valid_until else "매일"
        return
    if weekdays:
        names = "·".join(f"{name}요일" for name in _names(weekdays))
        yield f"매월 {_weeks(row)} {names}" if row.weeks else f"매주 {names}"
    if row.days & HOLIDAY:
        yield "공휴일"


def days_in_words(mask):
    """평일, 주말, 매일, 월~목, 월·수·금."""
    if mask in NAMED_DAYS:
        return NAMED_DAYS[mask]
    names = _names(mask)
    if len(names) > 2 and names in DAY_NAMES:
        return f"{names[0]}~{names[-1]}"
    return "·".join(names)


def _names(mask):
    return "".join(name for bit, name in enumerate(DAY_NAMES) if mask & 1 << bit)


def _weeks(row):
    return "·".join(name for bit, name in enumerate(WEEK_NAMES) if row.weeks & 1 << bit)


def span_in_words(row):
    if row.opens_at == row.closes_at == time(0):
        return "24시간"
    if row.closes_at == time(0):
        return f"{row.opens_at:%H:%M}–24:00"
    next_day = "다음 날 " if row.closes_at <= row.opens_at else ""
    return f"{row.opens_at:%H:%M}–{next_day}{row.closes_at:%H:%M}"


def _break(row):
    if row.break_from is None or row.break_until is None:
        return ""
    return f"({break_name(row.break_from, row.break_until)} {row.break_from:%H:%M}–{row.break_until:%H:%M})"


def break_name(start, end):
    return "점심" if LUNCH[0] <= start <= end <= LUNCH[1] else "쉬는 시간"


def _note(row):
    return f"({row.note})" if row.note else ""


def _dates(row):
    start, end = row.valid_from, row.valid_until
    if not start and not end:
        return ""
    if start == end:
        return _date(start)
    if not end:
        return f"{_date(start)}부터"
    if not start:
        return f"{_date(end)}까지"
    return f"{_date(start)}~{_date(end)}"


def _date(day):
    return f"{day.year}.{day.month}.{day.day}."
