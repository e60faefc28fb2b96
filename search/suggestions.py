"""What is suggested while somebody types: questions that many ask, and titles of what is public."""

from typing import NamedTuple

from django.core.cache import cache
from wagtail.search.backends import get_search_backend

from common.titles import title_of
from search.backend.base import content_types_of
from search.backend.expressions import BEGINS, Arm, Word, any_of
from search.korean.beginnings import MARKS, place, readings
from search.sources import SOURCES, address, content_types, findable, others
from search.tallies import frequent

MOST = 8
MOST_QUESTIONS = 3
LONGEST = 40  # letters; nothing of ours begins with more
LOOKED_AT = 200  # titles of a table that are looked at, however many more begin so
FREQUENT, FREQUENT_SECONDS = 300, 60
LABELS = {source.kind: source.label for source in SOURCES}


class Suggestion(NamedTuple):
    """A page with its address, or a question, which has none."""

    text: str
    kind: str
    label: str
    url: str | None


def suggestions(typed, root, request=None):
    """At most eight for what was typed, none of them twice: questions first, then titles, the nearest first."""
    letters = readings(typed) if len(typed) <= LONGEST else ()
    if not letters:
        return []
    titles = _titles(typed, letters, root)
    asked = [text for text in _frequent(letters) if text not in titles][:MOST_QUESTIONS]
    questions = [Suggestion(text, "question", "많이 찾는 말", None) for text in asked]
    nearest = list(titles.values())[: MOST - len(questions)]
    return questions + [_suggestion(kind, thing, request) for kind, thing in nearest]


def _suggestion(kind, thing, request):
    return Suggestion(title_of(thing), kind, LABELS[kind], address(thing, request))


def _frequent(letters):
    """What residents often ask, where it or one of its words begins so; the most asked first."""
    texts = cache.get_or_set("frequent-questions", lambda: frequent(FREQUENT), FREQUENT_SECONDS)
    return [text for text in texts if place(letters, text) < 2]


def _titles(typed, letters, root):
    """Kind and thing by title: first what begins with it, then what has a word that does; the shortest first."""
    kinds = {pk: kind for kind, pk in content_types().items()}
    more = others(root)
    pages, *found = _beginning(typed, letters, [findable(root), *more.values()])
    things = [(kinds[page.content_type_id], page) for page in pages.only("title", "url_path", "content_type")]
    for kind, those in zip(more, found, strict=True):
        those = those.named() if hasattr(those, "named") else those.only("title", "uuid")
        things += [(kind, thing) for thing in those]
    nearest = {}
    for kind, thing in sorted(things, key=lambda found: _nearness(letters, *found)):
        nearest.setdefault(title_of(thing).casefold(), (kind, thing))
    return nearest


def _nearness(letters, kind, thing):
    title = title_of(thing)
    return place(letters, title), len(title), title, kind, thing.pk


def _beginning(typed, letters, public):
    """Of each of ``public`` those whose title has a word that begins so; of a single letter, the whole title.

    A search server of its own knows nothing of who may see what: it is asked for all, and what is public stays.
    """
    backend = get_search_backend()
    if hasattr(backend, "candidates"):
        marks = MARKS if max(map(len, letters)) > 1 else MARKS[:1]
        beginnings = [any_of(Word(mark + each, is_prefix=True) for each in letters) for mark in marks]
        arms = [Arm(BEGINS, each, LOOKED_AT) for each in beginnings]
        rows = backend.candidates(backend.allowed(public), arms, 2 * LOOKED_AT)
        families = [content_types_of(each.model) for each in public]
        found = [[pk for kind, pk, *_ in rows if kind in family] for family in families]
    else:
        answers = [backend.autocomplete(typed, each.model._default_manager.all()) for each in public]
        found = [[thing.pk for thing in answer[:LOOKED_AT]] for answer in answers]
    return [each.filter(pk__in=pks).order_by() for each, pks in zip(public, found, strict=True)]
