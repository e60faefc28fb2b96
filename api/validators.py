"""Whether the asker has it already: said before anything is read that would have to be written out."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from common.freshness import REVALIDATE

# A second may hold two changes, and a date cannot tell them apart.
SETTLED_SECONDS = 2


def etag_of(*parts):
    text = "\n".join(map(str, parts))
    return f'W/"{hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()}"'


class Validators:
    """``etag`` and ``changed_at`` of an answer, and the headers that say them."""

    def __init__(self, request, etag, changed_at, now, cache_control=REVALIDATE):
        self.request, self.etag, self.cache_control = request, etag, cache_control
        self.changed_at = None
        if changed_at is not None and (now - changed_at).total_seconds() >= SETTLED_SECONDS:
            self.changed_at = int(changed_at.timestamp())

    def not_modified(self):
        """The 304 that answers the question, or None."""
        found = get_conditional_response(self.request, self.etag, self.changed_at)
        return self.on(found) if found is not None and found.status_code == 304 else None

    def on(self, response):
        response.headers["ETag"] = self.etag
        response.headers["Cache-Control"] = self.cache_control
        if self.changed_at is not None:
            response.headers["Last-Modified"] = http_date(self.changed_at)
        return response


def json_text(text, status=200):
    return HttpResponse(text, content_type="application/json", status=status)
