"""The one engine behind every search: what was meant, what may answer it, and how well each answers."""

from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search import lexicons
from search.backend.plans import arms
from search.korean.scoring import score
from search.korean.understanding import Understanding, understand

# No search ranks more; of what is beyond it is only said that there is more.
LIMIT = 1000
# What is typed beyond this is not read, not even to be cleaned.
LONGEST = 1000


class Hit(NamedTuple):
    """``share``: how much of the question was found, from 0 to 1. ``title``: the same for the same titles."""

    content_type_id: int
    pk: int
    score: float
    share: float
    title: str = ""


@dataclass(frozen=True)
class Found:
    """``hits``: the best first, then by content type and key. ``is_capped``: there may be more than these."""

    understanding: Understanding
    hits: list[Hit]
    is_capped: bool


def look_up(text, querysets, *, literally=False, limit=LIMIT):
    """What of ``querysets`` answers ``text``: one statement for each queryset, however large the index is.

    On a backend that is not ours, what that backend finds.
    """
    lexicon = lexicons.current()
    understanding = understand(text[:LONGEST], lexicon, literally=literally)
    backend = get_search_backend()
    ask = _candidates if hasattr(backend, "candidates") else _answers
    hits, is_capped = [], False
    for queryset in querysets:
        found, is_full = ask(backend, understanding, lexicon, queryset, limit)
        hits += found
        is_capped = is_capped or is_full
    hits.sort(key=_best_first)
    return Found(understanding, hits[:limit], is_capped or len(hits) > limit)


def ranked(backend, understanding, lexicon, queryset, limit=LIMIT):
    """What of one queryset answers a question that was understood already, the best first."""
    hits, _ = _candidates(backend, understanding, lexicon, queryset, limit)
    return sorted(hits, key=_best_first)


def _best_first(hit):
    return -hit.score, hit.content_type_id, hit.pk


def _candidates(backend, understanding, lexicon, queryset, limit):
    rows = backend.candidates(queryset, arms(understanding, lexicon, limit), limit)
    # Nothing is left out for its score: words that the vocabulary does not know yet are worth nothing so far.
    hits = [
        Hit(kind, pk, *score(understanding, title, body, lexicon), title) for kind, pk, title, body in rows
    ]
    return hits, len(rows) >= limit


def _answers(backend, understanding, lexicon, queryset, limit):
    """Of a server of its own, which knows nothing of who may see what: asked for all, and what is allowed stays."""
    if not understanding.searched:
        return [], False
    results = backend.search(understanding.searched, queryset.model._default_manager.all())
    things = list(results.annotate_score("_score")[:limit])
    allowed = set(queryset.filter(pk__in=[thing.pk for thing in things]).values_list("pk", flat=True))
    hits = [
        Hit(_kind(thing), thing.pk, thing._score or 0.0, 1.0, str(thing))
        for thing in things
        if thing.pk in allowed
    ]
    return hits, len(things) >= limit


def _kind(thing):
    return thing.content_type_id if isinstance(thing, Page) else ContentType.objects.get_for_model(thing).pk
