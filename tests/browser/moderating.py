"""What waits for the secretariat, for the browser: made in the running site's database, told as JSON."""

import json
import os

import django


def make():
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.models import User
    from participation.models import Comment, Decision, Issue, TakedownRequest
    from participation.sample.moderation import make_moderation
    from tests.factories.participation import ResidentFactory, make_issue

    issue = make_issue()
    people = ResidentFactory.create_batch(7)
    secretariat = User.objects.get(email="secretariat@nurinet.example")
    make_moderation(issue.site, people[:6], secretariat, issue=issue)
    decision = Decision.objects.get(reason="hate")
    sessions = {}
    for name, resident in (("author", decision.comment.author), ("reader", people[6])):
        session = SessionStore()
        session[SESSION_KEY] = str(resident.user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = resident.user.get_session_auth_hash()
        session.create()
        sessions[name] = session.session_key
    held = Issue.objects.filter(hold="crisis").get()
    return {
        "cookie": settings.SESSION_COOKIE_NAME,
        "sessions": sessions,
        "issue": issue.pk,
        "crisis": held.pk,
        "reported": Comment.objects.get(hold="reported").pk,
        "takedown": TakedownRequest.objects.get().pk,
        "mine": str(TakedownRequest.objects.get().uuid),
        "appeal": decision.appeal.pk,
        "decision": decision.get_absolute_url(),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nurinet_cms.settings")
    django.setup()
    print(json.dumps(make()))
