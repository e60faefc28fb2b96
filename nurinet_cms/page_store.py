"""Where finished public answers are kept: in the process's memory, and behind it in Redis."""

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpResponse
from redis.exceptions import RedisError

from common.compressing import COMPRESSORS, encodings_of, is_worth_it
from nurinet_cms.content_version import shared_cache

MEMORY_BYTES = 32 * 1024 * 1024
REDIS_SECONDS = 600


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A finished answer: its headers, and its body once for each encoding.

    Only what strangers see is stored, so compression has no secret to leak (BREACH).
    """

    headers: tuple
    bodies: dict

    @classmethod
    def of(cls, response):
        body = response.content
        bodies = {"": body}
        if is_worth_it(response):
            bodies |= {name: compress(body) for name, compress in COMPRESSORS.items()}
        return cls(tuple(response.items()), bodies)

    @property
    def size(self):
        return sum(map(len, self.bodies.values())) + 1000

    def response(self, accept_encoding):
        encoding = next((name for name in encodings_of(accept_encoding) if name in self.bodies), "")
        response = HttpResponse(self.bodies[encoding])
        for name, value in self.headers:
            response.headers[name] = value
        response.headers["Content-Length"] = str(len(self.bodies[encoding]))
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response


class PageMemory:
    """The most recently used answers of this process, up to so many bytes; safe for threads."""

    def __init__(self, max_bytes=MEMORY_BYTES):
        self.max_bytes = max_bytes
        self.bytes = 0
        self._pages = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self):
        return len(self._pages)

    def get(self, key):
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key, page):
        with self._lock:
            old = self._pages.pop(key, None)
            self.bytes += page.size - (old.size if old else 0)
            self._pages[key] = page
            while self.bytes > self.max_bytes and self._pages:
                _key, oldest = self._pages.popitem(last=False)
                self.bytes -= oldest.size

    def clear(self):
        with self._lock:
            self._pages.clear()
            self.bytes = 0


MEMORY = PageMemory()


def find(key, shared):
    """The stored answer, from memory or else, where ``shared``, from Redis."""
    page = MEMORY.get(key)
    if page is None and shared and (cache := shared_cache()):
        try:
            found = cache.in_redis("get", f"page:{key}")
        except RedisError:
            return None
        if found:
            page = StoredPage(*found)
            MEMORY.put(key, page)
    return page


def keep(key, page, shared):
    MEMORY.put(key, page)
    if shared and (cache := shared_cache()):
        with suppress(RedisError):
            cache.in_redis("set", f"page:{key}", (page.headers, page.bodies), timeout=REDIS_SECONDS)
