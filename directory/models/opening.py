"""운영시간: rows that `directory.opening` reads. What a row means is said there, once."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class OpeningHours(Orderable):
    """When a facility opens on the days of a mask, or that it does not. See ``directory.opening.Hours``."""

    page = ParentalKey("directory.FacilityPage", on_delete=models.CASCADE, related_name="hours")
    days = models.PositiveSmallIntegerField("요일", validators=[MaxValueValidator(255)])
    weeks = models.PositiveSmallIntegerField("몇째 주", default=0, validators=[MaxValueValidator(31)])
    opens_at = models.TimeField("여는 시각", null=True, blank=True)
    closes_at = models.TimeField("닫는 시각", null=True, blank=True)
    break_from = models.TimeField("쉬는 시간 시작", null=True, blank=True)
    break_until = models.TimeField("쉬는 시간 끝", null=True, blank=True)
    valid_from = models.DateField("이날부터", null=True, blank=True)
    valid_until = models.DateField("이날까지", null=True, blank=True)
    is_closed = models.BooleanField("쉬는 날입니다", default=False)
    note = models.CharField("덧붙이는 말", max_length=60, blank=True)

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
