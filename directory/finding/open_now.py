"""지금 열린 곳: the rule of `directory.opening`, asked once for all facilities that have the same hours.

The rule weighs ranks, seasons and weeks of the month; a second telling of it in SQL would be a second
rule. Facilities share their hours (평일 09:00–18:00), so few questions answer for all of them, and the
answer holds until the first of them changes. Pages may be kept for five minutes that begin when the clock
shows five (`nurinet_cms.page_cache`): whoever opens and closes at such a time is never told wrong.
"""

from collections import defaultdict
from datetime import timedelta
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from directory.finding.marks import marks_of
from directory.models.opening import OpeningHours
from directory.opening import Hours, Opening

# Longer no answer holds, whatever the rule says about its next change.
A_WHILE = timedelta(minutes=30)
COLUMNS = (
    *("days", "weeks", "opens_at", "closes_at", "break_from", "break_until"),
    *("valid_from", "valid_until", "is_closed"),
)


class OpenNow:
    """Of the facilities whose positions these are, except those that rest."""

    def __init__(self, position, resting):
        self.position, self.resting = position, resting
        self._known = (None, None, 0)

    @cached_property
    def _sharing(self):
        """Hours, and the marks of those that have them. Read when first asked for."""
        rows = OpeningHours.objects.order_by("page_id", "pk").values_list("page_id", *COLUMNS)
        positions = defaultdict(list)
        for page_id, group in groupby(rows, key=lambda row: row[0]):
            if page_id in self.position:
                positions[frozenset(row[1:] for row in group)].append(self.position[page_id])
        size = len(self.position)
        return [
            (Opening(Hours(**dict(zip(COLUMNS, row, strict=True))) for row in rows), marks_of(of_these, size))
            for rows, of_these in positions.items()
        ]

    def marks(self, moment=None):
        now = moment or timezone.now()
        since, until, marks = self._known
        if since is None or not since <= now < until:
            marks, until = self._asked(now)
            self._known = (now, until, marks)
        return marks & ~self.resting

    def _asked(self, now):
        marks, changes = 0, [now + A_WHILE]
        for opening, of_these in self._sharing:
            state = opening.at(now)
            if state.code == "open":
                marks |= of_these
            if state.changes_at:
                changes.append(state.changes_at)
        return marks, min(changes)
