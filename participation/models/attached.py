"""What hangs on an issue: photos and files, and what it said before."""

import os
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models import Resident
from directory.media_documents import checked_document
from directory.media_names import file_name
from directory.media_pictures import FORMATS, clean_picture
from participation.models.issue import Issue

PICTURES = {extension for extensions, _ in FORMATS.values() for extension in extensions}
DOCUMENTS = ("pdf", "hwp", "hwpx", "docx", "odt", "txt", "xlsx")
LARGEST = 10 * 1024 * 1024
MOST_FILES = 5
TOO_LARGE = "‘{name}’은(는) 10MB를 넘습니다. 줄여서 올려 주십시오."


def place_of(file, name):
    """An unguessable place that no address of ours leads to directly: `issues.views` hands it over."""
    return f"issue_files/{file.uuid}/{name}"


class IssueDraft(models.Model):
    """What a resident has typed and not sent: kept for her alone, and forgotten with the sending."""

    resident = models.OneToOneField(Resident, models.CASCADE, related_name="issue_draft", verbose_name="주민")
    typed = models.JSONField("적은 것", default=dict)
    saved_at = models.DateTimeField("저장한 때", auto_now=True)

    class Meta:
        verbose_name = "쓰다 만 과제"
        verbose_name_plural = "쓰다 만 과제"
        default_permissions = []

    def __str__(self):
        return f"쓰다 만 과제 {self.pk}"


class IssueFile(models.Model):
    """Of an issue, or of one that is still being written. A photo, written anew without what the camera noted (EXIF), or a document that is what its name says."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issue = models.ForeignKey(
        Issue, models.CASCADE, null=True, blank=True, related_name="files", verbose_name="과제"
    )
    draft = models.ForeignKey(
        IssueDraft, models.CASCADE, null=True, blank=True, related_name="files", verbose_name="쓰다 만 과제"
    )
    file = models.FileField("파일", upload_to=place_of)
    name = models.CharField("이름", max_length=120)
    description = models.CharField("사진 설명", max_length=200, blank=True)
    is_picture = models.BooleanField("사진", default=False)
    size = models.PositiveIntegerField("크기")

    class Meta:
        verbose_name = "과제의 파일"
        verbose_name_plural = "과제의 파일"
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="issue_file_hangs_on_an_issue_or_on_a_draft",
                condition=Q(issue__isnull=False, draft__isnull=True)
                | Q(issue__isnull=True, draft__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def from_upload(cls, upload):
        """Not saved yet. Raises ``ValidationError`` with the sentence that the resident reads."""
        if upload.size > LARGEST:
            raise ValidationError(TOO_LARGE.format(name=upload.name[:80]), code="too-large")
        extension = os.path.splitext(upload.name)[1].lower().lstrip(".")
        is_picture = extension in PICTURES
        clean = clean_picture(upload) if is_picture else checked_document(upload, DOCUMENTS)
        return cls(file=clean, name=file_name(upload.name)[-120:], is_picture=is_picture, size=clean.size)

    def get_absolute_url(self):
        return f"/issues/files/{self.uuid}/"


class IssueVersion(models.Model):
    """What an issue said before its author added what was asked for."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="versions", verbose_name="과제")
    title = models.CharField("제목", max_length=80)
    problem = models.TextField("무엇이 문제인가")
    wish = models.TextField("바라는 해결", blank=True)
    until = models.DateTimeField("고친 때", auto_now_add=True)

    class Meta:
        verbose_name = "과제의 앞 글"
        verbose_name_plural = "과제의 앞 글"
        ordering = ["until", "pk"]
        default_permissions = []

    def __str__(self):
        return f"{self.issue_id}번의 앞 글"
