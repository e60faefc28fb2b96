"""Keeping the register right: what residents report, what agencies confirm and claim, which links are dead."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

OVERDUE_AFTER = timedelta(days=14)
REPORTED_AFTER = timedelta(days=1)
TEL = "tel:"


class CorrectionKind(models.TextChoices):
    PHONE = "phone", "전화번호가 다릅니다"
    ADDRESS = "address", "주소나 위치가 다릅니다"
    HOURS = "hours", "운영시간이 다릅니다"
    CLOSED = "closed", "문을 닫았습니다"
    LINK = "link", "홈페이지가 열리지 않습니다"
    OTHER = "other", "그 밖의 내용이 다릅니다"


class CorrectionState(models.TextChoices):
    RECEIVED = "received", "받음"
    FIXED = "fixed", "고침"
    KEPT = "kept", "그대로 둠"


class CorrectionRequestQuerySet(models.QuerySet):
    def waiting(self):
        """Nobody has answered yet."""
        return self.filter(state=CorrectionState.RECEIVED)

    def overdue(self):
        """Waiting for longer than fourteen days; the fourteenth day itself is not over."""
        return self.waiting().filter(asked_at__lt=timezone.now() - OVERDUE_AFTER)


class CorrectionRequest(models.Model):
    """정보 수정 요청: somebody says that something here is wrong. It goes to the agency, and is tracked."""

    uuid = models.UUIDField("접수 번호", default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="글"
    )
    benefit = models.ForeignKey(
        "directory.Benefit",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="복지서비스",
    )
    kind = models.CharField("무엇이 다른가요", max_length=7, choices=CorrectionKind.choices)
    message = models.TextField("어떻게 다른가요", max_length=1000)
    email = models.EmailField("답을 받을 이메일", blank=True)
    state = models.CharField(
        "상태", max_length=8, choices=CorrectionState.choices, default=CorrectionState.RECEIVED
    )
    answer = models.CharField("답", max_length=500, blank=True)
    asked_at = models.DateTimeField("받은 때", auto_now_add=True)
    handled_at = models.DateTimeField("처리한 때", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "정보 수정 요청"
        verbose_name_plural = "정보 수정 요청"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, benefit__isnull=True)
                | Q(page__isnull=True, benefit__isnull=False),
                name="correction_is_about_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["state", "-asked_at"], name="correction_by_state")]

    def __str__(self):
        return f"{self.page or self.benefit}: {self.get_kind_display()}"

    @property
    def is_overdue(self):
        return self.state == CorrectionState.RECEIVED and self.asked_at < timezone.now() - OVERDUE_AFTER


class Nudge(models.Model):
    """An agency was asked whether a page still holds. One open question a page."""

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="nudge")
    sent_at = models.DateTimeField("물은 때")
    answered_at = models.DateTimeField("답한 때", null=True, blank=True)

    class Meta:
        verbose_name = "확인 부탁"
        verbose_name_plural = "확인 부탁"
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return f"{self.page_id} {self.sent_at:%Y-%m-%d}"


class LinkCheckQuerySet(models.QuerySet):
    def reported(self):
        """Worth telling: a number that cannot be right; an address that failed twice, a day or more apart."""
        return self.filter(
            Q(url__startswith=TEL) | Q(checked_at__gte=F("failing_since") + REPORTED_AFTER),
            failing_since__isnull=False,
        )


class LinkCheck(models.Model):
    """Whether an address (or, as ``tel:``, a number) that a page names still leads somewhere."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="link_checks")
    url = models.CharField("주소", max_length=1000)
    checked_at = models.DateTimeField("확인한 때")
    failing_since = models.DateTimeField("열리지 않은 때부터", null=True, blank=True)
    problem = models.CharField("까닭", max_length=200, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "링크 확인"
        verbose_name_plural = "링크 확인"
        ordering = ["failing_since", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "url"], name="link_checked_once_a_page")]

    def __str__(self):
        return self.url


class ClaimState(models.TextChoices):
    ASKED = "asked", "기다리는 중"
    GRANTED = "granted", "넘겨줌"
    REFUSED = "refused", "넘기지 않음"


class FacilityClaim(models.Model):
    """An agency says that an imported facility is its own; headquarters decides, and the page moves."""

    facility = models.ForeignKey(
        "directory.FacilityPage", models.CASCADE, related_name="claims", verbose_name="시설"
    )
    agency = models.ForeignKey("directory.Agency", models.CASCADE, related_name="claims", verbose_name="기관")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="신청한 사람"
    )
    message = models.CharField("설명", max_length=300, blank=True)
    state = models.CharField("상태", max_length=7, choices=ClaimState.choices, default=ClaimState.ASKED)
    reason = models.CharField("까닭", max_length=300, blank=True)
    asked_at = models.DateTimeField("신청한 때", auto_now_add=True)
    decided_at = models.DateTimeField("정한 때", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "우리 기관 시설 신청"
        verbose_name_plural = "우리 기관 시설 신청"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "agency"], condition=Q(state="asked"), name="claim_asked_once_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.facility} → {self.agency}"
