"""One letter to one person, and where it stands: waiting, claimed by a sender, sent, or what became of it."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "기다림"
    CLAIMED = "claimed", "보내는 중"
    SENT = "sent", "보냄"
    UNCLEAR = "unclear", "갔는지 모름"
    FAILED = "failed", "가지 않음"
    DROPPED = "dropped", "보내지 않음"


OPEN = (DeliveryState.WAITING, DeliveryState.CLAIMED)


class PostedQuerySet(models.QuerySet):
    def to_send(self, now):
        """Waiting, and their time has come."""
        return self.filter(state=DeliveryState.WAITING, not_before__lte=now)

    def leased(self, now):
        return self.filter(state=DeliveryState.CLAIMED, leased_until__gt=now)

    def orphaned(self, now):
        """Claimed by somebody who died or stalled."""
        return self.filter(state=DeliveryState.CLAIMED, leased_until__lte=now)

    def open(self):
        return self.filter(state__in=OPEN)


class Posted(models.Model):
    """Its Message-ID stays the same however often it is tried.

    That nobody gets the same twice is the state's (``common.letters.sending``) and the unique constraints' of
    whoever inherits, who also says the ``address`` and constrains that what is claimed has a lease.
    """

    uuid = models.UUIDField("고유번호", default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        "상태", max_length=7, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    not_before = models.DateTimeField("이때부터", default=timezone.now)
    tries = models.PositiveSmallIntegerField("해 본 횟수", default=0)
    claimed_by = models.UUIDField("누가 맡음", null=True, blank=True)
    leased_until = models.DateTimeField("이때까지 맡음", null=True, blank=True)
    handed_at = models.DateTimeField("건네기 시작한 때", null=True, blank=True)
    sent_at = models.DateTimeField("보낸 때", null=True, blank=True)

    objects = PostedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.uuid)

    @property
    def message_id(self):
        return f"<{self.uuid}@{urlsplit(settings.BASE_URL).hostname}>"
