"""Dates that an event's rule does not name, and days on which the rule is not kept."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class OtherDate(models.Model):
    """One more time of an event."""

    event = ParentalKey("pages.EventPage", on_delete=models.CASCADE, related_name="other_dates")
    starts_at = models.DateTimeField("시작")
    ends_at = models.DateTimeField("끝")

    panels = [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])]

    class Meta:
        verbose_name = "다른 날짜"
        verbose_name_plural = "다른 날짜"
        default_permissions = []
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="other_date_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return str(self.starts_at)

    def clean(self):
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": "끝나는 시각이 시작보다 빠릅니다."})


class SkippedDay(models.Model):
    """A day on which what repeats does not take place."""

    event = ParentalKey("pages.EventPage", on_delete=models.CASCADE, related_name="skipped_days")
    day = models.DateField("쉬는 날")

    panels = [FieldPanel("day")]

    class Meta:
        verbose_name = "쉬는 날"
        verbose_name_plural = "쉬는 날"
        default_permissions = []
        ordering = ["day", "pk"]
        # With a condition that always holds: Django's formsets would say the rule in the names of the columns.
        constraints = [
            models.UniqueConstraint(
                fields=["event", "day"], condition=Q(day__isnull=False), name="day_is_skipped_once"
            ),
        ]

    def __str__(self):
        return str(self.day)
