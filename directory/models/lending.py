"""빌리기: somebody asks for a resource, the giver decides, it is lent and comes back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class LendingState(models.TextChoices):
    ASKED = "asked", "신청함"
    ACCEPTED = "accepted", "승낙"
    DECLINED = "declined", "거절"
    LENT = "lent", "빌려 감"
    RETURNED = "returned", "돌려받음"
    CANCELLED = "cancelled", "취소"


class LendingRequest(models.Model):
    """One request for one resource. ``starts_at`` is included, ``ends_at`` is not.

    Who asks is personal data: seen by the giver and headquarters only, every look is logged, and name,
    telephone and e-mail are emptied after ``purge_on``.
    """

    uuid = models.UUIDField("신청 번호", default=uuid.uuid4, unique=True, editable=False)
    resource = models.ForeignKey(
        "directory.ResourcePage", models.CASCADE, related_name="requests", verbose_name="자원"
    )
    name = models.CharField("신청하는 분", max_length=40, blank=True)
    organisation = models.CharField("소속", max_length=60, blank=True)
    phone = models.CharField("연락처", max_length=20, blank=True)
    email = models.EmailField("이메일", blank=True)
    purpose = models.CharField("쓰임새", max_length=300)
    quantity = models.PositiveIntegerField("수량", default=1)
    starts_at = models.DateTimeField("언제부터")
    ends_at = models.DateTimeField("언제까지")
    state = models.CharField("상태", max_length=9, choices=LendingState.choices, default=LendingState.ASKED)
    reason = models.CharField("까닭이나 덧붙이는 말", max_length=300, blank=True)
    consented_at = models.DateTimeField("개인정보 동의한 때")
    asked_at = models.DateTimeField("신청한 때", auto_now_add=True)
    decided_at = models.DateTimeField("정한 때", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lent_at = models.DateTimeField("빌려준 때", null=True, blank=True)
    returned_at = models.DateTimeField("돌려받은 때", null=True, blank=True)
    purge_on = models.DateField("개인정보를 지울 날", null=True, blank=True)

    class Meta:
        verbose_name = "빌리기 신청"
        verbose_name_plural = "빌리기 신청"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="lending_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="lending_is_of_at_least_one"),
        ]
        indexes = [models.Index(fields=["resource", "state"], name="lending_of_a_resource")]

    def __str__(self):
        return f"{self.resource} {self.starts_at:%Y-%m-%d}"


class TakenSlot(models.Model):
    """One piece of one resource, taken for one half-hour or day: nobody else can have the same.

    That two people cannot get the same thing for the same time is this table's constraint, on every database.
    """

    resource = models.ForeignKey("directory.ResourcePage", models.CASCADE, related_name="taken_slots")
    request = models.ForeignKey(LendingRequest, models.CASCADE, related_name="slots")
    piece = models.PositiveIntegerField("몇 번째 것")
    starts_at = models.DateTimeField("언제부터")

    class Meta:
        verbose_name = "빌려 간 시간"
        verbose_name_plural = "빌려 간 시간"
        ordering = ["starts_at", "piece", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "starts_at", "piece"], name="resource_piece_taken_once_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.resource_id} #{self.piece} {self.starts_at}"
