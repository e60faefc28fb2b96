"""할 일 of a body, and what each member has read of a meeting's papers."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from council.models.committee import Committee
from council.models.meeting import Meeting
from council.models.member import Membership


class CommitteeTaskQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at__isnull=True)

    def for_seats(self, seats):
        """What these seats are asked to do: what was given to them, and what is anybody's of their bodies."""
        committees = [seat.committee_id for seat in seats]
        return self.filter(Q(assignee__in=seats) | Q(assignee__isnull=True, committee__in=committees))

    def soonest_first(self):
        """What has no day comes last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")


class CommitteeTask(models.Model):
    """Somebody of the body is to do it; without ``assignee``, anybody. How many are open is public, no more."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="tasks", verbose_name="조직")
    title = models.CharField("할 일", max_length=160)
    due_on = models.DateField("언제까지", null=True, blank=True)
    assignee = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name="맡은 위원",
        help_text="비우면 그 조직의 위원 누구나 합니다.",
    )  # fmt: skip
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name="회의"
    )
    done_at = models.DateTimeField("마친 때", null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="마친 사람", editable=False,
    )  # fmt: skip
    created_at = models.DateTimeField("적은 때", auto_now_add=True)

    objects = CommitteeTaskQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "할 일"
        verbose_name_plural = "할 일"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by__isnull=True) | Q(done_at__isnull=False),
                name="committee_task_done_by_somebody_is_done",
            ),
        ]
        indexes = [
            models.Index(
                fields=["committee", "due_on"], condition=Q(done_at__isnull=True), name="committee_task_open"
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        for name in ("assignee", "meeting"):
            of = getattr(self, name)
            if of and self.committee_id and of.committee_id != self.committee_id:
                raise ValidationError({name: "다른 조직의 것입니다. 이 할 일의 조직에서 골라 주십시오."})

    @property
    def is_overdue(self):
        """From the day after."""
        return bool(self.due_on) and self.done_at is None and self.due_on < timezone.localdate()


class PapersRead(models.Model):
    """Up to when the member has read the papers of a meeting, by the member's own word."""

    membership = models.ForeignKey(
        Membership, models.CASCADE, related_name="papers_read", verbose_name="위원"
    )
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers_read", verbose_name="회의")
    at = models.DateTimeField("읽은 때")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "자료를 읽음"
        verbose_name_plural = "자료를 읽음"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["membership", "meeting"], name="papers_read_once_per_member"),
        ]

    def __str__(self):
        return f"{self.membership_id} {self.meeting_id}"
