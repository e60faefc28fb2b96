"""What lists of the council can be narrowed by: name → function of queryset, name, value and site.

No filter asks what is not public: an item cannot be looked for by a result that was not let out.
"""

import re
import uuid
from datetime import timedelta

from django.db.models import Exists, OuterRef

from api.errors import bad_request
from api.pagination import whole_number
from api.plain import moment_of
from council.models import (
    AgendaKind,
    Category,
    CommitteeState,
    Post,
    PublishedMinutes,
    Side,
    Way,
)
from council.opening.states import MeetingState, in_state
from directory.models import Dong
from participation.models import Issue
from participation.models.body import OF_THE_COUNCIL

YEARS = (1901, 9999)
LARGEST_NUMBER = 2**31 - 1
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FLAGS = {"true": True, "1": True, "false": False, "0": False}


def _chosen(name, value, codes):
    if value not in codes:
        words = ", ".join(codes)
        raise bad_request(f"{name}은(는) {words} 가운데 하나입니다.", f"{name} must be one of {words}.")
    return value


def _code(choices, path=None):
    codes = [str(code) for code in choices]
    return lambda things, name, value, site: things.filter(**{path or name: _chosen(name, value, codes)})


def _uuid(name, value):
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise bad_request(f"{name}은(는) uuid로 적습니다.", f"{name} is not a UUID.") from error


def _of(path):
    return lambda things, name, value, site: things.filter(**{path: _uuid(name, value)})


def _dong(things, name, value, site):
    if not Dong.objects.filter(code=value[:20]).exists():
        raise bad_request("dong에 그런 값은 없습니다.", "dong has no such value.")
    return things.filter(dong__code=value)


def _year(path):
    def narrowed(things, name, value, site):
        if not re.fullmatch(r"[0-9]{4}", value):
            raise bad_request("year는 2026처럼 네 자리로 적습니다.", "year has four digits, as 2026.")
        return things.filter(**{path: int(value)})

    return narrowed


def _on(things, name, value, site):
    return things.on(moment_of(name, value, YEARS).date())


def _from(things, name, value, site):
    return things.filter(starts_at__gte=moment_of(name, value, YEARS))


def _to(things, name, value, site):
    """A day is meant whole, with its last minute; a moment is meant as it is."""
    moment = moment_of(name, value, (1901, 9998))
    if DAY.fullmatch(value):
        return things.filter(starts_at__lt=moment + timedelta(days=1))
    return things.filter(starts_at__lte=moment)


def _state(things, name, value, site):
    return in_state(things, _chosen(name, value, MeetingState.values))


def _has_minutes(things, name, value, site):
    is_wanted = FLAGS[_chosen(name, value, list(FLAGS))]
    standing = Exists(PublishedMinutes.objects.standing().filter(meeting=OuterRef("pk")))
    return things.filter(standing if is_wanted else ~standing)


def _issue(things, name, value, site):
    """By a public issue; of one that is not, nothing is told, not even that it was on an agenda."""
    number = whole_number(name, value, LARGEST_NUMBER)
    return things.filter(issues__in=Issue.objects.public().in_site(site).filter(pk=number))


OF_BODIES = {
    "kind": _code(OF_THE_COUNCIL),
    "state": _code(CommitteeState),
    "parent": _of("parent__uuid"),
    "dong": _dong,
}
OF_MEMBERSHIPS = {
    "committee": _of("committee__uuid"),
    "post": _code(Post),
    "side": _code(Side),
    "category": _code(Category),
    "on": _on,
}
OF_MEETINGS = {
    "committee": _of("committee__uuid"),
    "year": _year("year"),
    "state": _state,
    "way": _code(Way),
    "from": _from,
    "to": _to,
    "has_minutes": _has_minutes,
}
OF_ITEMS = {
    "committee": _of("meeting__committee__uuid"),
    "meeting": _of("meeting__uuid"),
    "year": _year("meeting__year"),
    "kind": _code(AgendaKind),
    "issue": _issue,
}
OF_PAPERS = {
    "committee": _of("meeting__committee__uuid"),
    "meeting": _of("meeting__uuid"),
    "agenda_item": _of("item__uuid"),
}
