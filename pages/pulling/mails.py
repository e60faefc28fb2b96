"""To the people of an agency: their source has been silent for two weeks and is asked no more."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse


def tell_given_up(source):
    people = get_user_model().objects.filter(
        memberships__agency=source.agency_id, memberships__ended_at__isnull=True, is_active=True
    )
    link = f"{settings.BASE_URL}{reverse('feeds:inspect', args=[source.pk])}"
    words = render_to_string("pages/pulling/mail/given_up.txt", {"source": source, "link": link})
    for person in people.distinct().exclude(email=""):
        send_mail("[누리넷] 불러오기를 껐습니다", words, None, [person.email])
