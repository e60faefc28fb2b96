"""Ballots and a survey for the browser's district, and a verified resident who is signed in.

``python -m tests.browser.ballots`` makes them in the database of ``DATABASE_URL`` and prints addresses and
the resident's cookie as JSON.
"""

import json
import os

import django


def build():
    from django.conf import settings
    from django.test import Client
    from wagtail.models import Site

    from accounts.models import User
    from participation.sample.ballots import make_ballots
    from tests.factories.residents import ResidentFactory, VoiceFactory

    site = Site.objects.get()
    by = User.objects.get(email="secretariat@nurinet.example")
    voices = [VoiceFactory() for _ in range(30)]
    opened, closed, survey = make_ballots(site, voices=voices, by=by)
    second = make_ballots(site, voices=voices[:12], by=by)[2]
    type(second).objects.filter(pk=second.pk).update(closes_at=opened.closes_at)
    client = Client()
    client.force_login(ResidentFactory(verified=True).user)
    name = settings.SESSION_COOKIE_NAME
    return {
        "open": opened.get_absolute_url(),
        "closed": closed.get_absolute_url(),
        "survey": survey.get_absolute_url(),
        "open survey": second.get_absolute_url(),
        "cookie": {"name": name, "value": client.cookies[name].value},
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nurinet_cms.settings")
    django.setup()
    print(json.dumps(build()))
