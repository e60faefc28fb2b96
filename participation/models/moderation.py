"""살핌: reports, what was decided about what residents write, and 이의신청 against it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Site

from accounts.models import Resident, Voice
from participation.models.about import AboutOneThing, OutlivesItsThing


class Reason(models.TextChoices):
    """The published list; codes are promised to whoever reads the log as a table."""

    PERSONAL = "personal", "개인정보가 있음"
    ABUSE = "abuse", "욕설·비방"
    HATE = "hate", "차별·혐오"
    ADVERT = "advert", "광고·도배"
    FALSE = "false", "사실과 다름"
    RIGHTS = "rights", "명예·사생활 등 권리 침해"
    ILLEGAL = "illegal", "음란·불법 정보"
    OFF_TOPIC = "off_topic", "복지 과제와 관계없음"
    CRISIS = "crisis", "도움이 급한 사정"
    FINE = "fine", "규칙에 어긋나지 않음"
    ENDED = "ended", "임시조치 기간이 끝남"
    REPORTS = "reports", "여러 분의 신고"


# What a resident may report, and why something may be kept from others.
REPORTABLE = tuple(
    Reason(code)
    for code in ("personal", "abuse", "hate", "advert", "false", "rights", "illegal", "off_topic")
)
AGAINST = (*REPORTABLE, Reason.CRISIS)


class Deed(models.TextChoices):
    RELEASED = "released", "게시"
    REFUSED = "refused", "게시하지 않음"
    HIDDEN = "hidden", "살펴볼 때까지 가림"
    KEPT = "kept", "그대로 둠"
    BLOCKED = "blocked", "게시중단"
    RESTORED = "restored", "다시 게시"
    DIVERTED = "diverted", "사무국이 따로 봄"


APPEALABLE = (Deed.REFUSED, Deed.HIDDEN, Deed.BLOCKED, Deed.DIVERTED)


class Decision(OutlivesItsThing):
    """One deed on one thing. ``words`` are for its author alone; everybody reads the rest."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="누리집")
    at = models.DateTimeField("때", auto_now_add=True)
    deed = models.CharField("한 일", max_length=10, choices=Deed.choices)
    reason = models.CharField("까닭", max_length=10, choices=Reason.choices)
    words = models.TextField("전한 말", max_length=1000, blank=True)
    office = models.CharField("처리한 곳", max_length=60)
    until = models.DateTimeField("게시중단 끝", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="처리한 사람",
    )

    class Meta:
        verbose_name = "살핌"
        verbose_name_plural = "살핌"
        ordering = ["-at", "-pk"]
        default_permissions = []
        constraints = [
            *OutlivesItsThing.Meta.constraints,
            models.CheckConstraint(name="decision_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="decision_until_is_of_a_block", condition=Q(until__isnull=True) | Q(deed=Deed.BLOCKED)
            ),
        ]
        indexes = [models.Index(fields=["site", "-at", "-id"], name="decision_newest_first")]

    def __str__(self):
        return f"{self.get_deed_display()} {self.pk}"

    @property
    def is_appealable(self):
        return self.deed in APPEALABLE

    def get_absolute_url(self):
        return f"/issues/moderation/decisions/{self.uuid}/"


class Report(AboutOneThing):
    """One person, one thing, once. It is open until a decision answers it."""

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="+", verbose_name="목소리")
    reason = models.CharField(
        "까닭", max_length=10, choices=[(each.value, each.label) for each in REPORTABLE]
    )
    words = models.TextField("덧붙인 말", max_length=500, blank=True)
    created_at = models.DateTimeField("신고한 때", auto_now_add=True)
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name="답"
    )

    class Meta:
        verbose_name = "신고"
        verbose_name_plural = "신고"
        ordering = ["created_at", "pk"]
        default_permissions = []
        constraints = [
            *AboutOneThing.Meta.constraints,
            models.UniqueConstraint(fields=["issue", "voice"], name="report_once_per_person_and_issue"),
            models.UniqueConstraint(fields=["comment", "voice"], name="report_once_per_person_and_comment"),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="report_open", condition=Q(decision__isnull=True)),
        ]

    def __str__(self):
        return f"신고 {self.pk}"


class Appeal(models.Model):
    """이의신청: the author of what was decided about asks again, once; the answer has its reason."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal", verbose_name="살핌")
    resident = models.ForeignKey(
        Resident, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="주민"
    )
    text = models.TextField("하고 싶은 말", max_length=1000)
    created_at = models.DateTimeField("신청한 때", auto_now_add=True)
    is_upheld = models.BooleanField("받아들임", null=True, blank=True)
    answer = models.TextField("답", max_length=1000, blank=True)
    answered_at = models.DateTimeField("답한 때", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="답한 사람",
    )

    class Meta:
        verbose_name = "이의신청"
        verbose_name_plural = "이의신청"
        ordering = ["created_at", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="appeal_is_answered_with_a_reason_or_not_at_all",
                condition=Q(is_upheld__isnull=True, answered_at__isnull=True, answer="")
                | (Q(is_upheld__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self):
        return f"이의신청 {self.pk}"
