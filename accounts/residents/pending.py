"""What a browser has shown on its way in: kept in its session for half an hour, and nowhere else."""

import time

from django.utils.http import url_has_allowed_host_and_scheme

KEY, SECONDS = "resident_door", 30 * 60
LONGEST_NEXT = 500


def look(request):
    """What is known so far: ``code``, ``email`` (proven), ``social``, ``guardian``, ``next``."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or time.time() - kept.get("at", 0) > SECONDS:
        return {}
    return kept


def note(request, **facts):
    """Keep more of it. The half hour counts from the first fact; a proven mailbox starts it anew."""
    kept = look(request)
    at = time.time() if "email" in facts or "at" not in kept else kept["at"]
    request.session[KEY] = kept | facts | {"at": at}


def forget(request):
    request.session.pop(KEY, None)


def safe_next(request, default):
    """Where to go afterwards: an address of this site, or the default."""
    sent = request.POST.get("next") or request.GET.get("next") or look(request).get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        sent, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return sent if is_ours and sent.startswith("/") and len(sent) <= LONGEST_NEXT else default
