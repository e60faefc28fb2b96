"""신청: somebody wants to take part in a programme or an event."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from accounts.roles import is_headquarters
from directory.models.agency import Agency


class ApplicationState(models.TextChoices):
    UNPROVEN = "unproven", "메일 확인 전"
    CONFIRMED = "confirmed", "확정"
    WAITING = "waiting", "대기"
    CANCELLED = "cancelled", "취소"
    REFUSED = "refused", "받지 않음"


LIVING = (ApplicationState.CONFIRMED, ApplicationState.WAITING)
ENDED = (ApplicationState.CANCELLED, ApplicationState.REFUSED)
# Of what has no last day, an application is kept for so long.
GOES_ON = timedelta(days=365)
# What a person wrote.
PERSONAL = ("name", "phone", "email", "answers", "reason")


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Headquarters sees all; the people of an agency that is not suspended, those for its pages."""
        if is_headquarters(user):
            return self
        return self.filter(of_sections(user, "page__path"))

    def proven(self):
        return self.exclude(state=ApplicationState.UNPROVEN)

    def living(self):
        return self.filter(state__in=LIVING)

    def in_line(self):
        """Who waits, the longest first."""
        return self.filter(state=ApplicationState.WAITING).order_by("proven_at", "pk")

    def remembered(self):
        return self.exclude(name="", phone="", email="", answers=[], reason="")

    def ended_long_ago(self):
        """Cancelled or refused, and their day has come."""
        return self.filter(state__in=ENDED, purge_on__lte=timezone.localdate())


def of_sections(user, path):
    """Pages, by the tree path named, in the sections of the agencies for which the person may work now."""
    condition = Q(pk__in=[])
    for section in Agency.objects.active().section_paths(user) if user.is_active else ():
        condition |= Q(**{f"{path}__startswith": section})
    return condition


class Application(models.Model):
    """One application for one page. A place is a seat with a number, given when the mailbox is proven.

    That nobody gets the seat of another is the table's own rule, on every database. Who applies is
    personal data: seen by the agency and headquarters only, every look is logged, and what a person wrote
    is emptied after its time. Neither history nor access log repeats any of it.
    """

    uuid = models.UUIDField("신청 번호", default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, models.CASCADE, related_name="applications", verbose_name="글")
    name = models.CharField("이름", max_length=40, blank=True)
    phone = models.CharField("전화번호", max_length=20, blank=True)
    email = models.EmailField("이메일", blank=True)
    answers = models.JSONField("물음과 답", default=list, blank=True)
    consents = models.JSONField("동의", default=list, blank=True)
    state = models.CharField(
        "상태", max_length=9, choices=ApplicationState.choices, default=ApplicationState.UNPROVEN
    )
    seat = models.PositiveIntegerField("자리 번호", null=True, blank=True)
    reason = models.CharField("까닭", max_length=300, blank=True)
    attended = models.BooleanField("왔는지", null=True, blank=True)
    told = models.JSONField("알려 드린 때와 곳", default=dict, blank=True)
    applied_at = models.DateTimeField("신청한 때", auto_now_add=True)
    proven_at = models.DateTimeField("메일을 확인한 때", null=True, blank=True)
    reminded_at = models.DateTimeField("하루 전에 알린 때", null=True, blank=True)
    purge_on = models.DateField("개인정보를 지울 날", null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "참가 신청"
        verbose_name_plural = "참가 신청"
        default_permissions = []
        ordering = ["-applied_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "seat"], name="application_has_a_seat_of_its_own"),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.CONFIRMED, seat__isnull=False)
                | (~Q(state=ApplicationState.CONFIRMED) & Q(seat__isnull=True)),
                name="application_has_a_seat_if_confirmed",
            ),
            models.UniqueConstraint(
                "page",
                Lower("email"),
                condition=Q(state__in=LIVING) & ~Q(email=""),
                name="application_lives_once_per_page_and_mailbox",
            ),
        ]
        indexes = [models.Index(fields=["page", "state"], name="application_of_a_page")]

    def __str__(self):
        return f"{self.page.title} {str(self.uuid)[:8]}"

    @property
    def is_living(self):
        return self.state in LIVING

    @property
    def is_forgotten(self):
        return not (self.name or self.phone or self.email or self.answers)

    @property
    def may_be_forgotten(self):
        """While a place is held, the agency must be able to call."""
        page = self.page.specific
        if self.state in ENDED or page.is_over:
            return True
        return (
            page.last_day is None and self.proven_at is not None and self.proven_at < timezone.now() - GOES_ON
        )

    @property
    def forget_on(self):
        """The day on which what a person wrote is emptied, where it is known."""
        last = self.page.specific.last_day
        return self.purge_on or (last and last + timedelta(days=settings.APPLICATION_KEEP_DAYS))

    @property
    def place_in_line(self):
        """1 is next. None for who does not wait."""
        if self.state != ApplicationState.WAITING:
            return None
        before = Q(proven_at__lt=self.proven_at) | Q(proven_at=self.proven_at, pk__lt=self.pk)
        return (
            Application.objects.filter(before, page=self.page_id, state=ApplicationState.WAITING).count() + 1
        )

    def consented_to(self, purpose):
        return any(consent["purpose"] == purpose and consent["given"] for consent in self.consents)

    @property
    def way_in(self):
        """The private address of what this person has a place in, or None: not for who waits or is out."""
        from directory.applying.pages import is_public

        page = self.page.specific
        if self.state != ApplicationState.CONFIRMED or page.is_called_off or not is_public(page):
            return None
        return page.private_way_in()

    def link(self):
        """The private address at which who applied sees the state and may cancel."""
        return f"{settings.BASE_URL}{reverse('application', args=[self.uuid])}"

    # The doors; what happens behind them is in ``directory.applying.actions``. ``by=None`` is who applied.

    def prove(self):
        from directory.applying.actions import prove

        return prove(self)

    def confirm(self, *, by):
        from directory.applying.actions import confirm

        return confirm(self, by=by)

    def refuse(self, *, by, reason):
        from directory.applying.actions import refuse

        return refuse(self, by=by, reason=reason)

    def cancel(self, *, by=None, reason=""):
        from directory.applying.actions import cancel

        return cancel(self, by=by, reason=reason)

    def forget(self, *, by=None):
        """Empty what a person wrote."""
        from directory.applying.actions import forget

        return forget(self, by=by)
