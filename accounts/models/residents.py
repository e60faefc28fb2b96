"""주민: the little that is known of a resident, and the one voice a verified person has."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Level(models.TextChoices):
    """How it was made sure who somebody is."""

    IDENTITY = "identity", "본인확인"
    DESK = "desk", "창구 확인"


class Voice(models.Model):
    """One verified person, known by a hash alone that leads back to nobody: one person, one voice.

    It holds no name, no birthday and no way to the account, and outlives the account, so that who leaves and
    comes back does not speak twice.
    """

    key = models.CharField("열쇠", max_length=64, unique=True)
    level = models.CharField("확인 방법", max_length=10, choices=Level.choices)
    created_at = models.DateTimeField("만든 때", auto_now_add=True)

    class Meta:
        verbose_name = "목소리"
        verbose_name_plural = "목소리"
        default_permissions = []

    def __str__(self):
        return f"목소리 {self.pk}"


class Resident(models.Model):
    """A resident with an account. Who has left has no row any more, and what stays says 탈퇴한 주민."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="resident", verbose_name="계정"
    )
    voice = models.OneToOneField(
        Voice, models.PROTECT, null=True, blank=True, related_name="resident", verbose_name="목소리"
    )
    nickname = models.CharField("보이는 이름", max_length=20)
    dong_code = models.CharField("행정동", max_length=10, blank=True)
    life_code = models.CharField("생애주기", max_length=3, blank=True)
    created_at = models.DateTimeField("가입한 때", auto_now_add=True)

    class Meta:
        verbose_name = "주민"
        verbose_name_plural = "주민"
        default_permissions = []
        constraints = [
            models.CheckConstraint(name="resident_has_a_nickname", condition=~Q(nickname="")),
        ]

    def __str__(self):
        return self.nickname

    @property
    def is_verified(self):
        return self.voice_id is not None


class Purpose(models.TextChoices):
    """What a resident agrees to, each for itself."""

    TERMS = "terms", "이용약관"
    PERSONAL = "personal", "개인정보 수집·이용"
    MAIL = "mail", "소식 메일 받기"


class Consent(models.Model):
    """One agreement to one version of one text, and when it was taken back."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="consents", verbose_name="주민")
    purpose = models.CharField("동의한 것", max_length=12, choices=Purpose.choices)
    version = models.CharField("판", max_length=20)
    given_at = models.DateTimeField("동의한 때")
    revoked_at = models.DateTimeField("거둔 때", null=True, blank=True)

    class Meta:
        verbose_name = "동의"
        verbose_name_plural = "동의"
        default_permissions = []
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "purpose"],
                condition=Q(revoked_at__isnull=True),
                name="consent_in_force_once_per_purpose",
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()} {self.version}"
