"""What a receiver is sent: changes as `/api/changes/` tells them, and never what is in the things themselves."""

import hashlib
from dataclasses import dataclass

from django.utils import timezone

from api.changes import changes_after, cursor_of, has_changes_between, item_of
from api.projection.serializing import text_of
from common.facts import iso

# About twenty kilobytes, as the specification advises.
LIMIT = 40


@dataclass
class Message:
    """``id`` is the same for the same contents, so that a receiver knows what it has had.

    Contents may grow between two tries, and are then another message: one that is skipped for its number
    alone would take new changes with it.
    """

    id: str
    body: bytes
    position: int
    cursor: str
    items: int
    has_more: bool


def is_expired(subscriber, counter):
    """Whether what comes after the position is not all remembered, or is another database's."""
    position = subscriber.position
    return subscriber.epoch != counter.epoch or not (
        position == 0 or counter.forgotten <= position <= counter.last
    )


def next_message(subscriber, counter):
    """The next changes for the subscriber; None if there are none.

    From the beginning means ``reset``: what the receiver has and is not told again does not exist any more.
    """
    site, position = subscriber.site, subscriber.position
    rows, has_more, _waits = changes_after(site, position, subscriber.wanted, LIMIT)
    if not rows:
        return None
    items = [item_of(row, site, counter, since=position) for row in rows]
    told = {"items": items, "cursor": items[-1]["cursor"], "has_more": has_more}
    if position == 0:
        told["reset"] = True
    newest = max(row.changed_at for row in rows)
    return _message(subscriber, "changes", newest, told, rows[-1].position)


def test_message(subscriber, counter):
    """Signed like any other, with nothing in it; each is a new one."""
    cursor = cursor_of(counter, subscriber.position)
    told = {"items": [], "cursor": cursor, "has_more": False}
    return _message(subscriber, "test", timezone.now(), told, subscriber.position)


def _message(subscriber, kind, moment, told, position):
    body = text_of({"type": kind, "timestamp": iso(moment), "data": told}).encode()
    digest = hashlib.sha256(f"{subscriber.uuid}.{subscriber.replays}.".encode() + body).hexdigest()
    return Message(f"msg_{digest[:32]}", body, position, told["cursor"], len(told["items"]), told["has_more"])


def position_after_others(subscriber, counter):
    """How far the position may move where nothing is wanted, so that it does not grow too old.

    ``counter`` was read before. What waits to be worked out counts as a change: it may turn out to be one.
    """
    stretch = (subscriber.position, counter.last)
    has_some = has_changes_between(subscriber.site, *stretch, subscriber.wanted)
    return subscriber.position if has_some else counter.last
