"""대신 등록: who may enter for people without phone or account, and the 공감 said at a counter."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models import Dong
from participation.models.issue import Issue


class DongOfficer(models.Model):
    """A member of staff of one 동주민센터. Nobody belongs to two."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="dong_officer", verbose_name="담당자"
    )
    dong = models.ForeignKey(Dong, models.PROTECT, related_name="+", verbose_name="동주민센터")

    class Meta:
        verbose_name = "동주민센터 담당자"
        verbose_name_plural = "동주민센터 담당자"
        default_permissions = []
        ordering = ["dong__name", "pk"]

    def __str__(self):
        return f"{self.dong} 주민센터"

    @property
    def office(self):
        """The word that stands for the person in public."""
        return f"{self.dong.name} 주민센터"


class ProxyEmpathy(models.Model):
    """공감 of one person, said in person at the counter of a 동주민센터. No name is kept, so it is no verified voice.

    ``receipt`` is the number on the slip that the person signs and the centre keeps: written down twice for
    one issue, it is the same slip.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="proxy_empathies", verbose_name="과제")
    dong = models.ForeignKey(Dong, models.PROTECT, related_name="+", verbose_name="동주민센터")
    receipt = models.PositiveIntegerField("접수 번호")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="적은 담당자"
    )
    created_at = models.DateTimeField("적은 때", auto_now_add=True)

    class Meta:
        verbose_name = "창구 공감"
        verbose_name_plural = "창구 공감"
        default_permissions = []
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "dong", "receipt"], name="proxy_empathy_once_per_slip"),
            models.CheckConstraint(name="proxy_empathy_has_a_slip", condition=Q(receipt__gte=1)),
        ]

    def __str__(self):
        return f"{self.issue_id}번 창구 공감"
