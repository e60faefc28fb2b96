"""When an event takes place: the stored part of a page from which its `Schedule` is made."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from common.facts import iso
from pages.models.occurrences import write_occurrences
from pages.recurrence import rules
from pages.recurrence.schedule import Occurrence, Schedule, whole_days
from pages.recurrence.words import Shape, in_words, shape_of

SHOWN_DATES = 60
FACTS = ("starts_at", "ends_at", "is_all_day", "rrule", "skips_holidays")
DERIVED = ("last_ends_at", "schedule_words", "shape", "sequence", "previous_starts_at")


class Scheduled(models.Model):
    """The fields of a schedule; ``schedule_words``, ``shape`` and ``last_ends_at`` are worked out from them.

    ``sequence`` counts how often a published schedule or state has changed (RFC 5545 SEQUENCE), and
    ``previous_starts_at`` is when it was to begin before the last change of that. Of what begins at
    ``reminded_for`` the agency was reminded.
    """

    starts_at = models.DateTimeField("시작", null=True)
    ends_at = models.DateTimeField("끝", null=True)
    is_all_day = models.BooleanField(
        "시각 없이 날짜만",
        default=False,
        help_text="하루 종일이거나, 여러 날 이어지는 전시처럼 날짜만 알릴 때",
    )
    rrule = models.CharField("되풀이 규칙", max_length=200, blank=True, editable=False)
    skips_holidays = models.BooleanField("공휴일에는 쉽니다", default=False)
    time_note = models.CharField(
        "시간 안내", max_length=120, blank=True, help_text="예: 화~일 10:00–18:00, 월요일은 쉽니다"
    )
    last_ends_at = models.DateTimeField(null=True, editable=False)
    schedule_words = models.CharField(max_length=400, blank=True, editable=False)
    shape = models.CharField(max_length=6, choices=Shape.choices, default=Shape.ONCE, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    previous_starts_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_for = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="%(class)s_ends_after_it_starts"
            ),
        ]

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at:
            if self.is_all_day:
                whole = whole_days(Occurrence(self.starts_at, self.ends_at))
                self.starts_at, self.ends_at = whole.starts_at, whole.ends_at
            if self.ends_at < self.starts_at:
                raise ValidationError({"ends_at": "끝나는 시각이 시작보다 빠릅니다."})
            self._clean_repeating()
        self.derive_schedule()

    def _clean_repeating(self):
        self.rrule = rules.bounded(self.rrule, self.starts_at, is_all_day=self.is_all_day)
        schedule = self.schedule
        if self.rrule:
            starts = schedule.rule_starts
            if not starts or starts[0] != schedule.first.starts_at:
                raise ValidationError({"starts_at": _not_in_rule(starts)})
            if len(starts) > 1 and starts[0] + (self.ends_at - self.starts_at) >= starts[1]:
                raise ValidationError(
                    {"ends_at": "되풀이하는 행사는 다음 회차가 시작하기 전에 끝나야 합니다."}
                )
        if not schedule.occurrences():
            raise ValidationError("쉬는 날을 빼면 열리는 날이 하나도 없습니다.")

    def with_content_json(self, content):
        """A revision says when the event is, not of what its agency was reminded."""
        page = super().with_content_json(content)
        page.reminded_for = self.reminded_for
        return page

    @property
    def schedule(self):
        """None as long as it is not known when the event begins and ends."""
        if not (self.starts_at and self.ends_at):
            return None
        return Schedule(
            self.starts_at,
            self.ends_at,
            is_all_day=self.is_all_day,
            rule=self.rrule,
            skips_holidays=self.skips_holidays,
            others=tuple(Occurrence(date.starts_at, date.ends_at) for date in self.other_dates.all()),
            skipped=frozenset(skipped.day for skipped in self.skipped_days.all()),
        )

    def derive_schedule(self):
        """Work out what lists read; returns the occurrences."""
        schedule = self.schedule
        occurrences = schedule.occurrences() if schedule else []
        self.last_ends_at = max((o.ends_at for o in occurrences), default=self.ends_at)
        self.schedule_words = in_words(schedule, occurrences)[:400]
        self.shape = shape_of(schedule, occurrences) if schedule else Shape.ONCE
        return occurrences

    def save(self, *args, **kwargs):
        """The rows of its occurrences are written with the page, in one transaction with its children."""
        update_fields = kwargs.get("update_fields")
        if update_fields is not None:
            if not {*FACTS, "state"}.intersection(update_fields):
                return super().save(*args, **kwargs)
            kwargs["update_fields"] = {*update_fields, *DERIVED}
        self._count_changes()
        occurrences = self.derive_schedule()
        result = super().save(*args, **kwargs)
        write_occurrences(self, occurrences)
        return result

    def _count_changes(self):
        """Compare with what the public saw last."""
        published = type(self)._default_manager.filter(first_published_at__isnull=False)
        live = self.pk and published.filter(pk=self.pk).first()
        if not live:
            return
        self.sequence, self.previous_starts_at = live.sequence, live.previous_starts_at
        if live.starts_at != self.starts_at:
            self.previous_starts_at = live.starts_at
        if live.told_to_calendars() != self.told_to_calendars():
            self.sequence = live.sequence + 1

    def told_to_calendars(self):
        """What of the page makes a new version of a calendar's entry."""
        others = sorted((date.starts_at, date.ends_at) for date in self.other_dates.all())
        skipped = sorted(skipped.day for skipped in self.skipped_days.all())
        return [*(getattr(self, name) for name in FACTS), self.state, others, skipped]

    @cached_property
    def told_schedule(self):
        """`schedule`, worked out once, for whoever only reads the page."""
        return self.schedule

    @cached_property
    def dates(self):
        """All occurrences, for one page, also for a draft that has no rows yet."""
        return self.told_schedule.occurrences() if self.told_schedule else []

    @property
    def next_occurrence(self):
        """What runs now or comes next; `with_next` reads it for many."""
        if "next_starts_at" in self.__dict__:
            found = self.next_starts_at and Occurrence(self.next_starts_at, self.next_ends_at)
        else:
            now = timezone.now()
            found = next((date for date in self.dates if date.ends_at >= now), None)
        return found

    def schedule_card(self):
        """What lists say of when."""
        following = self.next_occurrence
        return {
            "starts_at": iso(self.starts_at),
            "ends_at": iso(self.ends_at),
            "is_all_day": self.is_all_day,
            "schedule": self.schedule_words,
            "shape": self.shape,
            "time_note": self.time_note,
            "next": following and {"starts_at": iso(following.starts_at), "ends_at": iso(following.ends_at)},
            "last_ends_at": iso(self.last_ends_at),
        }

    def schedule_facts(self):
        """What the page itself says of when: the rule as other systems read it, and the dates one by one."""
        return {
            # Said anew: a preview shows dates that were never saved.
            "schedule": in_words(self.told_schedule, self.dates),
            "shape": (shape_of(self.told_schedule, self.dates) if self.told_schedule else Shape.ONCE).value,
            "rrule": self.rrule,
            "skips_holidays": self.skips_holidays,
            "dates": [
                {"starts_at": o.starts_at.isoformat(), "ends_at": o.ends_at.isoformat()}
                for o in self.dates[:SHOWN_DATES]
            ],
            "date_count": len(self.dates),
            "exdates": [iso(moment) for moment in self.told_schedule.exceptions]
            if self.told_schedule
            else [],
            "sequence": self.sequence,
            "previous_starts_at": iso(self.previous_starts_at),
        }


def _not_in_rule(starts):
    if not starts:
        return "이 되풀이 규칙으로는 열리는 날이 하나도 없습니다."
    first = starts[0]
    return (
        f"시작하는 날이 되풀이하는 날이 아닙니다. 처음 열리는 {first.year}년 {first.month}월 {first.day}일로 "
        "바꾸어 주십시오."
    )
