"""A Redis cache that readers never notice the loss of."""

import logging

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _forgiving(name):
    def operation(self, *args, **kwargs):
        try:
            return getattr(RedisCache, name)(self, *args, **kwargs)
        except RedisError as error:
            logger.warning("Redis is away (%s); this process uses its own memory.", type(error).__name__)
            return getattr(self.own_memory, name)(*args, **kwargs)

    operation.__name__ = name
    return operation


class ForgivingRedisCache(RedisCache):
    """Redis; while it is away, each process uses a small memory of its own, so limits still hold roughly."""

    def __init__(self, server, params):
        params.setdefault("OPTIONS", {}).update(socket_timeout=0.5, socket_connect_timeout=0.5)
        super().__init__(server, params)
        self.own_memory = LocMemCache("while-redis-is-away", {})

    for _name in (
        *("add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many", "delete_many"),
        "clear",
    ):
        locals()[_name] = _forgiving(_name)
    del _name
