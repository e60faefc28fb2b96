"""시간표: the hours of a fair."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class FairSession(Orderable):
    """One hour of the day: what happens, where, and which bodies are in charge."""

    fair = ParentalKey("pages.FairPage", on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.TimeField("시작")
    ends_at = models.TimeField("끝", null=True, blank=True)
    title = models.CharField("무엇", max_length=120)
    about = models.CharField("설명", max_length=300, blank=True)
    place = models.CharField("어디서", max_length=120, blank=True)
    is_online = models.BooleanField("온라인으로도 함께합니다", default=False)
    presenters = models.CharField(
        "누가",
        max_length=200,
        blank=True,
        help_text="기관이나 단체의 이름만 적습니다. 사람 이름은 적지 마십시오.",
    )

    panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("is_online")]),
        FieldPanel("presenters"),
        FieldPanel("about"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "순서"
        verbose_name_plural = "시간표"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="fair_session_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return f"{self.starts_at:%H:%M} {self.title}"

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": "끝 시각이 시작 시각보다 빠릅니다."})
