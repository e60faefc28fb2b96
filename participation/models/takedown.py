"""게시중단 요청 (정보통신망법 제44조의2): by whoever finds their rights hurt, with an account or without."""

import uuid

from django.db import models
from django.db.models import Q

from participation.models.about import OutlivesItsThing
from participation.models.moderation import Decision

LONGEST_DAYS = 30


class TakedownState(models.TextChoices):
    UNPROVEN = "unproven", "메일 확인 전"
    WAITING = "waiting", "확인하는 중"
    BLOCKED = "blocked", "임시조치"
    REMOVED = "removed", "계속 게시중단"
    RESTORED = "restored", "다시 게시"
    DECLINED = "declined", "게시중단하지 않음"


class Right(models.TextChoices):
    PRIVACY = "privacy", "사생활·개인정보"
    HONOUR = "honour", "명예훼손"
    PICTURE = "picture", "초상권"
    COPYRIGHT = "copyright", "저작권"
    OTHER = "other", "그 밖의 권리"


class TakedownQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=TakedownState.WAITING)

    def blocking(self):
        return self.filter(state=TakedownState.BLOCKED)

    def remembered(self):
        """Whose applicant is still known."""
        return self.exclude(email="")


class TakedownRequest(OutlivesItsThing):
    """Name, contact and story are emptied ``TAKEDOWN_KEEP_DAYS`` after it ended; what was done stays."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        "상태", max_length=10, choices=TakedownState.choices, default=TakedownState.UNPROVEN
    )
    name = models.CharField("이름", max_length=40, blank=True)
    email = models.EmailField("이메일", blank=True)
    phone = models.CharField("전화번호", max_length=20, blank=True)
    right = models.CharField("침해된 권리", max_length=10, choices=Right.choices)
    what = models.TextField("문제가 되는 부분", max_length=1000, blank=True)
    why = models.TextField("까닭", max_length=2000, blank=True)
    consent_version = models.CharField("동의한 글", max_length=10, default="1")
    created_at = models.DateTimeField("요청한 때", auto_now_add=True)
    proven_at = models.DateTimeField("메일을 확인한 때", null=True, blank=True)
    days = models.PositiveSmallIntegerField("임시조치 일수", null=True, blank=True)
    blocked_at = models.DateTimeField("임시조치한 때", null=True, blank=True)
    ended_on = models.DateField("끝난 날", null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="takedowns", verbose_name="마지막 처리"
    )

    objects = TakedownQuerySet.as_manager()

    class Meta:
        verbose_name = "게시중단 요청"
        verbose_name_plural = "게시중단 요청"
        ordering = ["created_at", "pk"]
        default_permissions = []
        constraints = [
            *OutlivesItsThing.Meta.constraints,
            models.CheckConstraint(
                name="takedown_lasts_at_most_thirty_days",
                condition=Q(days__isnull=True) | Q(days__gte=1, days__lte=LONGEST_DAYS),
            ),
            models.CheckConstraint(
                name="takedown_has_days_while_it_blocks",
                condition=~Q(state=TakedownState.BLOCKED)
                | Q(days__isnull=False, blocked_at__isnull=False, ended_on__isnull=True),
            ),
            models.CheckConstraint(
                name="takedown_that_waits_is_proven",
                condition=Q(state=TakedownState.UNPROVEN) | Q(proven_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"게시중단 요청 {self.pk}"

    @property
    def until(self):
        """When the block ends by itself, or None."""
        return self.decision.until if self.decision else None

    @property
    def is_forgotten(self):
        return not self.email and self.ended_on is not None
