"""안건: what a meeting takes up, which issues and plan items it concerns, and what was decided."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from council.models.meeting import Meeting
from participation.models import Issue, Project, Status


class AgendaKind(models.TextChoices):
    DELIBERATION = "deliberation", "심의"
    ADVICE = "advice", "자문"
    REPORT = "report", "보고"


class Result(models.TextChoices):
    ADOPTED = "adopted", "원안"
    AMENDED = "amended", "수정"
    DEFERRED = "deferred", "보류"
    REJECTED = "rejected", "부결"


class AgendaItemQuerySet(models.QuerySet):
    def public(self):
        """With their meeting; their results are not, see `PublishedMinutes`."""
        return self.filter(meeting__in=Meeting.objects.public())


class AgendaItem(models.Model):
    """One item of a meeting. Its title is public with the meeting; its result with the minutes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name="회의")
    number = models.PositiveSmallIntegerField("번호", validators=[MinValueValidator(1)])
    title = models.CharField("제목", max_length=120)
    kind = models.CharField(
        "구분", max_length=12, choices=AgendaKind.choices, default=AgendaKind.DELIBERATION
    )
    summary = models.TextField(
        "무엇에 관한 것인가", max_length=2000, blank=True, help_text="모두가 읽습니다."
    )
    projects = models.ManyToManyField(
        Project, blank=True, related_name="agenda_items", verbose_name="세부사업"
    )
    issues = models.ManyToManyField(
        Issue, through="AgendaIssue", related_name="agenda_items", verbose_name="과제"
    )
    result = models.CharField("결과", max_length=8, choices=Result.choices, blank=True, editable=False)
    resolution = models.TextField("의결 내용", max_length=4000, blank=True, editable=False)
    votes_for = models.PositiveSmallIntegerField("찬성", null=True, blank=True, editable=False)
    votes_against = models.PositiveSmallIntegerField("반대", null=True, blank=True, editable=False)
    votes_abstain = models.PositiveSmallIntegerField("기권", null=True, blank=True, editable=False)
    decided_at = models.DateTimeField("결정한 때", null=True, blank=True, editable=False)
    updated_at = models.DateTimeField("바뀐 때", auto_now=True)

    objects = AgendaItemQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "안건"
        verbose_name_plural = "안건"
        ordering = ["meeting", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_item_once_per_number"),
            models.CheckConstraint(
                condition=(Q(result="") & Q(decided_at__isnull=True))
                | (~Q(result="") & Q(decided_at__isnull=False)),
                name="agenda_item_has_a_result_if_decided",
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"], name="agenda_item_modified_since")]

    def __str__(self):
        return f"제{self.number}호 {self.title}"

    @property
    def is_decided(self):
        return bool(self.result)


class AgendaIssue(models.Model):
    """An issue that an item is about. ``seen`` is the state in which it was put on the agenda."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="issue_links", verbose_name="안건")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="agenda_links", verbose_name="과제")
    moved_to = models.CharField(
        "결정으로 옮긴 곳", max_length=16, choices=Status.choices, blank=True, editable=False
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "안건의 과제"
        verbose_name_plural = "안건의 과제"
        default_permissions = []
        ordering = ["item", "issue"]
        constraints = [
            models.UniqueConstraint(fields=["item", "issue"], name="agenda_item_once_per_issue"),
        ]

    def __str__(self):
        return f"{self.item_id} {self.issue_id}"


class Decision(models.Model):
    """What was decided, as it was recorded then. Only added to: a correction is a row of its own.

    ``moved`` lists the issues: ``[{"issue": number, "from": status, "to": status}]``.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions", verbose_name="안건")
    result = models.CharField("결과", max_length=8, choices=Result.choices)
    resolution = models.TextField("의결 내용", max_length=4000, blank=True)
    votes_for = models.PositiveSmallIntegerField("찬성", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("반대", null=True, blank=True)
    votes_abstain = models.PositiveSmallIntegerField("기권", null=True, blank=True)
    seats = models.PositiveSmallIntegerField("재적", default=0)
    present = models.PositiveSmallIntegerField("출석", default=0)
    moved = models.JSONField("옮긴 과제", default=list, blank=True)
    reason = models.CharField("고친 까닭", max_length=300, blank=True)
    office = models.CharField("적은 곳", max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="적은 사람",
    )  # fmt: skip
    at = models.DateTimeField("적은 때", auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "결정의 기록"
        verbose_name_plural = "결정의 기록"
        default_permissions = []
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.item_id} {self.get_result_display()}"
