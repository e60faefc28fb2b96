"""Opening hours: what a row means, whether a place is open, and how to say it. No models in here."""

from directory.opening.holidays import PublicHolidays, is_public_holiday, public_holidays
from directory.opening.hours import (
    DAY_NAMES,
    EVERY_DAY,
    FRIDAY,
    HOLIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WEEKDAYS,
    WEEKEND,
    Hours,
)
from directory.opening.state import SEOUL, DayPlan, Opening, OpeningState, Span
from directory.opening.words import days_in_words, in_words

__all__ = [
    "DAY_NAMES",
    "EVERY_DAY",
    "FRIDAY",
    "HOLIDAY",
    "MONDAY",
    "SATURDAY",
    "SEOUL",
    "SUNDAY",
    "THURSDAY",
    "TUESDAY",
    "WEDNESDAY",
    "WEEKDAYS",
    "WEEKEND",
    "DayPlan",
    "Hours",
    "Opening",
    "OpeningState",
    "PublicHolidays",
    "Span",
    "days_in_words",
    "in_words",
    "is_public_holiday",
    "public_holidays",
]
