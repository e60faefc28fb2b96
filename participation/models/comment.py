"""댓글: one level deep, of a kind, by a resident or by an office that says so."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Resident
from directory.models import Agency
from participation.models.issue import Issue
from participation.models.moderated import Moderated, ModeratedQuerySet


class CommentKind(models.TextChoices):
    FOR = "for", "찬성"
    WORRY = "worry", "우려"
    EXPERIENCE = "experience", "경험"
    QUESTION = "question", "질문"


class Badge(models.TextChoices):
    OFFICE = "office", "구청"
    SECRETARIAT = "secretariat", "사무국"
    AGENCY = "agency", "기관"


class Comment(Moderated):
    """``badge`` marks an official's word; then ``by`` wrote it, who is never named, for ``agency`` where it is one's."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="comments", verbose_name="과제")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", verbose_name="답하는 댓글"
    )
    kind = models.CharField("구분", max_length=12, choices=CommentKind.choices)
    text = models.TextField("내용", max_length=1000)
    author = models.ForeignKey(
        Resident, models.SET_NULL, null=True, blank=True, related_name="comments", verbose_name="쓴 주민"
    )
    badge = models.CharField("표시", max_length=12, choices=Badge.choices, blank=True)
    agency = models.ForeignKey(
        Agency, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="기관"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="쓴 담당자",
    )
    edited_at = models.DateTimeField("고친 때", null=True, blank=True)

    objects = ModeratedQuerySet.as_manager()

    class Meta:
        verbose_name = "댓글"
        verbose_name_plural = "댓글"
        ordering = ["created_at", "pk"]
        default_permissions = []
        constraints = [
            *Moderated.Meta.constraints,
            models.CheckConstraint(name="comment_does_not_answer_itself", condition=~Q(parent=F("pk"))),
            models.CheckConstraint(
                name="comment_of_an_office_has_no_resident", condition=Q(badge="") | Q(author__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["issue", "created_at", "id"], name="comment_in_order")]

    def __str__(self):
        return f"{self.issue_id}번의 댓글 {self.pk}"

    @property
    def author_name(self):
        if self.badge == Badge.AGENCY:
            return str(self.agency) if self.agency else Badge.AGENCY.label
        if self.badge:
            return self.get_badge_display()
        return self.author.nickname if self.author else "탈퇴한 주민"


class CommentVersion(models.Model):
    """What a comment said before it was changed after somebody had answered it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="versions", verbose_name="댓글")
    text = models.TextField("내용")
    until = models.DateTimeField("고친 때", auto_now_add=True)

    class Meta:
        verbose_name = "댓글의 앞 글"
        verbose_name_plural = "댓글의 앞 글"
        ordering = ["until", "pk"]
        default_permissions = []

    def __str__(self):
        return f"{self.comment_id}의 앞 글"
