"""Numbers and times of spreadsheets as the text a person sees in the cell."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

EXACT = 10**15  # Beyond, a spreadsheet no longer knows each whole number.
PATTERN = re.compile(r"0[0\-]*0")
END_OF_DAY = date(1900, 1, 1)


@lru_cache(maxsize=256)
def _pattern(number_format):
    """A format of noughts and dashes (“00000”, “00-0000-0000”) without its escapes, else ""."""
    plain = re.sub(r"[\\\"]", "", number_format.partition(";")[0])
    return plain if PATTERN.fullmatch(plain) else ""


def number_text(value, number_format="General"):
    """3924 as “00000” is 03924, 0.455 as “0.0%” is 45.5%; 3.0 is 3."""
    if "%" in number_format.partition(";")[0]:
        return f"{value * 100:.10g}%"
    if abs(value) >= EXACT or value != int(value):
        return f"{value:.15g}"
    pattern = _pattern(number_format)
    return _filled_in(pattern, int(value)) if pattern and value >= 0 else str(int(value))


def _filled_in(pattern, whole):
    places = pattern.count("0")
    digits = str(whole).zfill(places)
    rest = iter(digits[len(digits) - places :])
    return digits[: len(digits) - places] + "".join(next(rest) if mark == "0" else mark for mark in pattern)


def moment_text(value, number_format=""):
    """ISO, without a time that is midnight or seconds that are nought."""
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.date() == END_OF_DAY and "y" not in number_format.lower():
        # A time of 24:00 and later is stored as a day after day nought.
        return f"{24 + value.hour}:{value.minute:02d}"
    if value.time() == time():
        return value.date().isoformat()
    return f"{value.date().isoformat()} {moment_text(value.time())}"
