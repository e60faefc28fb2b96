"""Working out rows that are in doubt, from what was committed.

What a row says is worked out before it is written, in no transaction: a picture may have to be made smaller
first. It is thrown away if the thing was marked again meanwhile. Writing and numbering take one short
transaction, so that positions appear in their order.
"""

import logging
import time
from collections import defaultdict
from contextlib import suppress

from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site

from api.hsds.writing import project
from api.models import Action, ChangeCounter, Departure, Doubt, PublicObject
from api.projection.dependents import mark_dependents
from api.projection.marking import expand
from api.projection.serializing import write_benefits, write_pages
from api.projection.types import BENEFIT, model_of
from common.querysets import PublicPageQuerySet
from common.signals import public_content_changed
from directory.models import Benefit

logger = logging.getLogger(__name__)
CHUNK = 100
SECONDS = 2
COLUMNS = (
    *("site", "path", "title", "slug", "url", "first_published_at", "last_published_at", "record", "brief"),
    *("parent", "latitude", "longitude", "shown_until", "stale_at"),
)
TEXTS = ("record", "brief", "parent")
STATE = ("etag", "is_gone", "action", "changed_at", "position", "doubt", "merged_into")


def settle(doubt=Doubt.MAY_BE_OLD, seconds=None):
    """Work out all rows that are in at least so much doubt, at most for so long. Returns whether none is left."""
    until = seconds and time.monotonic() + seconds
    tried = set()
    while True:
        expand()
        rows = PublicObject.objects.filter(doubt__gte=doubt).exclude(pk__in=tried).order_by("-doubt", "pk")
        rows = list(rows.defer(*TEXTS)[:CHUNK])
        if not rows:
            return not tried or not PublicObject.objects.filter(doubt__gte=doubt).exists()
        settled = work_out(rows)
        # Marked again, or in another's hands: not tried a second time here.
        tried |= {row.pk for row in rows} - settled
        if until and time.monotonic() > until:
            return False


def state_for_reading():
    """The counter, after what must be worked out was. ``waits`` is left where something still has to be:
    then nobody may keep the answer.

    A database that is busy with a long writing does not keep readers waiting: what is in doubt is not shown.
    Raises ``OperationalError`` where it is not even known what is in doubt.
    """
    counter = ChangeCounter.read()
    if counter.waits:
        expand()
        with suppress(OperationalError):
            settle(Doubt.MUST_WAIT, SECONDS)
        counter = ChangeCounter.read()
    return counter


def work_out(rows):
    """Returns the numbers of the rows that are settled now."""
    written = write_rows(rows)
    seen = {row.pk: row.marks for row in rows}
    with transaction.atomic():
        locked = PublicObject.objects.filter(pk__in=seen, doubt__gt=0).order_by("pk")
        locked = locked.select_for_update(of=("self",), skip_locked=skips_locked())
        current = [row for row in locked.defer(*TEXTS) if row.marks == seen[row.pk]]
        there = _still_there([row for row in current if (row.type, row.object_id) not in written])
        changed, same = [], []
        for row in current:
            is_changed = _take(row, written.get((row.type, row.object_id)), there)
            (changed if is_changed else same).append(row)
        left = _departures(changed)
        _number([*left, *(row for row in changed if row.action != Action.NEVER)])
        if any(row.was_hidden for row in same):
            ChangeCounter.take(1)  # answers without them are out of date
        _save(changed, [*COLUMNS, *STATE])
        Departure.objects.bulk_create(left)
        project(changed)
        _save(same, [*COLUMNS, "doubt"])
        mark_dependents(changed)
        if changed:
            public_content_changed.send(sender=PublicObject)
    return set(seen) & {row.pk for row in current}


def _departures(rows):
    """What the districts that pages just left must be told. Where a page came back to, it is not gone any more."""
    moved = [row for row in rows if row.left]
    here = [Q(object_id=row.object_id, site__in=[row.left, row.site_id]) for row in moved]
    if here:
        Departure.objects.filter(Q(*here, _connector=Q.OR)).delete()
    return [Departure.of(row, row.left) for row in moved]


