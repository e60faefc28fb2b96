"""빌리기: somebody asks for a resource, the giver decides, it is lent and comes back."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.roles import is_headquarters
from directory.models.agency import Agency


class LendingState(models.TextChoices):
    ASKED = "asked", "신청함"
    ACCEPTED = "accepted", "승낙"
    DECLINED = "declined", "거절"
    LENT = "lent", "빌려 감"
    RETURNED = "returned", "돌려받음"
    CANCELLED = "cancelled", "취소"


# Decided and not over: the thing is promised or out.
HOLDING = (LendingState.ACCEPTED, LendingState.LENT)
# What a person wrote.
PERSONAL = ("name", "organisation", "phone", "email", "purpose", "reason")
LONG_OUT = timedelta(days=365)
OVER = (LendingState.DECLINED, LendingState.RETURNED, LendingState.CANCELLED)


class LendingRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Headquarters sees all; the people of an agency that is not suspended, those for its resources."""
        if is_headquarters(user):
            return self
        if not user.is_active:
            return self.none()
        return self.filter(
            resource__agency__account__suspended_at__isnull=True,
            resource__agency__account__in=Agency.objects.of_person(user),
        )

    def waiting(self):
        """Asked, not answered, and not over by the clock."""
        return self.filter(state=LendingState.ASKED, ends_at__gt=timezone.now())

    def unanswered(self):
        """Asked, and the time is over without an answer."""
        return self.filter(state=LendingState.ASKED, ends_at__lte=timezone.now())

    def holding(self):
        return self.filter(state__in=HOLDING)

    def overlapping(self, starts_at, ends_at):
        """Touching the time from ``starts_at`` (included) to ``ends_at`` (not)."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def forgettable(self):
        """Whose personal data has had its time: after its day, or a year after it should have come back."""
        due = Q(purge_on__lte=timezone.localdate())
        due |= Q(state__in=HOLDING, ends_at__lt=timezone.now() - LONG_OUT)
        return self.filter(due).exclude(**dict.fromkeys(PERSONAL, ""))


class LendingRequest(models.Model):
    """One request for one resource. ``starts_at`` is included, ``ends_at`` is not.

    Who asks is personal data: seen by the giver and headquarters only, every look is logged, and whatever
    a person wrote is emptied on ``purge_on``. Neither history nor access log repeats any of it.
    """

    uuid = models.UUIDField("신청 번호", default=uuid.uuid4, unique=True, editable=False)
    resource = models.ForeignKey(
        "directory.ResourcePage", models.CASCADE, related_name="requests", verbose_name="자원"
    )
    name = models.CharField("신청하는 분", max_length=40, blank=True)
    organisation = models.CharField("소속", max_length=60, blank=True)
    phone = models.CharField("연락처", max_length=20, blank=True)
    email = models.EmailField("이메일", blank=True)
    purpose = models.CharField("쓰임새", max_length=300)
    quantity = models.PositiveIntegerField("수량", default=1)
    starts_at = models.DateTimeField("언제부터")
    ends_at = models.DateTimeField("언제까지")
    state = models.CharField("상태", max_length=9, choices=LendingState.choices, default=LendingState.ASKED)
    reason = models.CharField("까닭이나 덧붙이는 말", max_length=300, blank=True)
    consented_at = models.DateTimeField("개인정보 동의한 때")
    asked_at = models.DateTimeField("신청한 때", auto_now_add=True)
    decided_at = models.DateTimeField("정한 때", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lent_at = models.DateTimeField("빌려준 때", null=True, blank=True)
    returned_at = models.DateTimeField("돌려받은 때", null=True, blank=True)
    purge_on = models.DateField("개인정보를 지울 날", null=True, blank=True)

    objects = LendingRequestQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "빌리기 신청"
        default_permissions = []
        verbose_name_plural = "빌리기 신청"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="lending_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="lending_is_of_at_least_one"),
        ]
        indexes = [models.Index(fields=["resource", "state"], name="lending_of_a_resource")]

    def __str__(self):
        return f"{self.resource} {timezone.localtime(self.starts_at):%Y-%m-%d}"

    @property
    def when(self):
        from directory.lending.when import in_words

        return in_words(self.starts_at, self.ends_at)

    @property
    def is_over(self):
        return self.state in OVER

    @property
    def is_late(self):
        """Out, although its time has passed."""
        return self.state == LendingState.LENT and self.ends_at <= timezone.now()

    @property
    def may_be_forgotten(self):
        """Before it is over, the giver must be able to call."""
        return self.is_over or self.ends_at < timezone.now() - LONG_OUT

    @property
    def is_forgotten(self):
        return not (self.name or self.organisation or self.phone or self.email)

    def link(self):
        """The private address at which who asked sees the state and may cancel."""
        return f"{settings.BASE_URL}{reverse('lending_request', args=[self.uuid])}"

    # The doors; what happens behind them is in ``directory.lending.actions``. ``by=None`` is the machine.

    def accept(self, *, by=None, note=""):
        from directory.lending.actions import accept

        return accept(self, by=by, note=note)

    def decline(self, *, by=None, reason=""):
        from directory.lending.actions import decline

        return decline(self, by=by, reason=reason)

    def lend(self, *, by=None):
        from directory.lending.actions import lend

        return lend(self, by=by)

    def take_back(self, *, by=None):
        from directory.lending.actions import take_back

        return take_back(self, by=by)

    def cancel(self, *, by=None, reason=""):
        """By the giver with a reason; who asked cancels with ``withdraw``."""
        from directory.lending.actions import cancel

        return cancel(self, by=by, reason=reason)

    def withdraw(self):
        from directory.lending.actions import withdraw

        return withdraw(self)

    def forget(self, *, by=None):
        """Empty what a person wrote."""
        from directory.lending.actions import forget

        return forget(self, by=by)


class TakenSlot(models.Model):
    """One piece of one resource, taken for one half-hour or day: nobody else can have the same.

    That two people cannot get the same thing for the same time is this table's constraint, on every database.
    """

    resource = models.ForeignKey("directory.ResourcePage", models.CASCADE, related_name="taken_slots")
    request = models.ForeignKey(LendingRequest, models.CASCADE, related_name="slots")
    piece = models.PositiveIntegerField("몇 번째 것")
    starts_at = models.DateTimeField("언제부터")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "빌려 간 시간"
        default_permissions = []
        verbose_name_plural = "빌려 간 시간"
        ordering = ["starts_at", "piece", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "starts_at", "piece"], name="resource_piece_taken_once_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.resource_id} #{self.piece} {self.starts_at}"
