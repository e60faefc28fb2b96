"""What is said of things that were public and are no more: 410, and when; 301 to what they became."""

from django.http import HttpResponsePermanentRedirect

from api.errors import GONE
from api.plain import refusal
from common.facts import iso


def tombstone(row):
    """What may be told of what is gone: that it was there. Never what it said."""
    return {
        "gone": True,
        "id": row.object_id,
        "uuid": str(row.uuid),
        "type": row.type,
        "action": row.action if row.is_gone else "unpublish",
        "at": iso(row.changed_at if row.is_gone else row.shown_until),
    }


def gone(row):
    return refusal(GONE, 410, tombstone=tombstone(row))


def moved(url):
    return HttpResponsePermanentRedirect(url)
