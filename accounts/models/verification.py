"""What is kept of how somebody was verified: numbers given out at the desk, and a guardian's consent."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models.residents import Level, Resident


class DeskCodeQuerySet(models.QuerySet):
    def living(self):
        return self.filter(expires_at__gt=timezone.now())

    def expired(self):
        return self.filter(expires_at__lte=timezone.now())


def end_of_desk_code():
    return timezone.now() + timedelta(hours=settings.DESK_CODE_HOURS)


class DeskCode(models.Model):
    """A number given out at the desk to who showed an ID there: for one use, soon forgotten.

    Neither the number nor the person can be read from it. The row goes when the number is used or expires.
    """

    number_hash = models.CharField("번호 해시", max_length=64, unique=True)
    voice_key = models.CharField("열쇠", max_length=64)
    with_guardian = models.BooleanField("보호자 동의", default=False)
    created_at = models.DateTimeField("만든 때", auto_now_add=True)
    expires_at = models.DateTimeField("기한", default=end_of_desk_code)

    objects = DeskCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "창구 번호"
        verbose_name_plural = "창구 번호"
        default_permissions = []

    def __str__(self):
        return f"창구 번호 {self.pk}"


class GuardianConsent(models.Model):
    """That a guardian of somebody under 14 agreed: when, to which text, and how it was made sure who it was."""

    resident = models.OneToOneField(
        Resident, models.CASCADE, related_name="guardian_consent", verbose_name="주민"
    )
    version = models.CharField("판", max_length=20)
    level = models.CharField("확인 방법", max_length=10, choices=Level.choices)
    guardian_key = models.CharField("보호자 열쇠", max_length=64, blank=True)
    given_at = models.DateTimeField("동의한 때", auto_now_add=True)

    class Meta:
        verbose_name = "보호자 동의"
        verbose_name_plural = "보호자 동의"
        default_permissions = []

    def __str__(self):
        return f"보호자 동의 {self.version}"
