"""Wagtail's own way to ask: ``Model.objects.search(…)``, ``.autocomplete(…)``, and what comes back.

In order of relevance, an answer is bounded and ranked by the engine. Otherwise it is a set: everything that
says every concept, or, where nothing does, every concept but one.
"""

from collections import OrderedDict
from functools import cached_property, reduce
from operator import and_, or_

from django.db.models import Case, Count, FloatField, Q, Value, When
from modelsearch.backends.base import BaseSearchQueryCompiler, BaseSearchResults, FilterFieldError
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from search import lexicons
from search.backend import plans
from search.backend.beginnings import beginnings, nearness
from search.backend.expressions import ANYWHERE, BEGINS, Arm, Word
from search.engine import LIMIT, LONGEST, ranked
from search.korean.understanding import understand

NOTHING = Q(pk__in=())
# Ranked answers that have less than this part of what the best one has are left out.
WORTH_SHOWING = 0.5


class KoreanCompiler(BaseSearchQueryCompiler):
    """A question and the queryset it is asked of. Any filter of the queryset holds: the database applies it."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True

    def __init__(self, queryset, query, fields=None, operator=None, order_by_relevance=True):
        super().__init__(queryset, query, fields, operator, order_by_relevance)
        self.operator = operator
        self._hits = None

    def check(self):
        """Nothing to refuse: modelsearch allows only filters that a server of its own would know."""

    @property
    def is_ranked(self):
        return self.order_by_relevance and bool(self.leaves)

    def hits(self, backend):
        """(pk, score) of a ranked answer, the best first; asked for once."""
        if self._hits is None:
            self._hits = self._ranked(backend)
        return self._hits

    def matching(self, backend):
        """Everything in the queryset that answers, in the queryset's own order, else the newest first."""
        queryset = self.queryset.filter(self._condition(backend, self.query))
        is_as_given = queryset.query.order_by or isinstance(self.query, MatchAll)
        return queryset if is_as_given else queryset.order_by("-pk")

    @cached_property
    def lexicon(self):
        return lexicons.current()

    @cached_property
    def leaves(self):
        return list(_leaves(self.query))

    @cached_property
    def understanding(self):
        """What the words of the question mean, all together; None for a question without words."""
        text = " ".join(map(_words, self.leaves))
        is_literal = all(isinstance(leaf, Phrase) for leaf in self.leaves)
        return understand(text, self.lexicon, literally=is_literal) if self.leaves else None

    def _ranked(self, backend):
        queryset, is_plain = self.queryset, isinstance(self.query, PlainText | Fuzzy)
        if not is_plain or self.operator or self.query.operator == "or":
            queryset = queryset.filter(self._condition(backend, self.query))
        hits = ranked(backend, self.understanding, self.lexicon, [queryset])
        least = WORTH_SHOWING * max((hit.share for hit in hits), default=0) if is_plain else 0
        return [(hit.pk, hit.score) for hit in hits if hit.share >= least]

    def _condition(self, backend, query):
        """The question as a condition on the queryset."""
        if isinstance(query, MatchAll):
            return Q()
        if isinstance(query, Not):
            return (
                NOTHING if isinstance(query.subquery, MatchAll) else ~self._condition(backend, query.subquery)
            )
        if isinstance(query, Boost):
            return self._condition(backend, query.subquery)
        if isinstance(query, And | Or):
            parts = [self._condition(backend, part) for part in query.subqueries]
            return reduce(and_ if isinstance(query, And) else or_, parts) if parts else NOTHING
        return self._said(backend, query)

    def _said(self, backend, leaf):
        is_literal = isinstance(leaf, Phrase)
        understanding = (
            self.understanding
            if leaf is self.query
            else understand(_words(leaf), self.lexicon, literally=is_literal)
        )
        if understanding.initials:
            return self._where(backend, BEGINS, Word(understanding.initials, is_prefix=True))
        if not is_literal and leaf.operator == "or":
            return self._where(backend, ANYWHERE, plans.some(understanding))
        every = self._where(backend, ANYWHERE, plans.every(understanding))
        fewer = plans.all_but_one(understanding, self.lexicon)
        if is_literal or self.operator or not fewer or self.queryset.filter(every).exists():
            return every
        return self._where(backend, ANYWHERE, fewer)

    def _where(self, backend, column, expression):
        if expression is None:
            return NOTHING
        return Q(pk__in=backend.saying(self.queryset.model, column, expression))


