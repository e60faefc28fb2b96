"""제안: what a member would like the council to take up, and what the body that takes ideas says to it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from council.models.committee import Committee
from council.models.member import Membership


class IdeaState(models.TextChoices):
    RECEIVED = "received", "받음"
    REVIEWING = "reviewing", "검토 중"
    ADOPTED = "adopted", "반영"
    DECLINED = "declined", "반영 안 함"
    WITHDRAWN = "withdrawn", "거둠"


WAITING = (IdeaState.RECEIVED, IdeaState.REVIEWING)
ANSWERED = (IdeaState.ADOPTED, IdeaState.DECLINED)


class IdeaQuerySet(models.QuerySet):
    def of_person(self, user):
        """What was written from any seat of the person, today's or an earlier one."""
        return self.filter(author__in=Membership.objects.of_person(user))

    def standing(self):
        return self.exclude(state=IdeaState.WITHDRAWN)

    def waiting(self):
        return self.filter(state__in=WAITING)

    def newest_first(self):
        return self.order_by("-created_at", "-pk")


class Idea(models.Model):
    """For members alone: it never leaves the house."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="ideas", verbose_name="받는 조직")
    author = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="ideas", verbose_name="쓴 위원"
    )
    title = models.CharField("제목", max_length=120)
    text = models.TextField("내용", max_length=4000, blank=True)
    state = models.CharField("상태", max_length=9, choices=IdeaState.choices, default=IdeaState.RECEIVED)
    answer = models.TextField("답", max_length=2000, blank=True)
    office = models.CharField("답한 곳", max_length=80, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="답한 사람",
    )  # fmt: skip
    answered_at = models.DateTimeField("답한 때", null=True, blank=True)
    withdrawn_at = models.DateTimeField("거둔 때", null=True, blank=True)
    created_at = models.DateTimeField("쓴 때", auto_now_add=True)

    objects = IdeaQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "제안"
        verbose_name_plural = "제안"
        default_permissions = []
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="idea_is_answered_in_words",
            ),
            models.CheckConstraint(
                condition=(Q(state=IdeaState.WITHDRAWN) & Q(withdrawn_at__isnull=False) & Q(text=""))
                | (~Q(state=IdeaState.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="idea_that_is_withdrawn_is_gone",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_waiting(self):
        return self.state in WAITING
