"""Mails about the register: queued in the transaction that causes them, one for each person."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from accounts.roles import OFFICE, SECRETARIAT


def address_of(name, *args):
    """A whole address of ours, for a mail."""
    return settings.BASE_URL + reverse(name, args=args)


def people_of(agency):
    """The mail addresses of those who work for the agency now; of a suspended one, nobody's."""
    if agency is None or agency.is_suspended:
        return []
    people = User.objects.filter(
        memberships__agency=agency, memberships__ended_at__isnull=True, is_active=True
    )
    return list(people.exclude(email="").order_by("pk").values_list("email", flat=True).distinct())


def headquarters_people():
    """The secretariat's mail addresses; where it has no people, the office's."""
    for name in (SECRETARIAT, OFFICE):
        people = User.objects.filter(groups__name=name, is_active=True).exclude(email="")
        if emails := list(people.order_by("pk").values_list("email", flat=True)):
            return emails
    return []


def answering_people(agency):
    """Who settles what concerns the agency's pages: its people, or the secretariat in their place."""
    return people_of(agency) or headquarters_people()


def write(emails, subject, template, **context):
    """Send the same to each, none of them seeing the others."""
    body = render_to_string(f"directory/keeping/mail/{template}.txt", context).strip() + "\n"
    for email in emails:
        send_mail(f"[누리넷] {subject}", body, None, [email])
