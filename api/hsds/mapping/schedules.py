"""Opening hours as rows that RFC 5545 can be read from. HSDS's standard changes here next: it is kept apart."""

from api.hsds.mapping.plain import nested, without_blanks

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OFFSET = "+09:00"
HOURS_EAST = 9


def of_hours(owner, record):
    """Rows of a facility: a break makes two of one; what no rule can say (휴관, 공휴일) is said in words."""
    rows = []
    for place, hours in enumerate(record.get("hours") or ()):
        rows += _of_row(owner, place, hours)
    told = "; ".join([*(record.get("hours_text") or ()), *filter(None, [record.get("opening_hours")])])
    if told:
        rows.append({"id": nested(owner, "schedule", "words"), "description": told})
    return rows


def _of_row(owner, place, hours):
    days = [day["code"] for day in hours["days"] if day["code"] in WEEK]
    dated = hours["valid_from"] or hours["valid_until"]
    if hours["closed"] or not (days or (dated and not hours["days"])):
        return
    for part, (opens_at, closes_at) in enumerate(_spans(hours)):
        yield without_blanks(
            {
                "id": nested(owner, "schedule", place, part),
                **_rule(days or WEEK, hours["weeks"]),
                "dtstart": hours["valid_from"],
                "valid_from": hours["valid_from"],
                "valid_to": hours["valid_until"],
                "until": hours["valid_until"],
                "timezone": HOURS_EAST,
                "opens_at": f"{opens_at}{OFFSET}",
                "closes_at": f"{closes_at}{OFFSET}",
                "notes": hours["note"],
            }
        )


def _spans(hours):
    if hours["break_from"] and hours["break_until"]:
        return [(hours["opens_at"], hours["break_from"]), (hours["break_until"], hours["closes_at"])]
    return [(hours["opens_at"], hours["closes_at"])]


def _rule(days, weeks):
    if weeks:
        return {"freq": "MONTHLY", "byday": ",".join(f"{week}{day}" for week in weeks for day in days)}
    return {"freq": "WEEKLY", "wkst": "MO", "byday": ",".join(days)}


def of_period(owner, record):
    """A programme's days between its first and its last; what hours it has stands in its words."""
    days = [day["code"] for day in record.get("days") or () if day["code"] in WEEK]
    starts, ends, words = record.get("starts_on"), record.get("ends_on"), record.get("schedule")
    if not (days or starts or ends or words):
        return []
    row = {"id": nested(owner, "schedule", 0), "description": words, "valid_from": starts, "valid_to": ends}
    if days:
        row |= _rule(days, ()) | {"dtstart": starts, "until": ends, "timezone": HOURS_EAST}
    return [without_blanks(row)]
