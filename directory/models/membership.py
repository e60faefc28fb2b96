"""Who works for which agency: named people, never a shared login."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models.agency import Agency


class AgencyMembershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(ended_at__isnull=True)


class AgencyMembership(models.Model):
    """A person's time at an agency. It ends, and is kept, when the person leaves."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name="기관")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="담당자"
    )
    started_at = models.DateTimeField("시작한 때", auto_now_add=True)
    ended_at = models.DateTimeField("끝난 때", null=True, blank=True)

    objects = AgencyMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "기관 담당자"
        verbose_name_plural = "기관 담당자"
        ordering = ["agency", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "user"],
                condition=Q(ended_at__isnull=True),
                name="membership_active_once_per_agency_and_person",
            ),
        ]

    def __str__(self):
        return f"{self.user} ({self.agency})"


class StaffRole(models.TextChoices):
    OFFICE = "office", "복지정책과"
    SECRETARIAT = "secretariat", "사무국"
    EDITOR = "editor", "기관 담당자"


class Invitation(models.Model):
    """An e-mailed link that makes an account once, until it expires. Only the link's hash is kept."""

    uuid = models.UUIDField("고유번호", default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("이메일")
    name = models.CharField("이름", max_length=60, blank=True)
    role = models.CharField("역할", max_length=12, choices=StaffRole.choices, default=StaffRole.EDITOR)
    agency = models.ForeignKey(
        Agency, models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name="기관"
    )
    token_hash = models.CharField("링크 해시", max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="초대한 사람"
    )
    created_at = models.DateTimeField("보낸 때", auto_now_add=True)
    expires_at = models.DateTimeField("유효 기한")
    accepted_at = models.DateTimeField("받아들인 때", null=True, blank=True)

    class Meta:
        verbose_name = "초대"
        verbose_name_plural = "초대"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role="editor", agency__isnull=False)
                | (~Q(role="editor") & Q(agency__isnull=True)),
                name="invitation_of_an_editor_names_the_agency",
            ),
        ]

    def __str__(self):
        return f"{self.email} ({self.get_role_display()})"
