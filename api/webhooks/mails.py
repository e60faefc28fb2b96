"""To the receiver's contact, and to headquarters: nothing is sent there any more."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from api.webhooks.models import GIVES_UP_AFTER
from directory.keeping.letters import headquarters_people


def tell_switched_off(subscriber):
    link = f"{settings.BASE_URL}{reverse('webhooks:inspect', args=[subscriber.pk])}"
    context = {"subscriber": subscriber, "days": GIVES_UP_AFTER.days, "changes": _changes_of(subscriber)}
    subject = "[누리넷] 웹훅을 껐습니다"
    words = render_to_string("api/webhooks/mail/switched_off.txt", context)
    send_mail(subject, words, None, [subscriber.contact])
    for address in headquarters_people():
        words = render_to_string("api/webhooks/mail/switched_off.txt", context | {"link": link})
        send_mail(subject, words, None, [address])


def _changes_of(subscriber):
    return subscriber.site.root_url + reverse("changes_api")
