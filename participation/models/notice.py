"""공고 of a draft, and what people say to it (사회보장급여법 시행령 제20조 제2항)."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import DateField, ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Resident
from participation.models.plan import Plan, YearPlan
from participation.models.project import Project

# 시행령 제20조 제2항 wants twenty days. The day on which it is put up is not counted (민법 제157조), and the
# last day is open until its midnight in Seoul: what begins on the 1st ends on the 21st at the earliest.
NOTICE_DAYS = 20
# What a person wrote; `text` too, for the public reads `gist`.
PERSONAL = ("name", "phone", "email", "text")


def earliest_end(starts_on):
    """The first day that may be the last one of a 공고."""
    return starts_on + timedelta(days=NOTICE_DAYS)


class PublicNoticeQuerySet(models.QuerySet):
    def public(self, today=None):
        """Begun, of something that everybody may read."""
        begun = self.filter(starts_on__lte=today or timezone.localdate(), plan__in=Plan.objects.published())
        return begun.filter(Q(year_plan__isnull=True) | Q(year_plan__in=YearPlan.objects.published()))

    def open(self, today=None):
        today = today or timezone.localdate()
        return self.filter(starts_on__lte=today, ends_on__gte=today)

    def unfinished(self, today=None):
        """Open, or still to come."""
        return self.filter(ends_on__gte=today or timezone.localdate())


class PublicNotice(models.Model):
    """Both days are included: opinions are taken from the first one's midnight until the last one's end."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="notices", verbose_name="계획")
    year_plan = models.ForeignKey(
        YearPlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name="연차별 시행계획",
    )
    text = models.TextField("공고 내용", max_length=4000)
    number = models.CharField("공고 번호", max_length=60, blank=True)
    starts_on = models.DateField("시작")
    ends_on = models.DateField("끝")
    created_at = models.DateTimeField("적은 때", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="공고한 사람",
    )

    objects = PublicNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "공고"
        verbose_name_plural = "공고"
        default_permissions = []
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_lasts_at_least_twenty_days",
                condition=Q(
                    ends_on__gte=ExpressionWrapper(
                        F("starts_on") + timedelta(days=NOTICE_DAYS), output_field=DateField()
                    )
                ),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return f"{self.subject.title}안 공고"

    @property
    def subject(self):
        return self.year_plan or self.plan

    def get_absolute_url(self):
        return reverse("plan_notice", args=[self.pk])

    @property
    def is_open(self):
        return self.starts_on <= timezone.localdate() <= self.ends_on

    @property
    def has_begun(self):
        return self.starts_on <= timezone.localdate()

    @property
    def is_over(self):
        return self.ends_on < timezone.localdate()


class Verdict(models.TextChoices):
    TAKEN = "taken", "반영"
    PARTLY = "partly", "일부반영"
    NOT_TAKEN = "not_taken", "미반영"


class OpinionQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(verdict="").order_by("created_at", "pk")

    def results(self):
        """What the table shows, once the 공고 is over: never who said it, nor in whose words."""
        over = Q(notice__ends_on__lt=timezone.localdate())
        return self.exclude(verdict="").filter(over).order_by("created_at", "pk")

    def forgettable(self):
        """Whose personal data has had its time: answered or, after a year, not."""
        today = timezone.localdate()
        answered = ~Q(verdict="") & Q(notice__ends_on__lt=today - timedelta(days=settings.OPINION_KEEP_DAYS))
        long_ago = Q(notice__ends_on__lt=today - timedelta(days=settings.OPINION_KEEP_DAYS + 365))
        remembered = self.exclude(**dict.fromkeys(PERSONAL, ""), resident__isnull=True)
        return remembered.filter(answered | long_ago).order_by("pk")


class Opinion(models.Model):
    """What somebody says to a 공고: private. The public reads `gist`, verdict and reason, after its end."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="opinions", verbose_name="공고")
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="어느 세부사업"
    )
    text = models.TextField("의견", max_length=2000, blank=True)
    name = models.CharField("이름", max_length=40, blank=True)
    phone = models.CharField("전화번호", max_length=20, blank=True)
    email = models.EmailField("이메일", blank=True)
    resident = models.ForeignKey(
        Resident, models.SET_NULL, null=True, blank=True, related_name="opinions", verbose_name="주민"
    )
    is_on_paper = models.BooleanField("종이나 전화로 받음", default=False)
    created_at = models.DateTimeField("낸 때", auto_now_add=True)
    verdict = models.CharField("반영 여부", max_length=10, choices=Verdict.choices, blank=True)
    gist = models.TextField("의견의 요지", max_length=1000, blank=True)
    reason = models.TextField("까닭", max_length=1000, blank=True)
    answered_at = models.DateTimeField("답한 때", null=True, blank=True)
    office = models.CharField("답한 곳", max_length=60, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="답한 사람",
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "의견"
        verbose_name_plural = "의견"
        default_permissions = []
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opinion_is_answered_with_gist_and_reason",
                condition=Q(verdict="", answered_at__isnull=True)
                | (~Q(verdict="") & ~Q(gist="") & ~Q(reason="") & Q(answered_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["notice", "verdict"], name="opinion_queue")]

    def __str__(self):
        return f"의견 {self.pk}"

    @property
    def is_forgotten(self):
        return not any(getattr(self, name) for name in PERSONAL) and self.resident_id is None

    @property
    def may_be_forgotten(self):
        """Once it is answered nobody needs to know any more whose it was."""
        return bool(self.verdict)
