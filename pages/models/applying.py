"""Signing up for an event: for the whole of it, whatever the number of its days."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from modelcluster.fields import ParentalKey

from directory.models.applying import Applicable
from directory.models.questions import Question
from pages.kinds import EventState
from pages.periods import midnight
from pages.recurrence.words import in_words

CALLED_OFF = (EventState.POSTPONED, EventState.CANCELLED)


class ApplicableEvent(Applicable):
    """The window is one of moments. Where its end is not said, sign-up closes when the event begins."""

    apply_from = models.DateTimeField("신청 시작", null=True, blank=True)
    apply_until = models.DateTimeField(
        "신청 마감", null=True, blank=True, help_text="비워 두면 행사가 시작할 때 마감됩니다."
    )

    sign_up_is_ordered = models.CheckConstraint(
        condition=Q(apply_from__isnull=True)
        | Q(apply_until__isnull=True)
        | Q(apply_until__gte=F("apply_from")),
        name="event_sign_up_ends_after_it_starts",
    )

    class Meta:
        abstract = True

    @classmethod
    def recruit_conditions(cls):
        now = timezone.now()
        called_off = Q(state__in=CALLED_OFF)
        begun = Q(apply_until__isnull=True, starts_at__lte=now)
        return (
            Q(last_ends_at__lt=now),
            Q(apply_from__isnull=False, apply_from__gt=now) & ~called_off,
            called_off | begun | Q(apply_until__isnull=False, apply_until__lte=now),
        )

    @classmethod
    def ended_by(cls, day):
        return Q(last_ends_at__lt=midnight(day + timedelta(days=1)))

    @classmethod
    def starting_on(cls, day):
        return Q(starts_at__gte=midnight(day), starts_at__lt=midnight(day + timedelta(days=1)))

    def recruit_times(self):
        closes_at = self.apply_until or self.starts_at
        no_use = max(filter(None, (closes_at, self.starts_at)), default=None)
        return self.apply_from, closes_at, no_use

    @property
    def last_day(self):
        return self.last_ends_at and timezone.localdate(self.last_ends_at)

    @property
    def is_over(self):
        return bool(self.last_ends_at) and self.last_ends_at < timezone.now()

    @property
    def is_called_off(self):
        return self.state in CALLED_OFF

    def when_and_where(self):
        return {
            "상태": self.get_state_display(),
            "일시": in_words(self.told_schedule, self.dates) if self.told_schedule else "",
            "시간 안내": self.time_note,
            "참여 방식": self.way_in_words,
            "장소": " ".join(filter(None, (self.public_venue_title, self.place))),
            "주소": self.address,
            "온라인": self.online_url,
        }


class EventQuestion(Question):
    page = ParentalKey("pages.EventPage", on_delete=models.CASCADE, related_name="questions")

    class Meta(Question.Meta):
        abstract = False
