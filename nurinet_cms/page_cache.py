"""Public answers, finished once and given to every stranger until public content changes.

What is stored is known by the content version, read when the request begins, and by the five
minutes it falls in, because pages say 오늘 and 지금. A rendering that began before a publish is
stored under the version from before, where nobody looks again. The ETag is made from the same two,
so "not modified" is answered without rendering and without looking anything up.
"""

import hashlib
import time

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from common.freshness import REVALIDATE
from nurinet_cms import page_store
from nurinet_cms.content_version import current_version

BUCKET_SECONDS = 300
LONGEST_PATH = 500
LONGEST_QUERY = 200
LONGEST_HOST = 255
LARGEST_PAGE = 1024 * 1024
NEVER = ("/admin", "/accounts", "/documents", "/healthz", "/readyz", "/static", "/media", "/council/room/")
# Headers an answer may vary by and still be the same for every stranger: none of them has a cookie
# of ours, and only JSON is spoken where Accept counts.
HARMLESS_VARY = {"cookie", "accept", "accept-encoding"}


def personal_cookies():
    """Whoever sends one of these is not a stranger, or has begun to fill in a form."""
    return {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}


def is_strangers_question(request):
    """Whether the answer may be the same for everybody who asks this."""
    meta = request.META
    return (
        request.method in ("GET", "HEAD")
        and not request.path_info.startswith(NEVER)
        and "HTTP_AUTHORIZATION" not in meta
        and len(meta.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and len(request.path_info) <= LONGEST_PATH
        and len(meta.get("HTTP_HOST", "")) <= LONGEST_HOST
        and not ("HTTP_COOKIE" in meta and personal_cookies() & request.COOKIES.keys())
    )


def is_everybodys_answer(response):
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and len(response.content) <= LARGEST_PAGE
        and not any(word in response.get("Cache-Control", "") for word in ("private", "no-store"))
        and vary_of(response) <= HARMLESS_VARY
    )


def vary_of(response):
    return {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}


def key_of(request, version):
    """Short, safe in a cache key and in a header, and not to be guessed without the version."""
    meta = request.META
    parts = (
        version,
        str(int(time.time()) // BUCKET_SECONDS),
        request.scheme,
        meta.get("HTTP_HOST", ""),
        request.path_info,
        meta.get("QUERY_STRING", ""),
    )
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


class PageCacheMiddleware:
    """First in the chain: a stored answer passes nothing else, so it carries all headers it needs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.PAGE_CACHE or not is_strangers_question(request):
            return self.for_one_person(request)
        key = key_of(request, current_version())
        etag = f'W/"{key}"'
        if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            request.answered_from_store = True
            return not_modified(etag)
        # An address with a query stays out of Redis: there are as many as somebody cares to invent.
        shared = not request.META.get("QUERY_STRING")
        page = page_store.find(key, shared)
        if page is None:
            response = self.get_response(request)
            if request.method == "HEAD" or not is_everybodys_answer(response):
                return response
            page = stored(response, etag)
            page_store.keep(key, page, shared)
        request.answered_from_store = True
        response = page.response(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        response = still_the_same(request, response)
        if request.method == "HEAD" and response.status_code == 200:
            return without_body(response)
        return response

    def for_one_person(self, request):
        """Nobody between us and a person who is signed in may keep what the person sees."""
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-store"
        return response


def stored(response, etag):
    """What is kept of an answer: the same for all, and to be asked for again each time."""
    response.headers["Vary"] = ", ".join(sorted(vary_of(response) - {"cookie"} | {"accept-encoding"}))
    response.headers.setdefault("ETag", etag)
    response.headers.setdefault("Cache-Control", REVALIDATE)
    return page_store.StoredPage.of(response)


def still_the_same(request, response):
    """A feed knows itself when it last changed, beyond our five minutes: readers are told "not modified"."""
    last_modified = parse_http_date_safe(response.get("Last-Modified", ""))
    return get_conditional_response(request, response["ETag"], last_modified, response)


def not_modified(etag):
    response = HttpResponseNotModified()
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = REVALIDATE
    response.headers["Vary"] = "Accept-Encoding"
    return response


def without_body(response):
    empty = HttpResponse(headers=dict(response.items()))
    empty.headers["Content-Length"] = response.headers["Content-Length"]
    return empty
