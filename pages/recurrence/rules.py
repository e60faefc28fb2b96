"""How an event repeats: the part of RFC 5545's recurrence rules that Nurinet knows, and what a form asks of it.

A rule is stored as the value of an RRULE property (``FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261231T145959Z``). It
always ends: what names no end, or one too far away, ends two years after its start.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.db import models

from directory.opening import DAY_NAMES, SEOUL
from directory.weekdays import CODES

LONGEST = timedelta(days=731)
LONGEST_INTERVAL = 99
UNKNOWN = "알 수 없는 되풀이 규칙입니다. 날짜를 하나씩 적어 주십시오."
# What may stand beside FREQ. Other parts could name days that never come, and looking for them would never end.
PARTS = {
    "DAILY": {"BYDAY"},
    "WEEKLY": {"BYDAY"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
}
ALWAYS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
NTH = {1: "첫째", 2: "둘째", 3: "셋째", 4: "넷째", 5: "다섯째", -1: "마지막"}


class Repeats(models.TextChoices):
    """What the form offers. The rest of what rules can say comes only from other systems."""

    DAILY = "daily", "날마다"
    WEEKLY = "weekly", "매주"
    BIWEEKLY = "biweekly", "두 주에 한 번"
    MONTH_DAY = "month-day", "매달 같은 날짜"
    MONTH_WEEKDAY = "month-weekday", "매달 같은 주의 같은 요일"
    MONTH_END = "month-end", "매달 마지막 날"


def seoul(moment):
    return moment.astimezone(SEOUL)


def parts_of(rule):
    """``{"FREQ": "WEEKLY", …}``; what is no rule of ours raises ValidationError."""
    pairs = [part.partition("=") for part in rule.upper().removeprefix("RRULE:").split(";") if part]
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    if len(parts) != len(pairs) or "" in parts.values():
        raise ValidationError(UNKNOWN)
    if not parts.keys() <= ALWAYS | PARTS.get(parts.get("FREQ"), set()) or "FREQ" not in parts:
        raise ValidationError(UNKNOWN)
    if parts["FREQ"] not in PARTS or {"BYDAY", "BYMONTHDAY"} <= parts.keys():
        raise ValidationError(UNKNOWN)
    if "BYSETPOS" in parts and "BYDAY" not in parts:
        raise ValidationError(UNKNOWN)
    return parts


def _number(text, least, most):
    if not text.lstrip("+-").isascii() or not text.lstrip("+-").isdecimal() or len(text) > 4:
        raise ValidationError(UNKNOWN)
    if not least <= int(text) <= most:
        raise ValidationError(UNKNOWN)
    return int(text)


def _refuse_what_never_comes(parts):
    _number(parts.get("INTERVAL", "1"), 1, LONGEST_INTERVAL)
    if "COUNT" in parts:
        _number(parts["COUNT"], 1, 9999)
    for name, most in (("BYMONTHDAY", 31), ("BYSETPOS", 5)):
        for text in filter(None, parts.get(name, "").split(",")):
            if _number(text, -most, most) == 0:
                raise ValidationError(UNKNOWN)
    for text in filter(None, parts.get("BYDAY", "").split(",")):
        nth, code = text[:-2], text[-2:]
        if code not in CODES or (nth and (parts["FREQ"] != "MONTHLY" or _number(nth, -5, 5) == 0)):
            raise ValidationError(UNKNOWN)


def _until(parts):
    """The last moment (Seoul), or None. A date without time means its whole day."""
    text = parts.get("UNTIL")
    if text is None:
        return None
    try:
        if "T" not in text:
            return datetime.combine(datetime.strptime(text, "%Y%m%d"), time.max, SEOUL)
        moment = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")
        return moment.replace(tzinfo=UTC if text.endswith("Z") else SEOUL).astimezone(SEOUL)
    except (ValueError, OverflowError) as error:
        raise ValidationError(UNKNOWN) from error


def bounded(rule, starts_at, *, is_all_day=False):
    """The rule in its one spelling, ending at most two years after ``starts_at``. '' stays ''."""
    if not rule:
        return ""
    parts = parts_of(rule)
    _refuse_what_never_comes(parts)
    furthest = seoul(starts_at) + LONGEST
    until = _until(parts)
    if "COUNT" in parts and until is not None:
        raise ValidationError(UNKNOWN)
    if "COUNT" not in parts:
        until = min(until or furthest, furthest)
        day = f"{until:%Y%m%d}"
        # RFC 5545: a date where DTSTART is one, else a moment in UTC.
        parts["UNTIL"] = (
            day if is_all_day else f"{until.replace(microsecond=0).astimezone(UTC):%Y%m%dT%H%M%SZ}"
        )
    order = ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "COUNT", "UNTIL", "WKST")
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    return ";".join(f"{name}={parts[name]}" for name in order if name in parts)


def starts_of(rule, starts_at, *, is_all_day=False):
    """The moments (aware, Seoul) at which it begins again, ``starts_at`` among them if the rule names it."""
    first = seoul(starts_at)
    furthest = first + LONGEST
    begin = first.replace(tzinfo=None) if is_all_day else first
    moments = []
    for moment in rrulestr(bounded(rule, starts_at, is_all_day=is_all_day), dtstart=begin):
        moment = moment.replace(tzinfo=SEOUL)
        if moment > furthest:
            break
        moments.append(moment)
    return moments


@dataclass(frozen=True)
class Humane:
    """A rule as the form asks it. ``days`` is a mask of `directory.weekdays`; ``until`` the last day."""

    repeats: str
    days: int
    until: object

    def rule(self, starts_at, *, is_all_day=False):
        """As RFC 5545 writes it, for what begins at ``starts_at``."""
        first = seoul(starts_at)
        parts = {"FREQ": "MONTHLY"}
        if self.repeats == Repeats.DAILY:
            parts["FREQ"] = "DAILY"
        elif self.repeats in (Repeats.WEEKLY, Repeats.BIWEEKLY):
            days = self.days or 1 << first.weekday()
            parts["FREQ"] = "WEEKLY"
            if self.repeats == Repeats.BIWEEKLY:
                parts["INTERVAL"] = "2"
            parts["BYDAY"] = ",".join(code for position, code in enumerate(CODES) if days >> position & 1)
        elif self.repeats == Repeats.MONTH_DAY:
            parts["BYMONTHDAY"] = str(first.day)
        elif self.repeats == Repeats.MONTH_END:
            parts["BYMONTHDAY"] = "-1"
        else:
            nth = (first.day - 1) // 7 + 1
            parts["BYDAY"] = f"{nth if nth < 5 else -1}{CODES[first.weekday()]}"
        parts["UNTIL"] = f"{self.until:%Y%m%d}"
        return bounded(
            ";".join(f"{name}={value}" for name, value in parts.items()), starts_at, is_all_day=is_all_day
        )


def humane(rule, starts_at):
    """The rule as the form asks it, or None: it says more than the form can ask."""
    parts = parts_of(rule)
    until = _until(parts)
    if until is None:
        return None
    for repeats in Repeats:
        days = 0
        if repeats in (Repeats.WEEKLY, Repeats.BIWEEKLY):
            codes = parts.get("BYDAY", "").split(",")
            days = sum(1 << CODES.index(code) for code in codes if code in CODES)
        asked = Humane(repeats.value, days, until.date())
        if _without_end(asked.rule(starts_at)) == _without_end(bounded(rule, starts_at)):
            return asked
    return None


def _without_end(rule):
    parts = parts_of(rule)
    return {name: value for name, value in parts.items() if name not in ("UNTIL", "WKST")}


def in_words(rule, starts_at):
    """``매주 화·목``; a rule that only other systems can write is said as well as its parts allow."""
    parts = parts_of(rule)
    every = _number(parts.get("INTERVAL", "1"), 1, LONGEST_INTERVAL)
    days = [_day_in_words(text) for text in filter(None, parts.get("BYDAY", "").split(","))]
    if parts["FREQ"] == "DAILY":
        return ("날마다" if every == 1 else f"{every}일마다") + (f" {'·'.join(days)}" if days else "")
    if parts["FREQ"] == "WEEKLY":
        week = {1: "매주", 2: "두 주에 한 번"}.get(every, f"{every}주마다")
        return f"{week} {'·'.join(days) or DAY_NAMES[seoul(starts_at).weekday()]}"
    month = "매달" if every == 1 else f"{every}달마다"
    if "BYMONTHDAY" in parts:
        return f"{month} {'·'.join(map(_date_in_words, parts['BYMONTHDAY'].split(',')))}"
    if "BYSETPOS" in parts:
        nth = "·".join(NTH.get(int(text), f"{text}째") for text in parts["BYSETPOS"].split(","))
        return f"{month} {'·'.join(days)} 가운데 {nth}"
    return f"{month} {'·'.join(days) or f'{seoul(starts_at).day}일'}"


def _day_in_words(text):
    nth, day = text[:-2], DAY_NAMES[CODES.index(text[-2:])]
    return f"{NTH.get(int(nth), f'끝에서 {abs(int(nth))}째')} {day}요일" if nth else day


def _date_in_words(text):
    return (
        f"{int(text)}일"
        if int(text) > 0
        else "마지막 날"
        if text == "-1"
        else f"끝에서 {abs(int(text))}째 날"
    )
