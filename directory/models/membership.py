"""Who works for which agency: named people, never a shared login."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from wagtail.models import PageSubscription

from directory.models.agency import Agency


class AgencyMembershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(ended_at__isnull=True)


class AgencyMembership(models.Model):
    """A person's time at an agency. It ends, and is kept, when the person leaves."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name="기관")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="담당자"
    )
    started_at = models.DateTimeField("시작한 때", auto_now_add=True)
    ended_at = models.DateTimeField("끝난 때", null=True, blank=True)

    objects = AgencyMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "기관 담당자"
        verbose_name_plural = "기관 담당자"
        ordering = ["agency", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "user"],
                condition=Q(ended_at__isnull=True),
                name="membership_active_once_per_agency_and_person",
            ),
        ]

    def __str__(self):
        return f"{self.user} ({self.agency})"

    def stop_following(self):
        """Wagtail mails every new comment to a page's followers, and does not ask whether they may read it."""
        PageSubscription.objects.filter(user=self.user, page__path__startswith=self.agency.page.path).delete()

    @transaction.atomic
    def end(self, by=None, reason=""):
        """The person no longer works for the agency. What was written there stays there."""
        from directory.actions import end_membership

        return end_membership(self, by=by, reason=reason)

    @transaction.atomic
    def transfer(self, to, by=None, reason=""):
        """The person goes over to agency ``to``: this membership ends and a new one starts, or neither."""
        from directory.actions import transfer_membership

        return transfer_membership(self, to, by=by, reason=reason)
