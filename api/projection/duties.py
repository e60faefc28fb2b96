"""What the clock does for the projection."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from api.models import ChangeCounter, Departure, Doubt, PublicObject
from api.projection.checking import differing
from api.projection.marking import mark_benefits, mark_pages
from api.projection.settling import settle, skips_locked
from api.projection.types import BENEFIT

logger = logging.getLogger(__name__)


def settle_rest():
    """What no process came to: it was killed right after it committed, or there was too much."""
    settle(seconds=30)


def notice_moments():
    """What begins to say something else by the clock alone."""
    now = timezone.now()
    shown = PublicObject.objects.filter(is_gone=False, doubt=Doubt.NONE)
    for rows, doubt in (
        (shown.filter(stale_at__lte=now), Doubt.MAY_BE_OLD),
        (shown.filter(shown_until__lte=now), Doubt.MUST_WAIT),
    ):
        things = list(rows.values_list("type", "object_id"))
        mark_pages([pk for kind, pk in things if kind != BENEFIT], doubt)
        mark_benefits([pk for kind, pk in things if kind == BENEFIT], doubt)


@transaction.atomic
def forget_tombstones():
    """What was public once and is long gone. Whoever has not asked since must begin anew. Returns how many."""
    long_ago = timezone.now() - timedelta(days=settings.API_TOMBSTONE_DAYS)
    gone = (PublicObject.objects.filter(is_gone=True, position__isnull=False), Departure.objects.all())
    # First the rows, then the counter, as whoever numbers changes: so that neither waits for the other.
    found = [_locked(rows.filter(changed_at__lt=long_ago)) for rows in gone]
    if not any(found):
        return 0
    newest = max(position for positions in found for position in positions.values())
    ChangeCounter.read()
    counter = ChangeCounter.objects.select_for_update().get(pk=1)
    counter.forgotten = max(counter.forgotten, newest)
    counter.save(update_fields=["forgotten"])
    for rows, positions in zip(gone, found, strict=True):
        rows.filter(pk__in=positions).delete()
    return sum(map(len, found))


def _locked(rows):
    """{number: position} of those that nobody else is writing."""
    locked = rows.order_by("pk").select_for_update(of=("self",), skip_locked=skips_locked())
    return dict(locked.values_list("pk", "position"))


def mend_differences():
    """Once a day, what no signal told: something was written past Django, or a process was killed between two writes."""
    settle()
    found = list(differing())
    if found:
        logger.error("The API said something else of %s things, such as %s", len(found), found[:3])
        mark_pages([pk for kind, pk, _ in found if kind != BENEFIT])
        mark_benefits([pk for kind, pk, _ in found if kind == BENEFIT])
        settle()
    return len(found)


QUICK_DUTIES = ((settle_rest, 1), (notice_moments, 10))
DUTIES = ((forget_tombstones, 24 * 60 * 60), (mend_differences, 24 * 60 * 60))
