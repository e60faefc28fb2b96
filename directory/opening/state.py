"""Whether a place is open: on a day, and at a moment in Seoul."""

from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from directory.opening.holidays import PublicHolidays
from directory.opening.hours import DAY_NAMES, EVERY_DAY, HOLIDAY, week_bit, weekday_bit
from directory.opening.words import break_name

SEOUL = ZoneInfo("Asia/Seoul")
ONE_DAY = timedelta(days=1)
LOOK_AHEAD = 7
HOLIDAY_RANK = 2
ASK = "운영시간을 확인해 주십시오"
ASK_ON_HOLIDAY = "공휴일에는 열지 않을 수 있습니다. 전화로 확인해 주십시오."


class Span(NamedTuple):
    """Open from ``opens_at`` until before ``closes_at``, but for the break; moments in Seoul."""

    opens_at: datetime
    closes_at: datetime
    break_from: datetime | None = None
    break_until: datetime | None = None


class DayPlan(NamedTuple):
    """``code`` is "open", "closed" or "unknown"; only an open day has spans."""

    code: str
    spans: tuple = ()
    label: str = ""


class OpeningState(NamedTuple):
    """``code`` is "open", "break", "closed" or "unknown"; ``changes_at`` is when the label stops being true."""

    code: str
    label: str
    changes_at: datetime | None = None


class Opening:
    """Weighs rows: ``Hours``, or anything with its fields.

    Rows with dates beat those of public holidays, these beat certain weeks of the month, these every week.
    Of one rank, a closed row beats an open one. A span past midnight belongs to the day it starts.
    """

    def __init__(self, rows):
        self.rows = list(rows)

    def on(self, day, is_holiday):
        """The day's spans, or that it is closed, or that nobody knows."""
        matching = [(rank, row) for row in self.rows if (rank := _rank(row, day, is_holiday)) is not None]
        if not matching:
            return DayPlan("closed") if self._is_stated(day) else DayPlan("unknown", label=ASK)
        best = max(rank for rank, _ in matching)
        rows = [row for rank, row in matching if rank == best]
        if any(row.is_closed for row in rows):
            return DayPlan("closed")
        if is_holiday and best < HOLIDAY_RANK:
            return DayPlan("unknown", label=ASK_ON_HOLIDAY)
        spans = sorted(span for row in rows if (span := _span(row, day)))
        return DayPlan("open", tuple(spans)) if spans else DayPlan("unknown", label=ASK)

    def _is_stated(self, day):
        """Whether weekly hours are in force, so that a day they leave out is a closed one."""
        return any(
            not row.is_closed and row.opens_at is not None and row.days & EVERY_DAY and _is_valid(row, day)
            for row in self.rows
        )

    def at(self, moment, holidays=None):
        """What to tell a resident at a moment. ``holidays`` answers ``day in holidays``; Korea's by default."""
        now = moment.astimezone(SEOUL) if moment.tzinfo else moment.replace(tzinfo=SEOUL)
        holidays = PublicHolidays() if holidays is None else holidays
        today = now.date()
        plans = {
            day: self.on(day, day in holidays)
            for day in (today + step * ONE_DAY for step in range(-1, LOOK_AHEAD + 1))
        }
        spans = [span for plan in plans.values() for span in plan.spans]
        times = _open_times(spans)
        current = next(((start, end) for start, end in times if start <= now < end), None)
        if current:
            return _open(now, current[1])
        pause = next((span for span in spans if _is_paused(span, now)), None)
        if pause:
            name = break_name(pause.break_from.time(), pause.break_until.time())
            name = "점심시간" if name == "점심" else name
            label = f"{name} · {_clock(pause.break_until)}에 다시 엽니다"
            return OpeningState("break", label, pause.break_until)
        return _not_open(now, plans, times)

    def today(self, moment, holidays=None):
        """A label that stays true while nobody looks: 오늘 18시까지 열림, 오늘 휴관. For lists and cached pages."""
        now = moment.astimezone(SEOUL) if moment.tzinfo else moment.replace(tzinfo=SEOUL)
        day = now.date()
        plan = self.on(day, day in (PublicHolidays() if holidays is None else holidays))
        if plan.code != "open":
            return OpeningState(plan.code, plan.label or "오늘 휴관", _midnight(day))
        end = plan.spans[-1].closes_at
        if _lasts_all_day(plan.spans):
            return OpeningState("open", "오늘 24시간 열림", end)
        if now >= end:
            return OpeningState("closed", "오늘 운영이 끝났습니다", _midnight(day))
        return OpeningState("open", f"오늘 {_hour(end, day)}까지 열림", end)


