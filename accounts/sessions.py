"""How long a signed-in session lives, and how it is ended from outside.

Two limits: so long without a request (``SESSION_IDLE_SECONDS``), and so long after signing in
(``SESSION_MAX_SECONDS``), whichever comes first. What a page sends by itself while nobody is there (Wagtail's
pings) does not count as a request.
"""

import time

from django.conf import settings
from django.core.management import call_command

SIGNED_IN_AT, SEEN_AT = "nurinet_signed_in_at", "nurinet_seen_at"
# Writing at every request would be a database write each; a minute is precise enough.
SEEN_PRECISION = 60
# As long as allauth's own ACCOUNT_REAUTHENTICATION_TIMEOUT.
JUST_SIGNED_IN = 300


def start_session(session):
    session[SIGNED_IN_AT] = session[SEEN_AT] = int(time.time())


def just_signed_in(session):
    return time.time() - session.get(SIGNED_IN_AT, 0) < JUST_SIGNED_IN


def is_over(session):
    """Whether either limit is reached. A session that never heard of the limits starts now."""
    now = time.time()
    if SIGNED_IN_AT not in session:
        start_session(session)
    return (
        now - session.get(SEEN_AT, 0) >= settings.SESSION_IDLE_SECONDS
        or now - session[SIGNED_IN_AT] >= settings.SESSION_MAX_SECONDS
    )


def note_activity(session):
    """Move the idle limit (and with it the row's expiry), at most once a minute."""
    now = int(time.time())
    if now - session.get(SEEN_AT, 0) >= SEEN_PRECISION:
        session[SEEN_AT] = now


def end_sessions(user):
    """Sign the person out everywhere, at once."""
    from allauth.usersessions.models import UserSession

    for session in UserSession.objects.filter(user_id=user.pk):
        session.end()


def forget_ended_sessions():
    """Remove what is left of sessions that are over: their rows, addresses and browsers' names."""
    from allauth.usersessions.models import UserSession

    call_command("clearsessions")
    for session in UserSession.objects.order_by("pk").iterator():
        session.purge()
