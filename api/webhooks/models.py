"""Who is told of changes and how far that has come; and what was sent."""

import uuid
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from common.ciphers import cipher

PURPOSE = "webhook"
# Longer than one delivery can take, with the system's own patience in looking up a name.
LEASE = timedelta(seconds=90)
GIVES_UP_AFTER = timedelta(days=5)
# A receiver that takes longer waits with the other slow ones.
SLOW_MS = 2000
LONGEST_EXCERPT = 300


class SubscriberQuerySet(models.QuerySet):
    def free(self):
        """Nobody is delivering to it now."""
        return self.filter(Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now()))

    def due(self, counter):
        """Free, and there may be something to send: changes, whose time has come, or a test."""
        behind = ~Q(position=counter.last) | ~Q(epoch=counter.epoch)
        changes = Q(is_on=True, next_try_at__lte=timezone.now()) & behind
        return self.free().filter(changes | Q(test_asked=True)).order_by("next_try_at", "pk")

    def switched_off(self):
        """By itself, after it failed for too long; people have to look."""
        return self.filter(disabled_at__isnull=False).order_by("-disabled_at", "pk")


class Subscriber(models.Model):
    """One receiver. All that is kept of what it knows is its ``position`` among the changes of ``epoch``.

    The position moves only after the receiver said 2xx; whoever is killed in between sends again. Nobody
    sends without the lease, and what came of sending is written only by who still holds it.
    """

    uuid = models.UUIDField("고유번호", default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name="누리집")
    name = models.CharField("이름", max_length=80, help_text="받는 시스템을 알아볼 수 있는 이름입니다.")
    address = models.URLField("주소", max_length=500)
    types = models.JSONField("받는 종류", default=list, blank=True)
    contact = models.EmailField("담당자 이메일", help_text="보내지 못해 꺼지면 이곳으로 알립니다.")
    secret = models.TextField("비밀키", editable=False)
    old_secret = models.TextField("앞 비밀키", blank=True, editable=False)
    old_secret_until = models.DateTimeField("앞 비밀키를 쓰는 때까지", null=True, editable=False)
    epoch = models.CharField("변경 목록", max_length=16, blank=True, editable=False)
    position = models.BigIntegerField("보낸 곳까지", default=0, editable=False)
    # Counted so that what is sent again on request is not taken for a repetition.
    replays = models.PositiveIntegerField("다시 보낸 횟수", default=0, editable=False)
    is_on = models.BooleanField("켜 둠", default=True, editable=False)
    test_asked = models.BooleanField("시험을 부탁함", default=False, editable=False)
    next_try_at = models.DateTimeField("다음에 보낼 때", default=timezone.now, editable=False)
    failures = models.PositiveIntegerField("잇달아 실패", default=0, editable=False)
    failing_since = models.DateTimeField("실패하기 시작한 때", null=True, editable=False)
    last_error = models.CharField("마지막 까닭", max_length=200, blank=True, editable=False)
    last_success_at = models.DateTimeField("마지막으로 받은 때", null=True, editable=False)
    last_ms = models.PositiveIntegerField("마지막에 걸린 시간(ms)", default=0, editable=False)
    disabled_at = models.DateTimeField("저절로 꺼진 때", null=True, editable=False)
    disabled_why = models.CharField("꺼진 까닭", max_length=200, blank=True, editable=False)
    leased_by = models.UUIDField("보내는 이", null=True, editable=False)
    leased_until = models.DateTimeField("보내는 중", null=True, editable=False)
    created_by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.SET_NULL),
        **{"null": True, "editable": False, "related_name": "+", "verbose_name": "만든 사람"},
    )
    created_at = models.DateTimeField("만든 때", auto_now_add=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = "웹훅"
        verbose_name_plural = "웹훅"
        ordering = ["name", "pk"]
        default_permissions = []
        indexes = [models.Index(fields=["next_try_at", "id"], name="webhook_next_try")]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "address"],
                name="webhook_once_per_address",
                violation_error_message="이미 보내고 있는 주소입니다.",
            ),
            models.CheckConstraint(condition=~Q(secret=""), name="webhook_has_a_secret"),
            models.CheckConstraint(
                condition=Q(old_secret="", old_secret_until=None)
                | (~Q(old_secret="") & Q(old_secret_until__isnull=False)),
                name="webhook_old_secret_ends",
            ),
            models.CheckConstraint(
                condition=Q(disabled_at=None) | Q(is_on=False), name="webhook_disabled_is_off"
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since=None) | Q(failures__gt=0, failing_since__isnull=False),
                name="webhook_failing_since_its_first_failure",
            ),
            models.CheckConstraint(
                condition=Q(leased_by=None, leased_until=None)
                | Q(leased_by__isnull=False, leased_until__isnull=False),
                name="webhook_leased_by_somebody",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def state(self):
        """What headquarters wants to know of it first, in a word."""
        if self.disabled_at:
            return "저절로 꺼짐"
        if not self.is_on:
            return "멈춤"
        return f"실패 {self.failures}번" if self.failures else "켜짐"

    @property
    def is_slow(self):
        return bool(self.failures) or self.last_ms > SLOW_MS

    @property
    def wanted(self):
        """The types it wants, as `changes_after` takes them: None for all."""
        return set(self.types) or None

    @property
    def has_two_secrets(self):
        return bool(self.old_secret) and self.old_secret_until > timezone.now()

    def secrets(self):
        """Those valid now, the new one first. Raises `InvalidToken` if ``SECRET_KEY`` is another one."""
        kept = [self.secret, self.old_secret] if self.has_two_secrets else [self.secret]
        return [cipher(PURPOSE).decrypt(text).decode() for text in kept]

    def put_secret(self, secret, *, old_until=None):
        """From now on ``secret`` signs, and until ``old_until`` the one before it too."""
        self.old_secret = self.secret if old_until else ""
        self.old_secret_until = old_until
        self.secret = cipher(PURPOSE).encrypt(secret.encode()).decode()

    def is_readable(self):
        try:
            return bool(self.secrets())
        except InvalidToken:
            return False

    def take_lease(self):
        """Whether nobody else is delivering to it; then nobody else will until the lease is over."""
        mine, until = uuid.uuid4(), timezone.now() + LEASE
        if not Subscriber.objects.free().filter(pk=self.pk).update(leased_by=mine, leased_until=until):
            return False
        self.refresh_from_db()
        return self.leased_by == mine

    def keep_lease(self):
        """Whether it is still ours; then it is for the whole time again."""
        return bool(self.mine().update(leased_until=timezone.now() + LEASE))

    def give_lease_back(self):
        self.mine().update(leased_by=None, leased_until=None)

    def mine(self):
        return Subscriber.objects.filter(pk=self.pk, leased_by=self.leased_by)


class DeliveryQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-pk")


class Delivery(models.Model):
    """One try: what was sent, and what the receiver said. Nothing but cursors is kept of what was in it."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="deliveries", verbose_name="웹훅")
    created_at = models.DateTimeField("언제", auto_now_add=True)
    message_id = models.CharField("번호", max_length=60)
    is_test = models.BooleanField("시험", default=False)
    attempt = models.PositiveIntegerField("몇 번째", default=1)
    items = models.PositiveIntegerField("건수", default=0)
    cursor = models.CharField("cursor", max_length=200, blank=True)
    status = models.PositiveSmallIntegerField("답", null=True)
    error = models.CharField("까닭", max_length=200, blank=True)
    excerpt = models.CharField("답의 앞부분", max_length=LONGEST_EXCERPT, blank=True)
    milliseconds = models.PositiveIntegerField("걸린 시간(ms)", default=0)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "웹훅 기록"
        verbose_name_plural = "웹훅 기록"
        ordering = ["-pk"]
        default_permissions = []
        indexes = [
            models.Index(fields=["subscriber", "-id"], name="webhook_log_newest"),
            models.Index(fields=["created_at"], name="webhook_log_age"),
        ]

    def __str__(self):
        return self.message_id

    @property
    def is_received(self):
        return self.status is not None and 200 <= self.status < 300