def _rank(row, day, is_holiday):
    """How much a row has to say about a day: 3 dated, 2 holiday, 1 week of the month, 0 weekly, None nothing.

    An open row of a season names weekdays (하절기 평일 09:00–19:00); on a public holiday it is weekly
    unless it names every day, the holiday, or that very day.
    """
    if not _is_valid(row, day):
        return None
    names_holiday = is_holiday and row.days & HOLIDAY
    names_weekday = row.days & weekday_bit(day) and (not row.weeks or row.weeks & week_bit(day))
    if row.valid_from or row.valid_until:
        if row.valid_from == row.valid_until or not row.days:
            return 3
        if names_holiday or (names_weekday and (not is_holiday or row.is_closed or _names_all(row))):
            return 3
    elif names_holiday:
        return HOLIDAY_RANK
    return (1 if row.weeks else 0) if names_weekday else None


def _names_all(row):
    return row.days & EVERY_DAY == EVERY_DAY and not row.weeks


def _is_valid(row, day):
    return (not row.valid_from or row.valid_from <= day) and (not row.valid_until or day <= row.valid_until)


def _span(row, day):
    if row.opens_at is None or row.closes_at is None:
        return None
    opens_at = datetime.combine(day, row.opens_at, SEOUL)
    closes_at = _after(opens_at, row.closes_at)
    if row.break_from is None or row.break_until is None:
        return Span(opens_at, closes_at)
    break_from = _after(opens_at, row.break_from)
    break_until = _after(break_from, row.break_until)
    if break_until > closes_at:
        return Span(opens_at, closes_at)
    return Span(opens_at, closes_at, break_from, break_until)


def _after(start, clock):
    """The next moment after ``start`` when a clock shows this."""
    then = datetime.combine(start.date(), clock, SEOUL)
    return then if then > start else then + ONE_DAY


def _open_times(spans):
    """From when until when it is open: breaks cut out, what touches joined."""
    parts = []
    for span in spans:
        if span.break_from:
            parts += [(span.opens_at, span.break_from), (span.break_until, span.closes_at)]
        else:
            parts.append((span.opens_at, span.closes_at))
    joined = []
    for start, end in sorted(part for part in parts if part[0] < part[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _is_paused(span, now):
    return bool(span.break_from) and span.break_from <= now < span.break_until


def _open(now, end):
    if end - now > ONE_DAY:
        return OpeningState("open", "지금 열려 있음 · 24시간", end)
    return OpeningState("open", f"지금 열려 있음 · {_until(end, now.date())}까지", end)


def _not_open(now, plans, times):
    """Closed at this moment: when does it open, as far as that is certain."""
    today = now.date()
    plan = plans[today]
    if plan.code == "unknown":
        return OpeningState("unknown", plan.label, _midnight(today))
    following = next((start for start, _ in times if start > now), None)
    if following and following.date() == today:
        again = "다시 " if any(span.closes_at <= now for span in plan.spans) else ""
        return OpeningState("closed", f"오늘 {_clock(following)}에 {again}엽니다", following)
    if plan.code == "closed":
        return OpeningState("closed", "오늘 휴관", _midnight(today))
    until = following.date() if following else today
    between = (today + step * ONE_DAY for step in range(1, (until - today).days))
    if not following or any(plans[day].code == "unknown" for day in between):
        return OpeningState("closed", "오늘 운영이 끝났습니다", _midnight(today))
    day = "내일" if until == today + ONE_DAY else f"{DAY_NAMES[until.weekday()]}요일"
    return OpeningState("closed", f"{day} {_clock(following)}에 엽니다", _midnight(today))


def _lasts_all_day(spans):
    return any(span.closes_at - span.opens_at >= ONE_DAY and not span.break_from for span in spans)


def _midnight(day):
    return datetime.combine(day + ONE_DAY, time(0), SEOUL)


def _clock(moment):
    return f"{moment:%H:%M}"


def _until(end, today):
    """18:00, 24:00, 내일 02:00."""
    if end == _midnight(today):
        return "24:00"
    return _clock(end) if end.date() == today else f"내일 {_clock(end)}"


def _hour(end, today):
    """18시, 17시 30분, 24시, 내일 2시."""
    if end == _midnight(today):
        return "24시"
    hour = f"{end.hour}시" + (f" {end.minute}분" if end.minute else "")
    return hour if end.date() == today else f"내일 {hour}"
