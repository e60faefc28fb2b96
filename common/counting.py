"""How often something happened within a minute: in one round trip where processes share Redis, in memory otherwise."""

import threading
import time
from collections import Counter

from django.core.cache import caches
from redis.exceptions import RedisError

from common.caches import ForgivingRedisCache

WINDOW_SECONDS = 60
MOST_NAMES = 50_000


class MinuteCounter:
    """Of this process, and of this minute alone; safe for threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self._window, self._counts = 0, Counter()

    def add(self, name, window):
        with self._lock:
            if window != self._window or len(self._counts) >= MOST_NAMES:
                self._window, self._counts = window, Counter()
            self._counts[name] += 1
            return self._counts[name]

    def clear(self):
        with self._lock:
            self._counts.clear()


OWN = MinuteCounter()


def counted(name):
    """(How often in this minute, this time included; whole seconds until the next minute begins)."""
    window, passed = divmod(int(time.time()), WINDOW_SECONDS)
    cache = caches["default"]
    if isinstance(cache, ForgivingRedisCache):
        try:
            return cache.tally(f"{name}:{window}", 2 * WINDOW_SECONDS), WINDOW_SECONDS - passed
        except RedisError:
            pass
    return OWN.add(name, window), WINDOW_SECONDS - passed
