"""Letters to members. They carry what it is about and the way to the room; what is secret is read there.

They leave through the queue, whose rows are written in the transaction of what they tell: both happen or neither.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from council.models import MemberLetter


def send(address, subject, template, url, **context):
    if not address:
        return
    text = render_to_string(
        f"council/room/mail/{template}.txt", context | {"link": f"{settings.BASE_URL}{url}"}
    )
    send_mail(f"[누리넷] {subject}", text, None, [address])


def once_each(seats):
    """One seat for each mailbox: who has two gets one letter."""
    return list({seat.email: seat for seat in seats if seat.email}.values())


@transaction.atomic
def send_once(seat, kind, about, *args, **context):
    """Whether it is the first time; else nobody is written to."""
    _, is_new = MemberLetter.objects.get_or_create(membership=seat, kind=kind, about=about)
    if is_new:
        send(seat.email, *args, **context)
    return is_new
