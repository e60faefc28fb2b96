"""Days of a mask (`directory.opening`: 월 is 1 … 일 is 64, 공휴일 is 128) as facts and as choices."""

from directory.opening import DAY_NAMES, HOLIDAY

# RFC 5545's letters, which other systems know; a holiday is no weekday there, OpenStreetMap says PH.
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAY_CHOICES = [(1 << position, label) for position, label in enumerate(DAY_NAMES)]
DAY_CHOICES = [*WEEKDAY_CHOICES, (HOLIDAY, "공휴일")]


def bits(mask):
    """The single bits of a mask, smallest first."""
    return [1 << position for position in range((mask or 0).bit_length()) if mask >> position & 1]


def weekdays(mask):
    """As facts, in the order of the week."""
    names = zip((*CODES, "PH"), DAY_CHOICES, strict=True)
    return [{"code": code, "label": label} for code, (bit, label) in names if mask & bit]
