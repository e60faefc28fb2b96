"""A Redis cache that readers never notice the loss of."""

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0
# Until when this process leaves a lost server alone, by its address. Kept here because Django
# makes one cache object for each thread.
_away_until = {}


def _forgiving(name):
    def operation(self, *args, **kwargs):
        try:
            return self.in_redis(name, *args, **kwargs)
        except RedisError:
            return getattr(self.own_memory, name)(*args, **kwargs)

    operation.__name__ = name
    return operation


def _tallied(cache, key, seconds):
    key = cache.make_and_validate_key(key)
    steps = cache._cache.get_client(key, write=True).pipeline(transaction=False)
    return steps.incr(key).expire(key, seconds).execute()[0]


class ForgivingRedisCache(RedisCache):
    """Redis; while it is away, each process uses a small memory of its own, so limits still hold roughly.

    The first request that finds Redis away waits at most half a second; then the process leaves
    Redis alone for ``PAUSE_SECONDS``, so that an answer made of many reads is not late many times.
    """

    def __init__(self, server, params):
        params.setdefault("OPTIONS", {}).update(
            socket_timeout=0.5, socket_connect_timeout=0.3, retry=Retry(NoBackoff(), 0)
        )
        super().__init__(server, params)
        self.own_memory = LocMemCache("while-redis-is-away", {})

    def in_redis(self, name, *args, **kwargs):
        """One cache operation on what all processes share; raises ``RedisError`` while it is away."""
        return self._trying(getattr(RedisCache, name), *args, **kwargs)

    def tally(self, key, seconds):
        """How often this was asked of ``key``, in one round trip; forgotten ``seconds`` after the last time."""
        return self._trying(_tallied, key, seconds)

    def _trying(self, operation, *args, **kwargs):
        address = self._servers[0]
        if time.monotonic() < _away_until.get(address, 0):
            raise RedisConnectionError("Redis was away a moment ago.")
        try:
            return operation(self, *args, **kwargs)
        except RedisError as error:
            _away_until[address] = time.monotonic() + PAUSE_SECONDS
            logger.warning("Redis is away (%s); this process uses its own memory.", type(error).__name__)
            raise

    for _name in (
        *("add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many", "delete_many"),
        "clear",
    ):
        locals()[_name] = _forgiving(_name)
    del _name
