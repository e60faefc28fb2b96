"""What lists may write on a facility page, as plain JSON and back: the one place that knows both."""

from datetime import date, time
from decimal import Decimal

from directory.models.opening import OpeningHours

TEXTS = (
    *("title", "summary", "operator", "status", "road_address", "address_detail", "lot_address", "postcode"),
    *("phone", "fax", "email", "website", "opening_hours", "fee_kind", "fee", "licence", "opened_precision"),
)
NUMBERS = ("capacity", "occupancy", "address_public")
DAYS = ("confirmed_on", "source_date", "opened_on", "suspended_from", "suspended_until")
DEGREES = ("latitude", "longitude")
COLUMNS = (*TEXTS, *NUMBERS, *DAYS, *DEGREES)
# By code: foreign keys, and links to several.
KEYS = ("kind", "legal_dong")
LINKS = ("dongs", "targets", "topics")
HOURS = tuple(
    field.name
    for field in OpeningHours._meta.concrete_fields
    if field.name not in {"id", "page", "sort_order"}
)
LABELS = {"title": "이름", "hours": "운영시간", "phones": "다른 전화번호", "dongs": "동"}


def plain(name, value):
    """A column's value as JSON."""
    if value is None or name in TEXTS or name in NUMBERS:
        return value
    return value.isoformat() if name in DAYS else f"{value:.6f}"


def stored(name, value):
    """The other way round."""
    if value is None or name in TEXTS or name in NUMBERS:
        return value
    return date.fromisoformat(value) if name in DAYS else Decimal(value)


def plain_hours(row):
    """One row of hours, also of ``directory.opening.Hours``, as a list of JSON values."""
    return [
        value.isoformat() if isinstance(value, date | time) else value
        for value in (getattr(row, name) for name in HOURS)
    ]


def stored_hours(cells):
    made = OpeningHours(**dict(zip(HOURS, cells, strict=True)))
    for field in OpeningHours._meta.concrete_fields:
        if field.name in HOURS:
            setattr(made, field.attname, field.to_python(getattr(made, field.attname)))
    return made


def plain_phones(stream):
    """The numbers besides the main one, without what Wagtail adds (ids of blocks)."""
    return [
        {name: raw["value"].get(name) or "" for name in ("number", "extension", "label")}
        for raw in stream.raw_data
        if isinstance(raw, dict) and raw.get("type") == "phone"
    ]


def stored_phones(numbers):
    return [{"type": "phone", "value": number} for number in numbers]


def term_code(axis, code):
    return f"{axis}:{code}"
