"""The gate of ``/api/`` and ``/hsds/``: who may ask from where, how often, and how small the answer is made.

It stands before the page cache, so an answer from the store and a 304 carry its headers as well.
"""

import hashlib
import ipaddress
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from api.errors import problem
from api.keys.asking import key_of
from common.client_address import client_ip
from common.compressing import COMPRESSORS, encodings_of, is_worth_it
from common.counting import WINDOW_SECONDS, counted

PLACES = ("/api/", "/hsds/")
# To write costs us more than to read: it is counted by itself.
AGENCIES = "/api/agency/"
# No cookie opens anything here: a page of another site can do what anybody can, or what its own key lets it.
OPEN_TO_OTHER_SITES = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, RateLimit, RateLimit-Limit, RateLimit-Policy, "
    "RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-ID",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
# One household or office has a whole such network to itself.
IPV6_NETWORK = 64


class Tier(NamedTuple):
    """``limit``: questions in a minute, 0 for as many as one likes; ``asker``: who is counted, unreadable."""

    name: str
    limit: int
    asker: str


def tier_of(request):
    """Who asks: known by a key, or else by where the question comes from."""
    if key := key_of(request):
        if request.path_info.startswith(AGENCIES):
            return Tier("agency", settings.AGENCY_API_PER_MINUTE, str(key.pk))
        return Tier("key", settings.API_RATE_KEY, str(key.pk))
    return Tier("anonymous", settings.API_RATE_ANONYMOUS, _hidden(_network(client_ip(request))))


def _network(address):
    if ":" not in address:
        return address
    return str(ipaddress.ip_network((address.partition("%")[0], IPV6_NETWORK), strict=False))


def _hidden(text):
    """Not the address itself: nobody reads one out of the cache."""
    key = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(text.encode(), key=key, digest_size=12).hexdigest()


class Allowance(NamedTuple):
    """What is left of a minute to whoever asks, this question counted."""

    tier: Tier
    left: int
    seconds: int

    @classmethod
    def of(cls, tier):
        count, seconds = counted(f"api-rate:{tier.name}:{tier.asker}")
        return cls(tier, tier.limit - count, seconds)

    @property
    def is_spent(self):
        return self.left < 0

    def headers(self):
        """The fields of draft-ietf-httpapi-ratelimit-headers-10, and those before it, which more clients read."""
        name, limit, left = self.tier.name, self.tier.limit, max(self.left, 0)
        return {
            "RateLimit-Policy": f'"{name}";q={limit};w={WINDOW_SECONDS}',
            "RateLimit": f'"{name}";r={left};t={self.seconds}',
            "RateLimit-Limit": str(limit),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(self.seconds),
        }


class GateMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(PLACES):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=OPEN_TO_OTHER_SITES | PREFLIGHT)
        tier = tier_of(request)
        allowance = Allowance.of(tier) if tier.limit else None
        is_spent = allowance is not None and allowance.is_spent
        response = _too_often(allowance) if is_spent else self.get_response(request)
        for name, value in (OPEN_TO_OTHER_SITES | (allowance.headers() if allowance else {})).items():
            response.headers[name] = value
        if "HTTP_AUTHORIZATION" in request.META:
            # Who asks with a key may be told more than others: no cache between us keeps it.
            rule = response.headers.get("Cache-Control", "no-store")
            response.headers["Cache-Control"] = rule.replace("public", "private")
        return _smaller(request, response)


def _too_often(allowance):
    limit, seconds = allowance.tier.limit, allowance.seconds
    return problem(
        429,
        f"1분에 {limit:,}번까지 물으실 수 있습니다. {seconds}초 뒤에 다시 물어 주십시오.",
        f"{limit} requests a minute; try again in {seconds} seconds.",
        retry_after=seconds,
    )


def _smaller(request, response):
    """Whatever did not come from the store, where answers lie compressed."""
    patch_vary_headers(response, ["Accept-Encoding"])
    offered = encodings_of(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    if offered and is_worth_it(response):
        response.content = COMPRESSORS[offered[0]](response.content)
        response.headers["Content-Encoding"] = offered[0]
        response.headers["Content-Length"] = str(len(response.content))
    return response
