"""운영시간: rows that `directory.opening` reads. What a row means is said there, once."""

from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from common.facts import iso
from directory.day_boxes import day_boxes, week_boxes
from directory.opening import Opening, in_words, public_holidays
from directory.opening.words import break_name
from directory.weekdays import bits, weekdays

DAY_MINUTES = 24 * 60
CLOCKS = ("opens_at", "closes_at", "break_from", "break_until")


def _clock(time):
    return None if time is None else f"{time:%H:%M}"


def _minute(time):
    return time.hour * 60 + time.minute


def _day(opening, day):
    holiday = public_holidays(day.year).get(day, "")
    plan = opening.on(day, bool(holiday))
    texts = {"open": ", ".join(map(_span, plan.spans)), "closed": "쉼"}
    return {"date": iso(day), "holiday": holiday, "text": texts.get(plan.code, plan.label)}


def _span(span):
    """09:00–18:00 (쉬는 시간 12:00–13:00)"""
    until = (
        "다음 날 " if span.closes_at.date() > span.opens_at.date() and span.closes_at.time() > time(0) else ""
    )
    text = f"{span.opens_at:%H:%M}–{until}{span.closes_at:%H:%M}".replace("–00:00", "–24:00")
    if span.break_from is None:
        return text
    name = break_name(span.break_from.time(), span.break_until.time())
    return f"{text} ({name} {span.break_from:%H:%M}–{span.break_until:%H:%M})"


class WithHours(models.Model):
    """A page with rows of hours, and what they come to today."""

    class Meta:
        abstract = True

    def public_opening(self):
        """Now, in Seoul: a code and a sentence; None where no hours are known.

        Answers are kept for five minutes at the most (`nurinet_cms.page_cache`), from one full five
        minutes to the next: hours that begin and end on those are told to the minute.
        """
        rows = list(self.hours.all())
        if not rows:
            return None
        now, opening = timezone.localtime(), Opening(rows)
        state = opening.at(now)
        label = state.label
        if (
            state.code == "open"
            and len(opening.on(now.date(), now.date() in public_holidays(now.year)).spans) == 1
        ):
            today = opening.today(now)
            label = today.label if today.changes_at.date() == now.date() else label
        return {"code": state.code, "label": label}

    def public_week(self):
        """The seven days that begin with today, with exceptions and public holidays; [] without hours."""
        rows = list(self.hours.all())
        opening, today = Opening(rows), timezone.localdate()
        return [_day(opening, today + timedelta(days=days)) for days in range(7)] if rows else []

    def public_hours(self):
        rows = list(self.hours.all())
        return {"hours": [row.facts() for row in rows], "hours_text": in_words(rows)}


class OpeningHours(Orderable):
    """When a facility opens on the days of a mask, or that it does not. See ``directory.opening.Hours``."""

    page = ParentalKey("directory.FacilityPage", on_delete=models.CASCADE, related_name="hours")
    days = models.PositiveSmallIntegerField("요일", blank=True, validators=[MaxValueValidator(255)])
    weeks = models.PositiveSmallIntegerField(
        "몇째 주",
        default=0,
        blank=True,
        validators=[MaxValueValidator(31)],
        help_text="고르지 않으면 매주입니다.",
    )
    opens_at = models.TimeField("여는 시각", null=True, blank=True)
    closes_at = models.TimeField("닫는 시각", null=True, blank=True)
    break_from = models.TimeField("쉬는 시간 시작", null=True, blank=True)
    break_until = models.TimeField("쉬는 시간 끝", null=True, blank=True)
    valid_from = models.DateField("이날부터", null=True, blank=True)
    valid_until = models.DateField("이날까지", null=True, blank=True)
    is_closed = models.BooleanField("쉬는 날입니다", default=False)
    note = models.CharField("덧붙이는 말", max_length=60, blank=True)

    panels = [
        FieldPanel("days", widget=day_boxes()),
        FieldPanel("weeks", widget=week_boxes()),
        FieldPanel("is_closed"),
        FieldRowPanel([FieldPanel(name) for name in CLOCKS]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "운영시간"
        verbose_name_plural = "운영시간"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_closed=True, opens_at__isnull=True, closes_at__isnull=True)
                | Q(is_closed=False, opens_at__isnull=False, closes_at__isnull=False),
                name="opening_hours_say_when_or_that_it_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(break_from__isnull=True, break_until__isnull=True)
                | Q(break_from__lt=F("break_until")),
                name="opening_break_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="opening_hours_end_after_they_start",
            ),
        ]

    def __str__(self):
        return " ".join(in_words([self]))

    def clean(self):
        super().clean()
        if not self.days and not (self.valid_from or self.valid_until):
            raise ValidationError(
                {"days": "요일을 하나 이상 골라 주십시오. 날짜를 적은 줄만 요일 없이 둘 수 있습니다."}
            )
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": "끝나는 날이 시작하는 날보다 빠릅니다."})
        if self.is_closed:
            self._clean_closed()
        else:
            self._clean_open()

    def _clean_closed(self):
        for name in CLOCKS:
            if getattr(self, name) is not None:
                raise ValidationError(
                    {name: "쉬는 날에는 시각을 적지 않습니다. 시각을 지우거나 ‘쉬는 날입니다’를 끄십시오."}
                )

    def _clean_open(self):
        for name in ("opens_at", "closes_at"):
            if getattr(self, name) is None:
                raise ValidationError(
                    {name: "여는 시각과 닫는 시각을 모두 적거나 ‘쉬는 날입니다’를 고르십시오."}
                )
        if self.opens_at == self.closes_at != time(0):
            raise ValidationError(
                {"closes_at": "여는 시각과 닫는 시각이 같습니다. 온종일 열면 둘 다 00:00으로 적어 주십시오."}
            )
        if (self.break_from is None) != (self.break_until is None):
            raise ValidationError({"break_until": "쉬는 시간은 시작과 끝을 모두 적어 주십시오."})
        if self.break_from is not None:
            self._clean_break()

    def _clean_break(self):
        if self.break_until <= self.break_from:
            raise ValidationError({"break_until": "쉬는 시간의 끝이 시작보다 빠릅니다."})
        start, end = self.minutes()
        if not start <= _minute(self.break_from) < _minute(self.break_until) <= end:
            raise ValidationError({"break_from": "쉬는 시간이 운영시간 밖에 있습니다."})

    def minutes(self):
        """Of the day it opens on, from when until when; past 24:00 is the next day."""
        start, end = _minute(self.opens_at), _minute(self.closes_at)
        return start, end if end > start else end + DAY_MINUTES

    def contradicts(self, other):
        """Both say that it is open at one moment of one day, and neither is an exception to the other."""
        if self.is_closed or other.is_closed or bool(self.weeks) != bool(other.weeks):
            return False
        if not (self.days & other.days) or (self.weeks and not self.weeks & other.weeks):
            return False
        if (self.valid_from or date.min, self.valid_until or date.max) != (
            other.valid_from or date.min,
            other.valid_until or date.max,
        ):
            return False
        (start, end), (other_start, other_end) = self.minutes(), other.minutes()
        return start < other_end and other_start < end

    def facts(self):
        return {
            "days": weekdays(self.days),
            "weeks": [bit.bit_length() for bit in bits(self.weeks)],
            "closed": self.is_closed,
            **{name: _clock(getattr(self, name)) for name in CLOCKS},
            "valid_from": iso(self.valid_from),
            "valid_until": iso(self.valid_until),
            "note": self.note,
        }
