"""공개된 회의록: the only face of minutes that leaves the house."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from council.models.meeting import Meeting


class PublishedMinutesQuerySet(models.QuerySet):
    def standing(self):
        """What everybody may read now: neither replaced nor withdrawn, of a meeting that is public."""
        return self.filter(ended_at__isnull=True, meeting__in=Meeting.objects.public())

    def in_site(self, site):
        return self.filter(meeting__committee__site=site)

    def newest_first(self):
        """By when they were let out."""
        return self.order_by("-published_at", "-pk")


class PublishedMinutes(models.Model):
    """The minutes as they were let out, with everything hidden already gone from ``content``.

    ``content``: ``{"attendance", "results", "other": text, "sections": [{"heading", "text", "item"}],
    "items": [{"uuid", "number", "title", "kind", "result", "resolution", "for", "against", "abstain"}],
    "counts": {"seats", "present", "needed", "private", "public"}, "files": [{"uuid", "name", "size"}],
    "hidden": {ground: times}}``. Texts are plain; what was hidden reads ``council.redacting.HIDDEN``.
    Only the standing one is shown; of those before, the dates and the reason of the correction.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="publications", verbose_name="회의")
    version = models.PositiveSmallIntegerField("판")
    content = models.JSONField("내용")
    correction = models.CharField("고친 까닭", max_length=300, blank=True)
    office = models.CharField("공개한 곳", max_length=60)
    published_at = models.DateTimeField("공개한 때", auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="공개한 사람",
    )  # fmt: skip
    ended_at = models.DateTimeField("공개를 마친 때", null=True, blank=True)
    withdraw_reason = models.CharField("공개를 거둔 까닭", max_length=300, blank=True)

    objects = PublishedMinutesQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "공개된 회의록"
        verbose_name_plural = "공개된 회의록"
        default_permissions = []
        ordering = ["meeting", "version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="publication_once_per_version"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(ended_at__isnull=True), name="one_publication_stands"
            ),
        ]

    def __str__(self):
        return f"{self.meeting_id} 제{self.version}판"

    @property
    def text(self):
        """All words of it, to be looked for."""
        content = self.content
        words = [content.get(name) for name in ("attendance", "results", "other")]
        for section in content.get("sections", ()):
            words += [section.get("heading"), section.get("text")]
        for item in content.get("items", ()):
            words += [item.get("title"), item.get("resolution")]
        return "\n".join(filter(None, words))

    def outcome_of(self, item):
        """What was let out of what became of an item; None where it says nothing of it."""
        for each in self.content.get("items", ()):
            if each["uuid"] == str(item.uuid):
                return each
        return None
