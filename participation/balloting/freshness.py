"""Pages that say what is open now, and copies of them that are kept for minutes."""

from datetime import timedelta

from django.utils import timezone

# As long as a stored page may be told to strangers (`nurinet_cms.page_cache.BUCKET_SECONDS`).
KEPT = timedelta(minutes=5)


def exact(response, moments):
    """``response``, which nobody keeps while one of ``moments`` comes before a kept copy would be forgotten."""
    now = timezone.now()
    if any(now < moment <= now + KEPT for moment in moments):
        response.headers["Cache-Control"] = "private, no-store"
    return response
