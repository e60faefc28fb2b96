"""알림: what a resident was told of, by which letter, and what somebody wants to hear."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Resident
from common.letters.posted import DeliveryState, Posted, PostedQuerySet
from participation.models.comment import Comment
from participation.models.issue import Issue
from participation.models.step import Step

# Mail that came back for good so many times in a row is sent no more.
MOST_BOUNCES = 3


class DigestRhythm(models.TextChoices):
    DAILY = "daily", "매일 아침"
    WEEKLY = "weekly", "매주 월요일 아침"
    OFF = "off", "받지 않음"


class LetterKind(models.TextChoices):
    OWN = "own", "내 과제와 내 글에 관한 소식"
    DIGEST = "digest", "관심 둔 과제의 모음"


class TellingPreference(models.Model):
    """What one resident wants by letter. Without a row: all of it, by e-mail, the digest every morning."""

    resident = models.OneToOneField(Resident, models.CASCADE, related_name="telling", verbose_name="주민")
    channel = models.CharField("받는 길", max_length=20, default="email")
    is_on = models.BooleanField("메일로 받기", default=True)
    at_once = models.BooleanField("내 과제의 소식은 바로 받기", default=True)
    digest = models.CharField(
        "공감하거나 댓글을 쓰거나 소식을 받기로 한 과제의 모음",
        max_length=6,
        choices=DigestRhythm.choices,
        default=DigestRhythm.DAILY,
    )
    # What came before it is not told of afterwards.
    since = models.DateTimeField("이때부터", default=timezone.now)
    bounces = models.PositiveSmallIntegerField("잇달아 되돌아온 편지", default=0)

    class Meta:
        verbose_name = "알림 설정"
        verbose_name_plural = "알림 설정"
        default_permissions = []

    def __str__(self):
        return f"알림 설정 {self.resident_id}"

    @property
    def came_back(self):
        return self.bounces >= MOST_BOUNCES

    def wants(self, kind):
        """Whether letters of that kind go to the resident at all."""
        if not self.is_on or self.came_back:
            return False
        return self.at_once if kind == LetterKind.OWN else self.digest != DigestRhythm.OFF


class Mute(models.Model):
    """An issue of which a resident wants to hear no more, although concerned with it."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="mutes", verbose_name="주민")
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="+", verbose_name="과제")

    class Meta:
        verbose_name = "소식을 끈 과제"
        verbose_name_plural = "소식을 끈 과제"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["resident", "issue"], name="mute_once_per_resident_and_issue"),
        ]

    def __str__(self):
        return f"{self.issue_id}번 소식 끔"


class NoticeLetter(Posted):
    """One letter to one resident: of what is the resident's own, or the digest of one morning (``slot``)."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="notice_letters")
    kind = models.CharField("종류", max_length=6, choices=LetterKind.choices)
    issue = models.ForeignKey(Issue, models.CASCADE, null=True, blank=True, related_name="+")
    slot = models.DateTimeField("어느 때의 모음", null=True, blank=True)

    objects = PostedQuerySet.as_manager()

    class Meta:
        verbose_name = "알림 편지"
        verbose_name_plural = "알림 편지"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_letter_of_a_digest_has_a_slot",
                condition=Q(kind=LetterKind.DIGEST, slot__isnull=False, issue__isnull=True)
                | Q(kind=LetterKind.OWN, slot__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["resident", "slot"],
                condition=Q(slot__isnull=False),
                name="notice_digest_once_a_slot",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.CLAIMED)
                | Q(claimed_by__isnull=False, leased_until__isnull=False),
                name="claimed_notice_letter_has_a_lease",
            ),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="notice_letters_to_send")]

    @property
    def address(self):
        return self.resident.user.email


class NoticeQuerySet(models.QuerySet):
    def for_reading(self):
        """What may be shown to whom it was told: not what has been hidden since, but for one's own issue."""
        public = Q(issue__in=Issue.objects.public())
        comment = Q(comment__isnull=True) | Q(comment__in=Comment.objects.public())
        own = Q(issue__author=models.F("resident"))
        return self.filter(Q(issue__isnull=True) | ((public | own) & comment))

    def newest_first(self):
        return self.order_by("-at", "-pk")

    def with_words(self):
        return self.select_related("issue", "step__body", "comment__agency__page")


class Notice(models.Model):
    """That a resident was told of a step, of a comment, or of something in words of its own (``text``)."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="notices", verbose_name="주민")
    issue = models.ForeignKey(Issue, models.CASCADE, null=True, blank=True, related_name="+")
    step = models.ForeignKey(Step, models.CASCADE, null=True, blank=True, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="+")
    subject = models.CharField("제목", max_length=150, blank=True)
    text = models.TextField("내용", blank=True)
    url = models.CharField("주소", max_length=300, blank=True)
    is_own = models.BooleanField("내 것에 관한 소식", default=False)
    letter = models.ForeignKey(
        NoticeLetter, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name="편지"
    )
    at = models.DateTimeField("때", auto_now_add=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "알림"
        verbose_name_plural = "알림"
        default_permissions = []
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "step"],
                condition=Q(step__isnull=False),
                name="step_is_told_once_to_each",
            ),
            models.UniqueConstraint(
                fields=["resident", "comment"],
                condition=Q(comment__isnull=False),
                name="comment_is_told_once_to_each",
            ),
            models.CheckConstraint(
                name="notice_is_of_one_thing",
                condition=Q(step__isnull=False, comment__isnull=True, issue__isnull=False, text="")
                | Q(step__isnull=True, comment__isnull=False, issue__isnull=False, text="")
                | (Q(step__isnull=True, comment__isnull=True, issue__isnull=True) & ~Q(text="")),
            ),
        ]
        indexes = [
            models.Index(fields=["resident", "-at", "-id"], name="notice_newest_first"),
            models.Index(fields=["at"], condition=Q(letter__isnull=True), name="notice_in_no_letter"),
        ]

    def __str__(self):
        return f"알림 {self.pk}"
