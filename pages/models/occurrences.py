"""행사 회차: every time at which an event takes place, as rows, so that a calendar is one indexed question.

They are written when the page is, from its `Schedule`, and never by hand. A page keeps at most two years of
them. Whether an occurrence is public is the page's business: ask with ``of(published events)``.
"""

from datetime import datetime

from django.db import models
from django.db.models import Case, F, Prefetch, Q, When
from django.utils import timezone

from directory.opening import SEOUL
from pages.periods import midnight

# Before everything: the first occurrence of an event has none before it.
NEVER = datetime(1900, 1, 1, tzinfo=SEOUL)


class OccurrenceQuerySet(models.QuerySet):
    def of(self, events):
        """Those of ``events``, a queryset of pages."""
        return self.filter(event__in=events.order_by().values("pk"))

    def touching(self, start, end):
        """Those that touch the time from ``start`` inclusive to ``end`` exclusive, in order."""
        return self.filter(starts_at__lt=end, ends_at__gte=start).in_order(start)

    def next_of_each(self):
        """Of every event that is not over the one that runs now or comes next; an event stands once."""
        now = timezone.now()
        return self.filter(ends_at__gte=now, all_before_ended_at__lt=now).in_order(
            midnight(timezone.localdate())
        )

    def last_of_each(self):
        """Of every event that is over its last one, the latest first."""
        return self.filter(is_last=True, ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")

    def in_order(self, since):
        """As one may go there: what began before ``since`` stands where it ends, not before everything else."""
        moment = Case(When(starts_at__lt=since, then="ends_at"), default="starts_at")
        return self.order_by(moment, "pk")

    def for_cards(self):
        """With the pages that cards show, in one more query."""
        from pages.models.events import EventPage

        return self.prefetch_related(Prefetch("event", EventPage.objects.for_cards()))


class EventOccurrence(models.Model):
    """One time of one event, ``ends_at`` included. ``all_before_ended_at``: when the latest of those before it ends."""

    event = models.ForeignKey("pages.EventPage", models.CASCADE, related_name="occurrences")
    starts_at = models.DateTimeField("시작")
    ends_at = models.DateTimeField("끝")
    all_before_ended_at = models.DateTimeField()
    is_last = models.BooleanField()

    objects = OccurrenceQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "행사 회차"
        verbose_name_plural = "행사 회차"
        default_permissions = []
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts_at"], name="occurrence_begins_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="occurrence_ends_after_it_starts"
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "ends_at"], name="occurrence_times"),
            models.Index(fields=["ends_at", "all_before_ended_at"], name="occurrence_next"),
            models.Index(fields=["starts_at"], condition=Q(is_last=True), name="occurrence_last"),
        ]

    def __str__(self):
        return f"{self.event_id} {self.starts_at}"


def rows_of(event, occurrences):
    """Unsaved rows for an event's occurrences, which are in order."""
    rows, ended = [], NEVER
    last = max(occurrences, key=lambda occurrence: occurrence.ends_at, default=None)
    for occurrence in occurrences:
        rows.append(
            EventOccurrence(
                event_id=event.pk,
                starts_at=occurrence.starts_at,
                ends_at=occurrence.ends_at,
                all_before_ended_at=ended,
                is_last=occurrence is last,
            )
        )
        ended = max(ended, occurrence.ends_at)
    return rows


def write_occurrences(event, occurrences):
    """Make the rows of one event those given; what is right already is not written again."""
    wanted = {row.starts_at: row for row in rows_of(event, occurrences)}
    same = []
    for row in EventOccurrence.objects.filter(event_id=event.pk).order_by():
        new = wanted.get(row.starts_at)
        facts = ("ends_at", "all_before_ended_at", "is_last")
        if new and all(getattr(row, name) == getattr(new, name) for name in facts):
            same.append(row.starts_at)
    old = EventOccurrence.objects.filter(event_id=event.pk)
    if same:
        old = old.exclude(starts_at__in=same)
    old.delete()
    EventOccurrence.objects.bulk_create(row for start, row in wanted.items() if start not in same)
