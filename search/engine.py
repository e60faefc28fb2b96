"""The one engine behind every search: what was meant, what may answer it, and how well each answers."""

from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search import lexicons
from search.backend import plans
from search.korean.scoring import score
from search.korean.understanding import Understanding, understand

# No search ranks more; of what is beyond it is only said that there is more.
LIMIT = 1000
# Where fewer say all of a question, those are ranked too that say a part of it.
FEW = 200
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
    """What of ``querysets`` answers ``text``: one statement, or two where few say all of it, however large the index is.

    On a backend that is not ours, what that backend finds.
    """
    lexicon = lexicons.current()
    understanding = understand(text[:LONGEST], lexicon, literally=literally)
    backend = get_search_backend()
    if hasattr(backend, "candidates"):
        hits = ranked(backend, understanding, lexicon, querysets, limit)
    else:
        hits = [hit for queryset in querysets for hit in _answers(backend, understanding, queryset, limit)]
        hits.sort(key=_best_first)
    return Found(understanding, hits[:limit], len(hits) >= limit)


def ranked(backend, understanding, lexicon, querysets, limit=LIMIT):
    """What of ``querysets`` answers a question that was understood already, the best first."""
    allowed = backend.allowed(querysets)
    rows = backend.candidates(allowed, plans.whole(understanding, lexicon, limit), limit)
    if len(rows) < FEW:
        rows += backend.candidates(allowed, plans.partial(understanding, lexicon), limit)
    different = {(kind, pk): (title, body) for kind, pk, title, body in rows}
    # Nothing is left out for its score: words that the vocabulary does not know yet are worth nothing so far.
    hits = [
        Hit(*thing, *score(understanding, title, body, lexicon), title)
        for thing, (title, body) in different.items()
    ]
    return sorted(hits, key=_best_first)


def _best_first(hit):
    return -hit.score, hit.content_type_id, hit.pk


def _answers(backend, understanding, queryset, limit):
    """Of a server of its own, which knows nothing of who may see what: asked for all, and what is allowed stays."""
    if not understanding.searched:
        return []
    results = backend.search(understanding.searched, queryset.model._default_manager.all())
    things = list(results.annotate_score("_score")[:limit])
    allowed = set(queryset.filter(pk__in=[thing.pk for thing in things]).values_list("pk", flat=True))
    return [
        Hit(_kind(thing), thing.pk, thing._score or 0.0, 1.0, str(thing))
        for thing in things
        if thing.pk in allowed
    ]


def _kind(thing):
    return thing.content_type_id if isinstance(thing, Page) else ContentType.objects.get_for_model(thing).pk
