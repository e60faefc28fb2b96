"""The site-wide content version: every stored public answer carries it, and dies with it.

The truth is the table ``ContentChange``. With Redis, a copy stands there as ``truth:random``, so that
a request pays one GET. A copy is always made fresh, never written back: whatever was rendered
before it was made cannot be found under it.
"""

import secrets
from contextlib import suppress

from django.core.cache import caches
from django.db import connection, transaction
from redis.exceptions import RedisError

from common.caches import ForgivingRedisCache
from nurinet_cms.models import ContentChange

KEY = "content-version"


def shared_cache():
    """The cache that all processes share, or None where there is no Redis."""
    cache = caches["default"]
    return cache if isinstance(cache, ForgivingRedisCache) else None


def current_version():
    """One GET with Redis; one query without, or while Redis is away."""
    cache = shared_cache()
    if cache is None:
        return ContentChange.objects.version()
    try:
        return cache.in_redis("get", KEY) or _announce_to(cache)
    except RedisError:
        return ContentChange.objects.version()


def version_seen_here():
    """The version for whoever reads pages now: within a transaction with its own changes, of which Redis
    is told only when they are committed."""
    return ContentChange.objects.version() if connection.in_atomic_block else current_version()


def content_changed(**_signal):
    """Everything the public was told so far is out of date once this transaction has committed.

    The row is part of the transaction: rolled back with it, and there after a kill between the
    commit and what should follow it.
    """
    ContentChange.objects.create()
    transaction.on_commit(announce, robust=True)


def announce():
    """Let every process know at once. Without Redis they see the row themselves."""
    cache = shared_cache()
    if cache is not None:
        with suppress(RedisError):  # The worker makes it good as soon as Redis is back.
            _announce_to(cache)


def heal():
    """Make good a change that Redis was not told of: it was away, or the process died first."""
    cache = shared_cache()
    if cache is None:
        return
    with suppress(RedisError):
        told = cache.in_redis("get", KEY) or ""
        if told.partition(":")[0] != ContentChange.objects.version():
            _announce_to(cache)


def _announce_to(cache):
    version = f"{ContentChange.objects.version()}:{secrets.token_hex(6)}"
    cache.in_redis("set", KEY, version, timeout=None)
    return version