def _number(rows):
    positions = ChangeCounter.take(len(rows)) if rows else ()
    for row, position in zip(rows, positions, strict=True):
        row.position = position


def _save(rows, columns):
    """All of them with one statement; they are there and locked, so none is made."""
    if rows:
        PublicObject.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=columns, batch_size=CHUNK
        )


def skips_locked():
    return connection.features.has_select_for_update_skip_locked


def write_rows(rows):
    """{(type, number): Written} of those that the public may see; of the others nothing."""
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.type].append(row.object_id)
    benefits = _written(write_benefits, by_kind.pop(BENEFIT, []))
    found = {(BENEFIT, pk): each for pk, each in benefits.items()}
    sites = _Sites()
    pages = PublicPageQuerySet(Page).published().filter(pk__in=[pk for pks in by_kind.values() for pk in pks])
    paths = dict(pages.values_list("pk", "path"))
    for label, pks in by_kind.items():
        by_site = defaultdict(list)
        for pk in pks:
            if pk in paths and (site := sites.of(paths[pk])):
                by_site[site].append(pk)
        for site, numbers in by_site.items():
            each = _written(write_pages, numbers, model_of(label), site)
            found |= {(label, pk): one for pk, one in each.items()}
    return found


def _written(write, pks, *of):
    """What ``write(pks, *of)`` gives. One thing that cannot be written does not keep all others back: it is not shown."""
    try:
        return write(pks, *of)
    except DatabaseError:
        raise
    except Exception:
        if len(pks) == 1:
            logger.exception("cannot be written for the API: %s %s", of, pks)
            return {}
    return {pk: one for each in pks for pk, one in _written(write, [each], *of).items()}


class _Sites:
    """Which district a place in the tree belongs to: the deepest whose front door is above it."""

    def __init__(self):
        sites = Site.objects.select_related("root_page").order_by("-is_default_site", "pk")
        self.sites = sorted(sites, key=lambda site: -len(site.root_page.path))

    def of(self, path):
        return next((site for site in self.sites if path.startswith(site.root_page.path)), None)


def _take(row, written, there):
    """Give the row what was worked out. Returns whether anything of it is another than before.

    ``there``: what is hidden and not deleted, as `_still_there` says it.
    """
    row.told, row.left, was_in = (row.is_gone, row.shown_until, row.title, row.url), None, row.site_id
    row.was_hidden = row.doubt == Doubt.MUST_WAIT and not row.is_gone
    row.doubt = Doubt.NONE
    if written is None:
        for name in TEXTS:
            setattr(row, name, "")
        row.stale_at = None
        if row.is_gone:
            return False
        row.is_gone, row.action, row.etag = True, _why_gone(row, there), ""
        row.latitude = row.longitude = row.shown_until = None
    else:
        was = _identity(row, row.etag) if not row.is_gone else None
        for name in COLUMNS:
            setattr(row, name, getattr(written, name))
        if was == _identity(row, written.etag):
            return False
        row.action = _what_happened(was, row)
        row.is_gone, row.etag, row.merged_into = False, written.etag, None
        if row.position is not None and was_in not in (None, row.site_id):
            row.left = was_in
    row.changed_at = timezone.now()
    return True


def _identity(row, etag):
    """What makes a change that is told."""
    return etag, row.url, row.site_id, row.path, row.shown_until


def _what_happened(was, row):
    if was is None:
        return Action.PUBLISH
    return Action.MOVE if was[1] != row.url else Action.UPDATE


def _why_gone(row, there):
    if row.merged_into:
        return Action.MERGE
    return Action.UNPUBLISH if (row.type == BENEFIT, row.object_id) in there else Action.DELETE


def _still_there(rows):
    """{(whether it is a benefit, number)} of those whose things exist, shown or not; a query for each kind."""
    found = set()
    for is_benefit, model in ((False, Page), (True, Benefit)):
        pks = [row.object_id for row in rows if (row.type == BENEFIT) == is_benefit and not row.is_gone]
        if pks:
            existing = model._base_manager.filter(pk__in=pks)
            found |= {(is_benefit, pk) for pk in existing.values_list("pk", flat=True)}
    return found
