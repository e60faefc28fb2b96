"""What residents write: when it is seen by everybody, and what keeps it from being seen."""

from django.db import models
from django.db.models import Q


class Hold(models.TextChoices):
    """Why something waits for the secretariat before anybody else sees it."""

    NEW_ACCOUNT = "new_account", "새 계정의 첫 글"
    PERSONAL = "personal", "개인정보"
    CRISIS = "crisis", "위기 신호"
    LINKS = "links", "새 계정의 링크"
    WORDS = "words", "거친 말"
    REPORTED = "reported", "신고"


class ModeratedQuerySet(models.QuerySet):
    def public(self):
        """What everybody may see: published, not held again, not taken back, not blocked."""
        return self.filter(
            published_at__isnull=False, hold="", withdrawn_at__isnull=True, blocked_at__isnull=True
        )

    def held(self):
        """What waits for a decision of the secretariat, the oldest first."""
        return self.exclude(hold="").filter(withdrawn_at__isnull=True).order_by("created_at", "pk")


class Moderated(models.Model):
    """Held (``hold``), seen (``published_at``), taken back by its author or blocked (게시중단)."""

    created_at = models.DateTimeField("보낸 때", auto_now_add=True)
    hold = models.CharField("보류", max_length=12, choices=Hold.choices, blank=True)
    published_at = models.DateTimeField("게시한 때", null=True, blank=True)
    withdrawn_at = models.DateTimeField("거둔 때", null=True, blank=True)
    blocked_at = models.DateTimeField("게시중단한 때", null=True, blank=True)
    # 정보통신망법 제44조의2: a temporary block ends by itself after at most thirty days.
    blocked_until = models.DateTimeField("게시중단 끝", null=True, blank=True)

    objects = ModeratedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_blocked_until_only_while_blocked",
                condition=Q(blocked_until__isnull=True) | Q(blocked_at__isnull=False),
            ),
        ]

    @property
    def is_public(self):
        return bool(self.published_at) and not (self.hold or self.withdrawn_at or self.blocked_at)
