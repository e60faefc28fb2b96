"""회의 자료: files for the members, and those of them that everybody may have."""

import uuid

from django.db import models
from django.urls import reverse

from council.models.agenda import AgendaItem
from council.models.meeting import Meeting


def paper_path(paper, name):
    """An unguessable place that no address leads to directly: a view hands it over."""
    return f"council/{paper.uuid}/{name}"


class PaperQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True, meeting__in=Meeting.objects.public())


class Paper(models.Model):
    """One file of a meeting or of one of its items."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers", verbose_name="회의")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="papers", verbose_name="안건"
    )
    title = models.CharField("이름", max_length=120)
    file = models.FileField("파일", upload_to=paper_path)
    name = models.CharField("파일 이름", max_length=120, editable=False)
    size = models.PositiveIntegerField("크기", default=0, editable=False)
    sha512 = models.CharField("SHA-512", max_length=128, blank=True, editable=False)
    is_public = models.BooleanField(
        "모두에게 공개", default=False, help_text="끄면 위원과 사무국만 받습니다."
    )
    created_at = models.DateTimeField("올린 때", auto_now_add=True)
    updated_at = models.DateTimeField("바뀐 때", auto_now=True)

    objects = PaperQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "회의 자료"
        verbose_name_plural = "회의 자료"
        ordering = ["meeting", "pk"]
        indexes = [models.Index(fields=["updated_at", "id"], name="paper_modified_since")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("council_paper", args=[self.uuid, self.name])
