"""How often somebody may do something: counted in the cache, forgotten with the window."""

import hashlib
import time

from django.core.cache import cache


def within_limit(action, key, *, times, seconds):
    """Count this attempt; whether it is among the first ``times`` of the running window of ``seconds``.

    Keys are kept as hashes: the cache learns no address and no e-mail. Windows begin for all at once,
    so around their border twice as much is possible. Without a cache nobody is kept out.
    """
    digest = hashlib.blake2b(str(key).encode(), digest_size=16).hexdigest()
    name = f"limit:{action}:{digest}:{int(time.time() // seconds)}"
    cache.add(name, 0, seconds)
    try:
        return cache.incr(name) <= times
    except ValueError:  # emptied in between
        return True


def until_next(seconds):
    """Whole seconds until the running window of so many ends."""
    return seconds - int(time.time() % seconds)
