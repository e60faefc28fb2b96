"""구독: who wants to be told of what is new, about what, where, by whom and how often."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from directory.models import AgencyPage, Dong
from directory.models.term import Axis, Term


class Frequency(models.TextChoices):
    DAILY = "daily", "매일 아침"
    WEEKLY = "weekly", "매주 월요일 아침"
    MONTHLY = "monthly", "매달 1일 아침"
    NEVER = "never", "소식지만 받기"


class SubscriptionState(models.TextChoices):
    UNPROVEN = "unproven", "확인을 기다림"
    ACTIVE = "active", "받는 중"
    PAUSED = "paused", "잠시 멈춤"
    ENDED = "ended", "끝남"


class ItemKind(models.TextChoices):
    """What a letter tells of, in the order in which it does."""

    EVENT = "event", "행사"
    NEWS = "news", "소식"
    PROGRAM = "program", "프로그램"


class ConsentSubject(models.TextChoices):
    PERSONAL = "personal", "개인정보를 모으고 쓰는 것"
    NEWSLETTER = "newsletter", "소식지를 받는 것"


# Mail that came back for good so many times in a row is sent no more.
MOST_BOUNCES = 3
PROVE_WITHIN = timedelta(days=3)
ENDED_KEPT = timedelta(days=90)


class SubscriptionQuerySet(models.QuerySet):
    def living(self):
        return self.exclude(state=SubscriptionState.ENDED)

    def active(self):
        return self.filter(state=SubscriptionState.ACTIVE)

    def at(self, site, address, channel="email"):
        return self.living().filter(site=site, channel=channel, address__iexact=address)

    def due(self, frequency, moment):
        """Active ones of that frequency that were last looked after before ``moment``."""
        return self.active().filter(frequency=frequency, digested_until__lt=moment)

    def wanting_newsletters(self, site):
        return self.active().filter(site=site, wants_newsletter=True)

    def interested_in(self, terms):
        """Those who chose one of ``terms``, or nothing on the axes of these."""
        found = self
        for axis in {term.axis for term in terms}:
            chosen = Subscription.terms.through.objects.filter(term__axis=axis)
            wanted = chosen.filter(term__in=[term.pk for term in terms])
            found = found.filter(
                Q(pk__in=wanted.values("subscription")) | ~Q(pk__in=chosen.values("subscription"))
            )
        return found

    def never_proven(self):
        return self.filter(state=SubscriptionState.UNPROVEN, asked_at__lte=timezone.now() - PROVE_WITHIN)

    def long_ended(self):
        return self.filter(state=SubscriptionState.ENDED, ended_at__lte=timezone.now() - ENDED_KEPT)


class Subscription(models.Model):
    """One address of one resident at one district. There is no account: private links are the key.

    Nobody but the machine reads addresses: no screen lists them, and the resident's own page shows them
    masked. With the end the address and every interest go at once; what is left says that it ended.
    """

    uuid = models.UUIDField("고유번호", default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("wagtailcore.Site", models.CASCADE, related_name="+", verbose_name="누리집")
    channel = models.CharField("받는 길", max_length=20, default="email")
    address = models.CharField("받는 곳", max_length=254, blank=True)
    frequency = models.CharField(
        "얼마나 자주", max_length=7, choices=Frequency.choices, default=Frequency.WEEKLY
    )
    wants_newsletter = models.BooleanField("소식지도 받기", default=False)
    kinds = models.JSONField("무엇을", default=list, blank=True)
    terms = models.ManyToManyField(Term, related_name="+", verbose_name="대상·주제", blank=True)
    dongs = models.ManyToManyField(Dong, related_name="+", verbose_name="동", blank=True)
    agencies = models.ManyToManyField(AgencyPage, related_name="+", verbose_name="기관", blank=True)
    state = models.CharField(
        "상태", max_length=8, choices=SubscriptionState.choices, default=SubscriptionState.UNPROVEN
    )
    link_number = models.PositiveIntegerField("몇 번째 비밀 주소", default=1)
    bounces = models.PositiveSmallIntegerField("잇달아 되돌아온 편지", default=0)
    asked_at = models.DateTimeField("신청한 때", default=timezone.now)
    proven_at = models.DateTimeField("확인한 때", null=True, blank=True)
    ended_at = models.DateTimeField("끝난 때", null=True, blank=True)
    listening_since = models.DateTimeField("이때부터 나온 것을 알림", null=True, blank=True)
    digested_until = models.DateTimeField("이때까지 살펴봄", null=True, blank=True)
    last_sent_at = models.DateTimeField("마지막으로 보낸 때", null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "구독"
        verbose_name_plural = "구독"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "site",
                "channel",
                Lower("address"),
                condition=~Q(state=SubscriptionState.ENDED),
                name="living_address_subscribes_once",
            ),
            models.CheckConstraint(
                condition=Q(state=SubscriptionState.ENDED, address="")
                | (~Q(state=SubscriptionState.ENDED) & ~Q(address="")),
                name="ended_subscription_has_no_address",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SubscriptionState.ACTIVE, SubscriptionState.PAUSED])
                | Q(proven_at__isnull=False, digested_until__isnull=False, listening_since__isnull=False),
                name="no_letter_before_proof",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "frequency", "digested_until"], name="subscription_due"),
        ]

    def __str__(self):
        return f"구독 {self.pk}"

    @property
    def is_active(self):
        return self.state == SubscriptionState.ACTIVE

    @property
    def wants_digest(self):
        return self.frequency != Frequency.NEVER

    @property
    def is_ended(self):
        return self.state == SubscriptionState.ENDED

    @property
    def came_back(self):
        """Whether it was paused because its letters came back."""
        return self.state == SubscriptionState.PAUSED and self.bounces >= MOST_BOUNCES

    def terms_on(self, axis):
        return [term for term in self.terms.all() if term.axis == Axis(axis)]

    # The doors; what happens behind them is in ``pages.subscribing.actions``.

    def prove(self):
        from pages.subscribing.actions import prove

        return prove(self)

    def change(self, wishes):
        from pages.subscribing.actions import change

        return change(self, wishes)

    def pause(self):
        from pages.subscribing.actions import pause

        return pause(self)

    def resume(self):
        from pages.subscribing.actions import resume

        return resume(self)

    def renew_link(self):
        from pages.subscribing.actions import renew_link

        return renew_link(self)

    def end(self):
        from pages.subscribing.actions import end

        return end(self)


class SubscriptionConsent(models.Model):
    """What a person agreed to: which text, when, and when it was taken back. Each subject by itself."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="consents")
    subject = models.CharField("무엇에", max_length=10, choices=ConsentSubject.choices)
    version = models.CharField("동의문 판", max_length=20)
    text = models.TextField("동의문")
    given_at = models.DateTimeField("동의한 때")
    revoked_at = models.DateTimeField("거둔 때", null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "구독 동의"
        verbose_name_plural = "구독 동의"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "subject"],
                condition=Q(revoked_at__isnull=True),
                name="consent_stands_once_per_subject",
            ),
        ]

    def __str__(self):
        return f"{self.get_subject_display()} {self.given_at:%Y-%m-%d}"
