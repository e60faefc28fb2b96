"""Facilities that two lists, or an agency and a list, may both describe."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class MergeState(models.TextChoices):
    OPEN = "open", "정하지 않음"
    MERGED = "merged", "합침"
    DIFFERENT = "different", "다른 곳"


class MergeSuggestion(models.Model):
    """Two facilities that may be one body. Only a person decides; decided once, it is not asked again."""

    first = models.ForeignKey("directory.FacilityPage", models.CASCADE, related_name="+")
    second = models.ForeignKey("directory.FacilityPage", models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField("닮은 정도")
    reasons = models.JSONField("까닭", default=list)
    state = models.CharField("결정", max_length=9, choices=MergeState.choices, default=MergeState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("정한 때", null=True, blank=True)

    class Meta:
        verbose_name = "같은 곳일 수 있는 시설"
        verbose_name_plural = "같은 곳일 수 있는 시설"
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_facilities_are_suggested_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="suggestion_names_the_older_first"
            ),
        ]

    def __str__(self):
        return f"{self.first} = {self.second}?"