class KoreanAutocompleteCompiler(KoreanCompiler):
    """Words that begin with what was typed; where nothing does, what a search finds. Phrases are searched for."""

    def _said(self, backend, leaf):
        if not isinstance(leaf, Phrase):
            begins = self._where(backend, BEGINS, beginnings(_words(leaf)))
            if self.queryset.filter(begins).exists():
                return begins
        return super()._said(backend, leaf)

    def _ranked(self, backend):
        if isinstance(self.query, PlainText | Fuzzy):
            text = _words(self.query)
            asked = beginnings(text)
            arms = [Arm(BEGINS, asked, LIMIT)] if asked else []
            found = backend.candidates(backend.allowed([self.queryset]), arms, LIMIT)
            if found:
                near = [(nearness(text, title), -pk, pk) for _, pk, title, _ in found]
                return [(pk, 1 / (1 + order[0])) for order, _, pk in sorted(near)]
        return super()._ranked(backend)


class KoreanResults(BaseSearchResults):
    supports_facet = True

    @property
    def understanding(self):
        """How the words were understood; None for a question without words."""
        return self.query_compiler.understanding

    def get_queryset(self):
        """The results as a queryset; of an answer that is not ranked, one to be used in other queries."""
        compiler = self.query_compiler
        if not compiler.is_ranked:
            queryset = compiler.matching(self.backend)
            if self._score_field:
                queryset = queryset.annotate(**{self._score_field: Value(None, FloatField())})
            return queryset[self.start : self.stop]
        hits = compiler.hits(self.backend)[self.start : self.stop]
        queryset = compiler.queryset.filter(pk__in=[pk for pk, _ in hits])
        if self._score_field and hits:
            scores = [When(pk=pk, then=Value(score)) for pk, score in hits]
            queryset = queryset.annotate(**{self._score_field: Case(*scores, output_field=FloatField())})
        if hits:
            queryset = queryset.order_by(
                Case(*(When(pk=pk, then=Value(at)) for at, (pk, _) in enumerate(hits)))
            )
        return queryset

    def _do_search(self):
        return list(self.get_queryset())

    def _do_count(self):
        if self.query_compiler.is_ranked:
            return len(self.query_compiler.hits(self.backend)[self.start : self.stop])
        return self.get_queryset().count()

    def facet(self, field_name):
        """How many of all results have each value of a field, the most first."""
        compiler = self.query_compiler
        if compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(
                f"{compiler.queryset.model.__name__}.search_fields has no FilterField({field_name!r})",
                field_name=field_name,
            )
        if compiler.is_ranked:
            found = compiler.queryset.filter(pk__in=[pk for pk, _ in compiler.hits(self.backend)])
        else:
            found = compiler.matching(self.backend)
        counts = (
            found.order_by().values(field_name).annotate(count=Count("pk")).order_by("-count", field_name)
        )
        return OrderedDict((row[field_name], row["count"]) for row in counts)


def _leaves(query):
    """The parts of a question that have words and are asked for, not against."""
    if isinstance(query, And | Or):
        for part in query.subqueries:
            yield from _leaves(part)
    elif isinstance(query, Boost):
        yield from _leaves(query.subquery)
    elif not isinstance(query, Not | MatchAll):
        yield query


def _words(leaf):
    return str(leaf.query_string or "")[:LONGEST]
