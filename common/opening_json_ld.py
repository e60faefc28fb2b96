"""Opening hours in schema.org's words, from the facts of `directory.models.opening`."""

DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
    "PH": "PublicHolidays",
}
MIDNIGHT, LAST_MINUTE = "00:00", "23:59"


def opening_hours(rows):
    """``openingHoursSpecification``: what holds every week. The second Monday of a month cannot be said there."""
    return [spec for row in rows if not row["weeks"] and not _is_dated(row) for spec in _specifications(row)]


def special_opening_hours(rows):
    """``specialOpeningHoursSpecification``: what holds between two days."""
    return [spec for row in rows if not row["weeks"] and _is_dated(row) for spec in _specifications(row)]


def _is_dated(row):
    return bool(row["valid_from"] or row["valid_until"])


def _specifications(row):
    if row["closed"]:
        spans = [(MIDNIGHT, MIDNIGHT)]  # how schema.org says closed
    elif row["break_from"]:
        spans = [(row["opens_at"], row["break_from"]), (row["break_until"], row["closes_at"])]
    else:
        spans = [(row["opens_at"], row["closes_at"])]
    return [_specification(row, *span) for span in spans]


def _specification(row, opens, closes):
    known = {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [DAYS[day["code"]] for day in row["days"]],
        "opens": opens,
        "closes": LAST_MINUTE if closes == MIDNIGHT and not row["closed"] else closes,
        "validFrom": row["valid_from"],
        "validThrough": row["valid_until"],
    }
    return {name: value for name, value in known.items() if value}
