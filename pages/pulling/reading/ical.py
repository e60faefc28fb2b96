"""iCal: one event at a time, so that a broken one costs only itself. The library forgives; we look again.

icalendar takes ends before starts, zones that nobody knows and rules without end. What is meant by a day
without a clock, by a moved or cancelled date of a series and by a floating time is settled here.
"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

import icalendar
from icalendar.error import BrokenCalendarProperty

from pages.models.pulling import FeedKind
from pages.pulling.reading.bounds import (
    MOST_THINGS,
    SEOUL,
    as_moment,
    last_minute,
    leave_out_the_rest,
    link_of,
    problem_of_times,
    short,
    title_of,
)
from pages.pulling.reading.rules import MOST_DATES, problem_of_rule, rule_of
from pages.pulling.sanitising import prose_of_text, safe_prose
from pages.pulling.things import PulledThing, Reading, Unreadable, guid_of

LONGEST_EVENT_TEXT = 100_000


class _Dated(NamedTuple):
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool


class _Entry(NamedTuple):
    """One VEVENT: a thing of its own, the base of a series, or a word on one date of it."""

    uid: str
    of: datetime | None  # RECURRENCE-ID
    sequence: int
    thing: PulledThing


class _Refused(Exception):
    pass


def read_calendar(text, budget):
    if "END:VCALENDAR" not in text.upper():
        raise Unreadable("iCal 파일이 중간에 끊겼습니다. 끝(END:VCALENDAR)이 없습니다.")
    reading, entries = Reading(FeedKind.ICAL), []
    blocks = _blocks(text)
    leave_out_the_rest(reading, len(blocks) - MOST_THINGS)
    for block in blocks[:MOST_THINGS]:
        if budget.stops(reading):
            break
        if entry := _entry(block, reading):
            entries.append(entry)
    _gather(entries, reading)
    return reading


def _blocks(text):
    """The lines between each BEGIN:VEVENT and its END, in one walk over the file."""
    blocks, lines = [], None
    for line in text.splitlines():
        mark = line.rstrip().upper() if len(line) < 20 else ""
        if mark == "BEGIN:VEVENT":
            lines = []
        elif mark == "END:VEVENT" and lines is not None:
            blocks.append("\r\n".join(lines) + "\r\n")
            lines = None
        elif lines is not None:
            lines.append(line)
    return blocks


def _entry(block, reading):
    try:
        if len(block) > LONGEST_EVENT_TEXT:
            raise _Refused("행사 하나가 너무 깁니다.")
        event = icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{block}END:VEVENT\r\n")
    except _Refused as refused:
        reading.refuse("", str(refused), _guid_in(block))
        return None
    except Exception:  # the library raises whatever it stumbles over
        reading.refuse(_line(block, "SUMMARY"), "iCal의 짜임이 어긋나 읽을 수 없습니다.", _guid_in(block))
        return None
    try:
        return _read(event, reading)
    except _Refused as refused:
        reading.refuse(title_of(_text(event, "summary")), str(refused), _guid_in(block))
    except Exception:  # a broken value is anything
        reading.refuse(_line(block, "SUMMARY"), "iCal의 짜임이 어긋나 읽을 수 없습니다.", _guid_in(block))
    return None


def _line(block, name):
    found = re.search(rf"^{name}[;:][^\r\n]{{0,200}}", block, re.M | re.I)
    return found[0].partition(":")[2] if found else ""


def _guid_in(block):
    uid = _line(block, "UID").strip()
    return guid_of(uid) if uid else ""


def _values(event, name):
    given = event.get(name)
    return given if isinstance(given, list) else [] if given is None else [given]


def _sound(event, name):
    """Values that one may do without: broken ones are left out."""
    return [value for value in _values(event, name) if not isinstance(value, icalendar.vBroken)]


def _text(event, name):
    values = _values(event, name)
    return str(values[0]) if values else ""


def _date(event, name, reading):
    """The value as the calendar has it (a day or a moment), or None."""
    values = _values(event, name)
    try:
        value = values[0].dt if values else None
    except (AttributeError, BrokenCalendarProperty):
        raise _Refused("날짜를 읽을 수 없습니다. 있을 수 없는 날짜입니다.") from None
    if isinstance(value, datetime) and value.tzinfo is None:
        zone = getattr(values[0], "params", {}).get("TZID")
        if zone:
            reading.note(f"모르는 시간대(TZID) ‘{str(zone)[:40]}’은(는) 서울 시각으로 읽었습니다.")
    return value


def _read(event, reading):
    title = title_of(_text(event, "summary"))
    url = link_of(_text(event, "url"))
    if not title:
        raise _Refused("제목이 없습니다.")
    dated = _times(event, reading)
    uid = guid_of(_text(event, "uid"), url, f"{title} {dated.starts_at.isoformat()}")
    if not _text(event, "uid"):
        reading.note("고유번호(UID)가 없는 행사가 있어 주소나 제목과 시작으로 알아봅니다.")
    rule = rule_of(_values(event, "rrule"))
    if problem := problem_of_rule(rule, dated.starts_at):
        raise _Refused(problem)
    of = as_moment(_date(event, "recurrence-id", reading))
    html = _text(event, "x-alt-desc")
    thing = PulledThing(
        guid=uid,
        title=title,
        url=url,
        body_html=safe_prose(html) if "<" in html else _prose(_text(event, "description")),
        starts_at=dated.starts_at,
        ends_at=dated.ends_at,
        is_all_day=dated.is_all_day,
        rrule="" if of else rule,
        extra_dates=[] if of else _extra_dates(event, dated),
        skipped_dates=[] if of else _skipped(event),
        place=short(_text(event, "location"), 120),
        image_url=next(
            filter(None, (link_of(str(value)) for value in _sound(event, "attach") if _is_picture(value))),
            "",
        ),
        updated_at=as_moment(getattr(next(iter(_sound(event, "last-modified")), None), "dt", None)),
        is_cancelled=_text(event, "status").strip().upper() == "CANCELLED",
        **_point(event),
    )
    return _Entry(uid, of, _sequence(event), thing)


def _prose(description):
    return (
        safe_prose(description)
        if re.search(r"<(?:p|br|div|a|b|ul)\b", description, re.I)
        else prose_of_text(description)
    )


def _is_picture(value):
    return str(getattr(value, "params", {}).get("FMTTYPE", "")).startswith("image/")


def _sequence(event):
    try:
        return int(_text(event, "sequence") or 0)
    except ValueError:
        return 0


def _point(event):
    geo = next(iter(_sound(event, "geo")), None)
    latitude, longitude = getattr(geo, "latitude", None), getattr(geo, "longitude", None)
    if latitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return {}
    return {"latitude": str(latitude), "longitude": str(longitude)}


def _times(event, reading):
    start, end = _date(event, "dtstart", reading), _date(event, "dtend", reading)
    if start is None:
        raise _Refused("시작(DTSTART)이 없습니다.")
    is_all_day = not isinstance(start, datetime)
    length = getattr(next(iter(_sound(event, "duration")), None), "dt", None)
    starts_at = as_moment(start)
    if starts_at is None:
        raise _Refused("시작을 읽을 수 없습니다. 있을 수 없는 날짜입니다.")
    try:
        ends_at = _end(start, end, length, starts_at, is_all_day=is_all_day)
    except (OverflowError, ValueError, TypeError):
        raise _Refused("끝을 읽을 수 없습니다. 있을 수 없는 날짜입니다.") from None
    if problem := problem_of_times(starts_at, ends_at):
        raise _Refused(problem)
    return _Dated(starts_at, ends_at, is_all_day)


def _end(start, end, length, starts_at, *, is_all_day):
    """The end of a day without a clock is the day after the last."""
    if end is not None:
        if not is_all_day:
            return as_moment(end) if isinstance(end, datetime) else last_minute(end - timedelta(days=1))
        last = end.date() if isinstance(end, datetime) else end
        return last_minute(last if last == start else last - timedelta(days=1))
    if isinstance(length, timedelta):
        return last_minute(start + length - timedelta(days=1)) if is_all_day else starts_at + length
    return last_minute(start) if is_all_day else starts_at


def _dates_of(event, name):
    for value in _sound(event, name):
        for each in getattr(value, "dts", ()):
            yield getattr(each, "dt", None)


def _extra_dates(event, dated):
    """Days beside the first and the rule, each as long as the first or with an end of its own."""
    length, found = dated.ends_at - dated.starts_at, []
    for given in _dates_of(event, "rdate"):
        start, end = given if isinstance(given, tuple) else (given, None)
        starts_at = as_moment(start)
        if starts_at is None or len(found) >= MOST_DATES:
            continue
        if isinstance(end, timedelta):
            end = starts_at + end
        ends_at = as_moment(end) or starts_at + length
        if not problem_of_times(starts_at, ends_at) and starts_at != dated.starts_at:
            found.append((starts_at, ends_at))
    return sorted(set(found))


def _skipped(event):
    moments = [as_moment(given) for given in _dates_of(event, "exdate")]
    return sorted({moment.astimezone(SEOUL).date() for moment in moments if moment})[:MOST_DATES]


def _gather(entries, reading):
    """Each series once: the last word on it, with what was said of single dates of it."""
    bases, words = {}, []
    for entry in entries:
        if entry.of is not None:
            words.append(entry)
        elif entry.uid not in bases:
            bases[entry.uid] = entry
        else:
            older, newer = sorted((bases[entry.uid], entry), key=lambda each: each.sequence)
            bases[entry.uid] = newer
            told = "같은 고유번호(UID)가 이 파일에 또 있어 차례(SEQUENCE)가 뒤인 것만 읽었습니다."
            reading.refuse(older.thing.title, told, entry.uid)
    latest = {}
    for word in sorted(words, key=lambda each: each.sequence):
        latest[word.uid, word.of] = word
    for word in latest.values():
        if word.uid in bases:
            _apply(word, bases[word.uid].thing)
        else:
            word.thing.guid = guid_of(f"{word.uid}#{word.of.isoformat()}")
            reading.add(word.thing)
    for entry in bases.values():
        reading.add(entry.thing)


def _apply(word, series):
    """A date of the series that was moved stands elsewhere; one that was cancelled stands nowhere."""
    day: date = word.of.astimezone(SEOUL).date()
    moved = (word.thing.starts_at, word.thing.ends_at)
    if not word.thing.is_cancelled and moved[0] == word.of:
        return
    if day not in series.skipped_dates and len(series.skipped_dates) < MOST_DATES:
        series.skipped_dates = sorted([*series.skipped_dates, day])
    if not word.thing.is_cancelled and len(series.extra_dates) < MOST_DATES:
        series.extra_dates = sorted([*series.extra_dates, moved])
