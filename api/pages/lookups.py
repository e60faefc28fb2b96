"""Filters on values: exactly, and with ``__gte __lte __gt __lt __in __isnull``."""

import re
import uuid

from django.db.models import Q

from api.errors import bad_request
from api.plain import moment_of
from common.moments import midnight

RANGES = ("gte", "lte", "gt", "lt")
LONGEST = 300
MOST = 100
NUMBER = r"-?[0-9]{1,18}"


def number(name, text):
    if not re.fullmatch(NUMBER, text):
        raise bad_request(f"{name}은(는) 정수여야 합니다.", f"{name} must be a whole number.")
    return int(text)


def natural(name, text):
    if text.startswith("-"):
        raise bad_request(f"{name}은(는) 0보다 작을 수 없습니다.", f"{name} must not be negative.")
    return number(name, text)


def words(name, text):
    if "\0" in text:
        raise bad_request(f"{name}의 값을 읽지 못했습니다.", f"{name} must not hold a null character.")
    return text


def identifier(name, text):
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise bad_request(f"{name}의 모양이 아닙니다.", f"{name} is not a UUID.") from error


def moment(name, text):
    return moment_of(name, text)


def day(name, text):
    found = moment_of(name, text)
    if found != midnight(found.date()):
        raise bad_request(f"{name}은(는) 2026-11-01처럼 날짜로 적습니다.", f"{name} is a day, as 2026-11-01.")
    return found.date()


def truth(name, text):
    if text.lower() not in ("true", "false", "1", "0"):
        raise bad_request(f"{name}은(는) true나 false입니다.", f"{name} must be true or false.")
    return text.lower() in ("true", "1")


class Column:
    """A filter on one column: by name, and with its lookups behind two underscores."""

    def __init__(self, column, read, *, ranges=True, empties=True):
        self.column, self.read = column, read
        self.lookups = ("", *(RANGES if ranges else ()), "in", *(("isnull",) if empties else ()))

    def condition(self, name, lookup, text):
        if lookup == "isnull":
            return Q(**{f"{self.column}__isnull": truth(name, text)})
        if lookup == "in":
            return Q(**{f"{self.column}__in": [self.read(name, part) for part in _parts(name, text)]})
        return Q(**{f"{self.column}__{lookup or 'exact'}": self.read(name, text)})

    def apply(self, queryset, name, lookup, text):
        return queryset.filter(self.condition(name, lookup, text))


class Named:
    """A filter that a queryset's own verb answers: a code of one of the axes, an agency, a state."""

    lookups = ("", "in")

    def __init__(self, verb):
        self.verb = verb

    def apply(self, queryset, name, lookup, text):
        if not lookup:
            return self.verb(queryset, text)
        found = Q()
        for part in _parts(name, text):
            found |= Q(pk__in=self.verb(queryset.model._default_manager.order_by(), part).values("pk"))
        return queryset.filter(found)


def _parts(name, text):
    parts = text.split(",")
    if len(parts) > MOST or not all(parts):
        raise bad_request(
            f"{name}__in에는 쉼표로 이은 값을 {MOST}개까지 적습니다.",
            f"{name}__in takes up to {MOST} values joined by commas.",
        )
    return parts


def split(name):
    """("starts_at__gte") → ("starts_at", "gte")."""
    plain, _, lookup = name.partition("__")
    return plain, lookup


def parameters(filters):
    """Every name that these filters answer to."""
    return {
        f"{name}__{lookup}" if lookup else name for name, each in filters.items() for lookup in each.lookups
    }


def applied(queryset, filters, data):
    """The queryset narrowed by what the question says of these filters."""
    for name in data:
        plain, lookup = split(name)
        if plain not in filters or lookup not in filters[plain].lookups:
            continue
        for text in data.getlist(name):
            if len(text) > LONGEST:
                raise bad_request(f"{name}의 값이 너무 깁니다.", f"The value of {name} is too long.")
            queryset = filters[plain].apply(queryset, plain, lookup, words(plain, text))
    return queryset
