"""Mails about pages under review. They are queued in the transaction that causes them, or not at all."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.template.loader import render_to_string
from wagtail.admin.mail import EmailNotificationMixin, Notifier, send_mail
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.signals import task_submitted

from directory.models import Agency, AgencyApprovalTaskState

TEMPLATES = "wagtailadmin/notifications/"
_told_together = ContextVar("told_together", default=False)


@contextmanager
def told_together():
    """Inside, no review is asked for by mail: whoever submits many at once writes one letter about all."""
    token = _told_together.set(True)
    try:
        yield
    finally:
        _told_together.reset(token)


def reviewers(page, workflow_state):
    """The active people who may review the page now: the same rule as ``AgencyApprovalTask.is_reviewer``.

    A superuser without a role is an operator of the machine, not a reviewer to be written to.
    """
    agency = Agency.objects.holding(page)
    people = (
        policy_registry.get_by_type(Page)
        .users_with_permission_for_instance("publish", page)
        .filter(is_active=True)
        .exclude(Q(is_superuser=True) & Q(groups__isnull=True))
        .exclude(pk=workflow_state.requested_by_id)
        .exclude(pk=workflow_state.current_task_state.revision.user_id)
    )
    if agency:
        members = agency.memberships.active().values("user")
        people = people.exclude(pk__in=members)
    return people.distinct()


class ReviewRequestNotifier(EmailNotificationMixin, Notifier):
    """“Please review” to the reviewers; Wagtail itself tells only those of group approval tasks."""

    notification = "submitted"

    def __init__(self):
        super().__init__((AgencyApprovalTaskState,))

    def can_handle(self, instance, **kwargs):
        if _told_together.get() or not super().can_handle(instance, **kwargs):
            return False
        page = instance.workflow_state.content_object
        return not instance.task.specific.approves_by_rule(page, Agency.objects.holding(page))

    def get_recipient_users(self, instance, user=None, **kwargs):
        state = instance.workflow_state
        state.current_task_state = instance
        people = reviewers(state.content_object, state)
        return people.exclude(pk=user.pk) if user else people

    def get_context(self, instance, **kwargs):
        page = instance.revision.as_object()
        return super().get_context(instance, **kwargs) | {
            "page": page,
            "kind": page._meta.verbose_name,
            "agency": Agency.objects.holding(page),
            "requested_by": instance.workflow_state.requested_by,
        }


review_request = ReviewRequestNotifier()


def tell_emergency(page, *, reason, by):
    """Tell the agency's people that, and why, its page was taken out. Pages of no agency tell nobody."""
    agency = Agency.objects.holding(page)
    if agency is None:
        return
    people = get_user_model().objects.filter(
        pk__in=agency.memberships.active().values("user"), is_active=True
    )
    for person in people.exclude(pk=by.pk).exclude(email=""):
        context = {"page": page, "reason": reason, "by": by, "agency": agency, "user": person}
        send_mail(
            render_to_string(f"{TEMPLATES}emergency_subject.txt", context).strip(),
            render_to_string(f"{TEMPLATES}emergency.txt", context).strip(),
            [person.email],
        )


def connect():
    task_submitted.connect(
        review_request, sender=AgencyApprovalTaskState, dispatch_uid="agency-review-requested"
    )
