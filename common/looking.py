"""Words that somebody typed, looked for by the site's search, whichever backend stands behind Wagtail's.

Ours says besides how it understood the words (``understanding``); what another backend does not say is
not shown. What may be found is decided by whoever asks: nothing but ``things`` is looked at.
"""

from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.search.backends import get_search_backend
from wagtail.search.query import Phrase

LONGEST = 100


def has_words(text):
    """Whether there is anything to look for in ``text``."""
    return any(letter.isalnum() for letter in text)


@dataclass(frozen=True)
class Sought:
    """``pks`` of what was found, as a sub-select where the backend has one; how the text was understood."""

    pks: QuerySet | list
    understanding: object = None


def look_for(text, things, *, exact=False):
    """Those of ``things`` that say ``text``, however many they are; ``exact``: as it was typed, nothing mended."""
    backend = get_search_backend()
    query = Phrase(text) if exact else text
    results = backend.search(query, _readable(backend, things), order_by_relevance=False)
    return Sought(_pks(results), getattr(results, "understanding", None))


def best_first(text, things):
    """Those of ``things`` that say ``text`` as Wagtail's search results, the best first; a bounded number."""
    backend = get_search_backend()
    return backend.search(text, _readable(backend, things))


def typed_so_far(text, things):
    """Those of ``things`` that ``text`` may become while it is being typed; for screens that answer each key."""
    backend = get_search_backend()
    return _pks(backend.autocomplete(text, _readable(backend, things), order_by_relevance=False))


def _readable(backend, things):
    """``things`` by their ids alone; for a backend that is not ours without the conditions that it cannot read."""
    if hasattr(backend, "candidates"):
        rows = things
    else:
        rows = things.model._default_manager.filter(pk__in=things.order_by().values("pk"))
    return rows.select_related(None).prefetch_related(None).order_by().only("pk")


def _pks(results):
    if hasattr(results, "get_queryset"):
        return results.get_queryset().order_by().values_list("pk", flat=True)
    return [thing.pk for thing in results]


def repaired(understanding, literal_url):
    """What the reader is told when something else was searched for than was typed; None where nothing is to tell."""
    if not getattr(understanding, "how", ""):
        return None
    return {
        "typed": understanding.typed,
        "searched": understanding.searched,
        "how": understanding.how,
        "literal_url": literal_url,
    }
