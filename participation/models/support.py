"""공감 and following."""

from django.db import models

from accounts.models import Resident, Voice
from participation.models.issue import Issue


class Empathy(models.Model):
    """공감: one person, one issue, once. ``came_from`` is the issue that was merged into this one.

    Without ``voice`` it is one that counts on after its voice was forgotten.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="empathies", verbose_name="과제")
    voice = models.ForeignKey(
        Voice, models.SET_NULL, null=True, related_name="empathies", verbose_name="목소리"
    )
    came_from = models.ForeignKey(
        Issue, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="온 과제"
    )
    created_at = models.DateTimeField("누른 때", auto_now_add=True)

    class Meta:
        verbose_name = "공감"
        verbose_name_plural = "공감"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["issue", "voice"], name="empathy_once_per_person_and_issue"),
        ]

    def __str__(self):
        return f"{self.issue_id}번 공감"


class Follow(models.Model):
    """A resident who wants to hear of every step without saying 공감."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="follows", verbose_name="과제")
    resident = models.ForeignKey(Resident, models.CASCADE, related_name="follows", verbose_name="주민")
    created_at = models.DateTimeField("시작한 때", auto_now_add=True)

    class Meta:
        verbose_name = "소식 받기"
        verbose_name_plural = "소식 받기"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["issue", "resident"], name="follow_once_per_resident_and_issue"),
        ]

    def __str__(self):
        return f"{self.issue_id}번 소식 받기"
