"""Rules of repetition (RRULE) that a calendar of people can mean."""

from datetime import UTC

from dateutil.rrule import rrulestr

LONGEST_RULE = 250
MOST_DATES = 366
FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


def rule_of(values):
    """The rule as RFC 5545 writes it, "" where there is none. Of several only the first is one."""
    if not values:
        return ""
    try:
        return values[0].to_ical().decode()
    except (AttributeError, UnicodeError, ValueError):
        return "?"


def problem_of_rule(rule, starts_at):
    """Why the rule is not taken, as a sentence; "" if it is. Nothing is unrolled but its first date."""
    if not rule:
        return ""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if len(rule) > LONGEST_RULE or parts.get("FREQ", "").upper() not in FREQUENCIES:
        return "되풀이 규칙(RRULE)을 읽을 수 없거나 하루보다 잦습니다."
    if parts.keys() & {"BYHOUR", "BYMINUTE", "BYSECOND"}:
        return "하루에 여러 번 되풀이되는 규칙(RRULE)은 읽지 않습니다."
    start = (
        starts_at.astimezone(UTC) if parts.get("UNTIL", "").endswith("Z") else starts_at.replace(tzinfo=None)
    )
    try:
        rrulestr(rule, dtstart=start)
    except (ValueError, TypeError, OverflowError, KeyError, AttributeError):
        return "되풀이 규칙(RRULE)을 읽을 수 없습니다."
    return ""
