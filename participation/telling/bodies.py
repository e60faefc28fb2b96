"""The body in charge hears when an issue comes to it: by a plain mail, because it has no account here."""

from urllib.parse import urljoin

from django.core.mail import send_mail
from django.template.loader import render_to_string

from accounts.models import User
from accounts.roles import SECRETARIAT
from common.addresses import base_of
from participation.models import StepKind

COMES = {StepKind.MOVED, StepKind.LIFTED, StepKind.APPEALED}


def tell_body(step):
    """One mail, queued in the transaction of the step. Without an address the secretariat is told in its place."""
    issue = step.issue
    is_threshold = step.kind == StepKind.THRESHOLD
    came = step.kind in COMES and step.body_id is not None
    is_secret = step.kind == StepKind.RECEIVED and issue.is_private
    if not (is_threshold or came or is_secret):
        return
    to = addresses(step.body)
    if not to:
        return
    subject = f"[누리넷] {issue.pk}번 과제: {step.get_kind_display()}"
    context = {
        "step": step,
        "issue": issue,
        "is_open": issue.is_public,
        "is_secret": is_secret,
        "is_threshold": is_threshold,
        "url": urljoin(base_of(issue.site), issue.get_absolute_url()),
    }
    text = render_to_string("participation/telling/mail/body.txt", context).strip() + "\n"
    send_mail(subject, text, None, to)


def addresses(body):
    if body is not None and body.email:
        return [body.email]
    people = User.objects.filter(groups__name=SECRETARIAT, is_active=True).exclude(email="")
    return list(people.order_by("pk").values_list("email", flat=True))
