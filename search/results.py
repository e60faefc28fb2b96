"""What a question found: the engine's hits, weighed and parted into results and what is only similar."""

from collections import Counter, defaultdict
from functools import cached_property
from itertools import islice

from directory.finding.boundaries import middles
from directory.finding.marks import everything, marks_of, positions_of
from search import sources
from search.engine import look_up
from search.reach import Reach

# From this share of what was asked on, by the weight of its words, a hit is a result; below it is similar.
# Judged on real questions (0.25 to 0.7): a higher one pushes good answers to long questions down.
ENOUGH = 0.3
MOST_SIMILAR = 20
# What has the same kind and title as something before it weighs this much less, each time.
REPEATED = 0.5


class Results:
    """Hits by position, in the order of the text's own score; a set of them is a number (`finding.marks`)."""

    def __init__(self, root, question):
        self.root = root
        found = look_up(question.text, sources.everything(root), literally=question.literally)
        kinds = {pk: kind for kind, pk in sources.content_types().items()}
        self.understanding, self.is_capped = found.understanding, found.is_capped
        self.hits = found.hits
        self.kinds = [kinds[hit.content_type_id] for hit in found.hits]

    @cached_property
    def everything(self):
        return everything(len(self.hits))

    @cached_property
    def good(self):
        """Those that say enough of what was asked."""
        enough = (position for position, hit in enumerate(self.hits) if hit.share >= ENOUGH)
        return marks_of(enough, len(self.hits))

    @cached_property
    def positions(self):
        """Positions by kind and primary key."""
        return {
            (kind, hit.pk): position
            for position, (kind, hit) in enumerate(zip(self.kinds, self.hits, strict=True))
        }

    @cached_property
    def pks(self):
        """Primary keys by kind, of kinds in which something was found."""
        pks = defaultdict(list)
        for kind, hit in zip(self.kinds, self.hits, strict=True):
            pks[kind].append(hit.pk)
        return dict(pks)

    @cached_property
    def found(self):
        """Of each kind that was found, its source and those that were found, as a queryset."""
        return [
            (source, source.model.objects.filter(pk__in=self.pks[source.kind]).order_by())
            for source in sources.SOURCES
            if source.kind in self.pks
        ]

    @cached_property
    def reach(self):
        return Reach(self)

    @property
    def marks(self):
        return self.reach.marks

    def saying(self, words, exact):
        """All were found by the words."""
        return self.everything, self.understanding

    @cached_property
    def kind_marks(self):
        positions = defaultdict(list)
        for position, kind in enumerate(self.kinds):
            positions[kind].append(position)
        return {kind: marks_of(of_kind, len(self.hits)) for kind, of_kind in positions.items()}

    def is_good(self, position):
        return bool(self.good >> position & 1)

    def counts_by_kind(self):
        return {kind: (marks & self.good).bit_count() for kind, marks in self.kind_marks.items()}

    def shown(self, left=None, near=""):
        """Positions of the results among ``left``, and of the few that are only similar, the best first."""
        left = self.everything if left is None else left
        order = self.ranked(near)
        good = list(positions_of(left & self.good, order))
        return good, list(islice(positions_of(left & ~self.good, order), MOST_SIMILAR))

    def ranked(self, near=""):
        """All positions, the best first: the text's score, times what the thing is worth today and here.

        Of several with one title the best stands in its place; the others make room for what is not yet named.
        """
        worth = [hit.score for hit in self.hits]
        for source, found in self.found:
            for pk, factor in source.weigh(found).items():
                worth[self.positions[source.kind, pk]] *= factor
        if near in middles():
            for position, factor in self.reach.nearness(near).items():
                worth[position] *= factor
        named = Counter()
        for position in self._best_first(worth):
            title = self.kinds[position], self.hits[position].title
            worth[position] *= REPEATED ** named[title]
            named[title] += 1
        return self._best_first(worth)

    def _best_first(self, worth):
        return sorted(range(len(self.hits)), key=lambda position: (-worth[position], self.hits[position][:2]))
