"""When an event takes place, in Korean: a class, an exhibition and one evening read differently."""

from django.db import models

from common.templatetags.nurinet_tags import clock, short_day, times
from pages.recurrence import rules
from pages.recurrence.schedule import days_long

FEW = 3


class Shape(models.TextChoices):
    ONCE = "once", "한 번"
    SPAN = "span", "여러 날 이어짐"
    SERIES = "series", "여러 번"


def shape_of(schedule, occurrences):
    if schedule.rule or len(occurrences) > 1:
        return Shape.SERIES
    return Shape.SPAN if occurrences and days_long(occurrences[0]) > 1 else Shape.ONCE


def hours(schedule, occurrence):
    """``오전 10시 ~ 11시 30분``, '' for whole days."""
    if schedule.is_all_day:
        return ""
    if days_long(occurrence) > 1:
        return f"{clock(occurrence.starts_at)} ~ 다음 날 {clock(occurrence.ends_at)}"
    return times(occurrence.starts_at, occurrence.ends_at)


def span(schedule, occurrence):
    """``9월 1일(화)부터 9월 30일(수)까지(30일 동안)`` or one day with its hours."""
    days, start, end = days_long(occurrence), occurrence.starts_at, occurrence.ends_at
    if days == 1:
        return f"{short_day(start)} {hours(schedule, occurrence)}".strip()
    first, last = (short_day(start), short_day(end))
    if not schedule.is_all_day:
        first, last = f"{first} {clock(start)}", f"{last} {clock(end)}"
    return f"{first}부터 {last}까지({days}일 동안)"


def in_words(schedule, occurrences):
    """The whole schedule in one line; '' where nothing takes place."""
    if not occurrences:
        return ""
    if not schedule.rule:
        shown = [span(schedule, occurrence) for occurrence in occurrences[:FEW]]
        more = len(occurrences) - FEW
        return ", ".join(shown) + (f", 그리고 {more}번 더" if more > 0 else "")
    says = [f"{rules.in_words(schedule.rule, schedule.starts_at)} {hours(schedule, schedule.first)}".strip()]
    last = schedule.last_day_of_rule
    if last:
        says.append(f"{last.year}년 {last.month}월 {last.day}일까지")
    if schedule.skips_holidays:
        says.append("공휴일 제외")
    skipped = sorted(start.date() for start in schedule.exceptions if start.date() in schedule.skipped)
    if skipped:
        says.append(f"{_few(skipped)} 쉼")
    if schedule.others:
        says.append(f"{_few([o.starts_at for o in schedule.other_times])} 더 있음")
    return ", ".join(says)


def _few(days):
    shown = "·".join(short_day(day) for day in days[:FEW])
    return shown if len(days) <= FEW else f"{shown} 등 {len(days)}번"
