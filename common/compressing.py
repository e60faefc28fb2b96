"""Answers made smaller for clients that can read them so."""

import gzip
from functools import lru_cache

import brotli

WORTH_COMPRESSING = 300
# Best first.
COMPRESSORS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


@lru_cache(maxsize=512)
def encodings_of(accept_encoding):
    """The encodings we offer that a client accepts, best first; one marked ``q=0`` is refused."""
    accepted = set()
    for part in accept_encoding.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "").rstrip("0").rstrip(".") != "q=":
            accepted.add(name.strip())
    return tuple(name for name in COMPRESSORS if name in accepted)


def is_worth_it(response):
    return (
        not response.streaming
        and not response.has_header("Content-Encoding")
        and len(response.content) >= WORTH_COMPRESSING
    )
