"""``/api/changes/``: what became public, changed or went, in an order that never looks back.

A consumer keeps one cursor. Each thing stands in the feed once, at its last change: whoever asks from the
beginning gets what is public now, and what went in the last year.
"""

import json
from itertools import chain
from operator import attrgetter

from django.conf import settings
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from api.errors import bad_request, echo
from api.memory import at_home_in, default_site
from api.models import Action, Departure, Doubt, PublicObject
from api.pages.cursors import decoded, encoded
from api.pages.lookups import truth
from api.pagination import whole_number
from api.plain import asked_again, lead_on, refusal
from api.projected import ProjectedEndpoint
from api.projection.serializing import detail_url, text_of
from api.projection.types import BENEFIT, page_types
from api.validators import etag_of, json_text
from common.facts import iso

DEFAULT_LIMIT, LARGEST_LIMIT = 100, 1000
PARAMETERS = frozenset({"since", "types", "limit", "records"})
EXPIRED = "이 cursor 뒤의 기록을 다 갖고 있지 않습니다. 처음부터 다시 받아 주십시오. (The cursor has expired: begin again without since.)"


class Expired(Exception):
    """The cursor is older than what is remembered, or of another database."""


def cursor_of(counter, position, since=0):
    """``since``: up to where what went may have been forgotten before the asker began, as far as that is further."""
    return encoded([counter.epoch, position, *([since] if since > position else [])])


def position_of(counter, text):
    """(where the cursor stands, where the feed stood when its keeper began); 0 without one.

    Whoever begins holds nothing that went before, so it may be forgotten. Raises `Expired`, and 400 for what
    is no cursor.
    """
    if not text:
        return 0, counter.last
    try:
        epoch, *numbers = decoded(text)
        position, begun = numbers if len(numbers) == 2 else (*numbers, 0)
        if not all(type(each) is int and 0 <= each < 2**62 for each in (position, begun)):
            raise ValueError(text)
    except (ValueError, TypeError) as error:
        raise bad_request(
            "since에는 앞선 답의 cursor를 그대로 적습니다.", "since takes a cursor of an earlier answer."
        ) from error
    furthest = max(position, begun)
    if epoch != counter.epoch or furthest > counter.last or furthest < counter.forgotten:
        raise Expired
    return position, begun


def types_asked(text):
    """The types that ``types=`` names; None for all."""
    if not text:
        return None
    names = set(text.split(","))
    if unknown := sorted(names - page_types().keys() - {BENEFIT}):
        name = echo(unknown[0])
        raise bad_request(f"그런 종류는 없습니다: {name}.", f"types has no such type: {name}.")
    return names


def changes_after(site, position, types, limit, *, with_record=False):
    """(rows, whether there are more, whether one waits), in the order of their positions.

    It stops before a row that waits to be worked out: its place may be a later one, or still this.
    """
    rows, left = _told_in(site, position, types)
    stop = rows.filter(doubt=Doubt.MUST_WAIT).aggregate(first=Min("position"))["first"]
    if stop is not None:
        rows, left = (each.filter(position__lt=stop) for each in (rows, left))
    unused = ("brief",) if with_record else ("brief", "record", "parent")
    each = (rows.defer(*unused), left)
    found = chain.from_iterable(some.order_by("position")[: limit + 1] for some in each)
    found = sorted(found, key=attrgetter("position"))[: limit + 1]
    return found[:limit], len(found) > limit, stop is not None


def _told_in(site, position, types):
    """What is told in this district after a position, and what left it for another."""
    told = PublicObject.objects.told().of_site(site), Departure.objects.filter(site=site)
    told = (rows.filter(position__gt=position) for rows in told)
    return tuple(told if types is None else (rows.filter(type__in=types) for rows in told))


def has_changes_between(site, position, last, types):
    return any(rows.filter(position__lte=last).exists() for rows in _told_in(site, position, types))


def item_of(row, site, counter, *, since=0, with_record=False):
    """One change as data; also what a webhook is sent."""
    is_gone = row.is_gone or (row.shown_until is not None and row.shown_until <= timezone.now())
    name = "benefits" if row.type == BENEFIT else "pages"
    item = {
        "cursor": cursor_of(counter, row.position, since),
        "at": iso(row.changed_at),
        "action": row.action if row.is_gone or not is_gone else Action.UNPUBLISH.value,
        "type": row.type,
        "id": row.object_id,
        "uuid": str(row.uuid),
        "url": None if is_gone else in_site(row.url, row, site, counter),
        "detail_url": detail_url(site, name, row.object_id),
        "etag": None if is_gone else etag_of(row.etag, ""),
    }
    if row.action == Action.MERGE and row.is_gone and row.merged_into:
        item["merged_into"] = detail_url(site, name, row.merged_into)
    if with_record:
        item["record"] = None if is_gone else json.loads(in_site(row.whole, row, site, counter))
    return item


def in_site(text, row, site, counter):
    """What belongs to every district is written with the addresses of the default one."""
    if row.site_id is None and not site.is_default_site:
        return at_home_in(site, text, default_site(counter))
    return text


class ChangesEndpoint(ProjectedEndpoint):
    parameters = PARAMETERS

    def tell(self, data):
        types = types_asked(data.get("types", ""))
        limit = whole_number("limit", data.get("limit", str(DEFAULT_LIMIT)), LARGEST_LIMIT) or 1
        with_record = truth("records", data.get("records", "false"))
        start = self.site.root_url + reverse("changes_api")
        try:
            since = position_of(self.state, data.get("since", ""))
        except Expired:
            return refusal(EXPIRED, 410, reset=True, resync=start, tombstone_days=settings.API_TOMBSTONE_DAYS)
        return self.validated(
            lambda: self._written(start, *since, types, limit, with_record),
            self.state.epoch,
            self.state.last,
        )

    def _written(self, start, position, begun, types, limit, with_record):
        site, counter = self.site, self.state
        rows, has_more, waits = changes_after(site, position, types, limit, with_record=with_record)
        items = [item_of(row, site, counter, since=begun, with_record=with_record) for row in rows]
        reached = rows[-1].position if rows else position
        if not has_more and not waits:
            # All numbers up to here could be seen before the rows were read, whatever types were asked for.
            reached = max(reached, counter.last)
        cursor = cursor_of(counter, reached, begun)
        answer = {"items": items, "cursor": cursor, "has_more": has_more}
        answer["next"] = asked_again(self.request, {"since": cursor}, start)
        response = json_text(text_of(answer))
        if has_more:
            lead_on(response, answer["next"])
        return response
