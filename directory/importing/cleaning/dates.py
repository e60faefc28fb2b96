"""Days of official lists, with how exactly each is known."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from directory.importing.cleaning.text import Mended, narrow

SEOUL = ZoneInfo("Asia/Seoul")
# Lists write 9999-12-31 or 2099-12-31 for "no end".
NO_END = 2099
FIRST_YEAR = 1800
# Day 0 of a spreadsheet, with its leap day of 1900 that never was; before 1927 and after 2064 it is no serial.
SPREADSHEET_DAY_0 = date(1899, 12, 30)
SERIALS = range(10_000, 60_000)
SEPARATED = re.compile(
    r"['‘’]?(?P<year>[0-9]{4}|[0-9]{2})\s*(?:년|[-./])\s*"
    r"(?:(?P<month>[0-9]{1,2})\s*(?:월|[-./]|(?![0-9]))\s*(?:(?P<day>[0-9]{1,2})(?![0-9]))?)?"
)
COMPACT = re.compile(
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:[0-9]{2}|[0-9]{4}|[0-9]{6})?(?![0-9])"
)
# What may follow a day without a word: a full stop, 일, a time of day.
TIME_OF_DAY = re.compile(r"[\s.일T]*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?[\s.]*")
ZONED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})")


class Dated(NamedTuple):
    """A day, and of it what is known: "year", "month" or "day". What is not known is the first."""

    day: date
    precision: str

    def __str__(self):
        return self.day.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


def day(raw):
    """A full date; anything less is nothing."""
    known = dated(raw).value
    return known.day if known and known.precision == "day" else None


def dated(raw, *, serials=False, today=None):
    """The day a cell names. ``serials``: five digits are a spreadsheet's number of a day."""
    given = narrow(raw)
    if not given:
        return Mended(None)
    if re.fullmatch(r"[0\s./:-]+", given):
        return Mended(None, "0으로 채운 날짜라 비웠습니다.")
    exact = _of_machine(given, serials)
    if exact:
        return _bounded(exact.year, exact.month, exact.day, "")
    parts, rest = _parts(given)
    if not parts:
        return Mended(None, "날짜로 읽을 수 없어 비웠습니다.")
    year, month, number = parts
    if year < 100:
        year = _full_year(year, today or datetime.now(SEOUL).date())
    rest = "" if TIME_OF_DAY.fullmatch(rest) else rest.strip(" .")
    return _bounded(year, month, number, f"날짜 뒤의 ‘{rest[:40]}’은(는) 뺐습니다." if rest else "")


def _parts(given):
    """Year, month and day as written (None where not), and what follows them."""
    compact = COMPACT.match(given)
    if compact:
        return tuple(map(int, compact.groups())), given[compact.end() :]
    if re.fullmatch(r"[0-9]{6}", given):
        return _of_six(given), ""
    if re.fullmatch(r"[0-9]{4}", given):
        return (int(given), None, None), ""
    found = SEPARATED.match(given)
    # Two digits alone may be a month: 12.03 says nothing of a year.
    if not found or (len(found["year"]) == 2 and not found["day"] and int(found["year"]) <= 31):
        return None, given
    return tuple(int(part) if part else None for part in found.groups()), given[found.end() :]


def _of_six(given):
    """201203 is a month, 191231 a day: no month has the number 31."""
    year, month = int(given[:4]), int(given[4:])
    if 1900 <= year < NO_END and 1 <= month <= 12:
        return year, month, None
    return int(given[:2]), int(given[2:4]), int(given[4:])


def _full_year(two_digits, today):
    """Up to next year it is this century."""
    return two_digits + (1900 if 2000 + two_digits > today.year + 1 else 2000)


def _bounded(year, month, number, remark):
    """The day, or as much of it as there can be."""
    if year >= NO_END:
        return Mended(None, "끝이 없다는 뜻으로 적은 날짜라 비웠습니다.")
    if year < FIRST_YEAR:
        return Mended(None, "있을 수 없는 해라 비웠습니다.")
    if month is None:
        return Mended(Dated(date(year, 1, 1), "year"), remark)
    if not 1 <= month <= 12:
        return Mended(Dated(date(year, 1, 1), "year"), f"{month}월은 없어 {year}년까지만 실었습니다.")
    if number is None:
        return Mended(Dated(date(year, month, 1), "month"), remark)
    try:
        return Mended(Dated(date(year, month, number), "day"), remark)
    except ValueError:
        return Mended(
            Dated(date(year, month, 1), "month"),
            f"{month}월 {number}일은 없어 {year}년 {month}월까지만 실었습니다.",
        )


def _of_machine(given, serials):
    """A moment in milliseconds or with its time zone, or a spreadsheet's number; the day is Seoul's."""
    serial = re.fullmatch(r"([0-9]{5})(?:\.[0-9]+)?", given)
    if serials and serial and int(serial[1]) in SERIALS:
        return SPREADSHEET_DAY_0 + timedelta(days=int(serial[1]))
    try:
        if re.fullmatch(r"[0-9]{13}", given):
            return datetime.fromtimestamp(int(given) / 1000, UTC).astimezone(SEOUL).date()
        if ZONED.fullmatch(given):
            return datetime.fromisoformat(given).astimezone(SEOUL).date()
    except (ValueError, OverflowError):
        return None
    return None


def in_name(file_name, *, today=None):
    """The reference date in a file's name, or None: 20191231, 191231기준, 2026-07.

    A month is its first day, so that a list never looks newer than it is. A year alone says too
    little and is None; whoever uploads is asked. Of several days the one with 기준 counts, else the last.
    """
    today = today or datetime.now(SEOUL).date()
    found = re.findall(
        r"(?<![0-9])([0-9]{4}[-_.]?[0-9]{2}[-_.]?[0-9]{2}|[0-9]{4}[-_.]?[0-9]{2}|[0-9]{6})(?![0-9])\s*(기준)?",
        narrow(file_name),
    )
    days = []
    for given, is_basis in found:
        known = dated(given.replace("_", "-"), today=today).value
        if known and known.precision != "year" and known.day <= today:
            days.append((bool(is_basis), len(days), known.day))
    return max(days)[2] if days else None
