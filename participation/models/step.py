"""걸음: what became of an issue, when, by whom and why. Written once, read by everybody."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participation.models.body import DecidingBody
from participation.models.issue import Issue, Status


class StepKind(models.TextChoices):
    RECEIVED = "received", "등록"
    MOVED = "moved", "단계 바뀜"
    LIFTED = "lifted", "사무국이 올림"
    THRESHOLD = "threshold", "공감 기준을 넘음"
    ANSWERED = "answered", "공식 답변"
    SUPPLEMENTED = "supplemented", "보완함"
    APPEALED = "appealed", "재심 요청"
    MERGED = "merged", "합쳐짐"
    TOOK_IN = "took_in", "다른 과제를 합침"
    PLANNED = "planned", "계획에 담김"
    PROGRESS = "progress", "세부사업 진행"


class Step(models.Model):
    """One dated line of an issue's way. ``office`` is a word such as 사무국; a person is never named.

    ``due_on`` is the day for which the next answer was promised with this step.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="steps", verbose_name="과제")
    at = models.DateTimeField("때", auto_now_add=True)
    kind = models.CharField("한 일", max_length=12, choices=StepKind.choices)
    from_status = models.CharField("앞 상태", max_length=16, choices=Status.choices, blank=True)
    to_status = models.CharField("뒤 상태", max_length=16, choices=Status.choices)
    body = models.ForeignKey(
        DecidingBody, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="결정한 곳"
    )
    office = models.CharField("처리한 곳", max_length=60)
    reason = models.TextField("까닭", max_length=2000, blank=True)
    due_on = models.DateField("답하기로 한 날", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="처리한 사람",
    )

    class Meta:
        verbose_name = "걸음"
        verbose_name_plural = "걸음"
        ordering = ["at", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="step_by_an_office_has_a_reason",
                condition=Q(kind__in=["received", "threshold", "supplemented"]) | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.get_to_status_display()}"
