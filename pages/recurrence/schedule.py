"""When an event takes place. No models in here: what is stored, fed and shown is all made from a `Schedule`."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from directory.opening import SEOUL, is_public_holiday
from pages.recurrence import rules

LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, order=True)
class Occurrence:
    """One time, from ``starts_at`` to ``ends_at`` inclusive; aware, in Seoul."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Schedule:
    """The first time, a rule that repeats it, other dates, and days on which the rule is not kept.

    A day is skipped for what begins on it. Other dates stand whatever is skipped; one that begins when
    the rule does takes its place. All-day events last from midnight to the last minute of their last day.
    """

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    rule: str = ""
    skips_holidays: bool = False
    others: tuple[Occurrence, ...] = ()
    skipped: frozenset[date] = frozenset()

    @cached_property
    def first(self):
        return Occurrence(rules.seoul(self.starts_at), rules.seoul(self.ends_at))

    @cached_property
    def rule_starts(self):
        """Every moment that the rule names, or the one first time."""
        if not self.rule:
            return [self.first.starts_at]
        return rules.starts_of(self.rule, self.starts_at, is_all_day=self.is_all_day)

    def is_skipped(self, start):
        return start.date() in self.skipped or (self.skips_holidays and is_public_holiday(start.date()))

    @cached_property
    def exceptions(self):
        """Moments that the rule names and that do not take place."""
        return [start for start in self.rule_starts if self.is_skipped(start)] if self.rule else []

    @cached_property
    def other_times(self):
        """In order; of two that begin at the same moment the longer one."""
        times = [Occurrence(rules.seoul(o.starts_at), rules.seoul(o.ends_at)) for o in self.others]
        times = [whole_days(time) for time in times] if self.is_all_day else times
        return sorted({time.starts_at: time for time in sorted(times)}.values())

    def occurrences(self):
        """All of them, in order; no two begin at the same moment."""
        length = self.ends_at - self.starts_at
        gone = set(self.exceptions)
        times = {start: Occurrence(start, start + length) for start in self.rule_starts if start not in gone}
        times |= {other.starts_at: other for other in self.other_times}
        return sorted(times.values())

    @property
    def last_day_of_rule(self):
        starts = self.rule_starts
        return starts[-1].date() if starts else None


def whole_days(occurrence):
    """From midnight of its first day to the last minute of its last, in Seoul."""
    first, last = rules.seoul(occurrence.starts_at), rules.seoul(occurrence.ends_at)
    return Occurrence(
        datetime.combine(first.date(), time.min, SEOUL), datetime.combine(last.date(), LAST_MINUTE, SEOUL)
    )


def days_long(occurrence):
    """On how many days it is; what ends at midnight is not on the day that begins then."""
    last = occurrence.ends_at
    if last > occurrence.starts_at and last.time() == time.min:
        last -= timedelta(minutes=1)
    return (last.date() - occurrence.starts_at.date()).days + 1
