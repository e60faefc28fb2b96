"""What was found: positions in an order. A slice of it is read from the database, as pages."""

from functools import cached_property
from itertools import islice

from directory.cards import cards
from directory.finding.marks import positions_of
from directory.finding.near import by_distance, in_words


class Found:
    """Stands where a list's queryset would: it is counted and sliced, and knows how its cards are made."""

    def __init__(self, listing, marks, *, order=None, near=None):
        self.listing, self.marks = listing, marks
        self.order, self.near = order, near

    def count(self):
        return self.marks.bit_count()

    @cached_property
    def _by_distance(self):
        return by_distance(positions_of(self.marks), self.listing.points, self.near)

    def positions(self):
        if self.near and self.order is None:
            return iter(self._by_distance[0])
        return positions_of(self.marks, self.order)

    def pks(self, start=0, stop=None):
        return [self.listing.pks[position] for position in islice(self.positions(), start, stop)]

    def for_cards(self):
        return self

    def __getitem__(self, wanted):
        return self.read(self.pks(wanted.start or 0, wanted.stop))

    def read(self, pks, load=lambda pages: pages.for_cards()):
        """These pages, in this order. Who was unpublished a moment ago is not among them."""
        pages = load(self.listing.pages.filter(pk__in=pks)).in_bulk()
        return [pages[pk] for pk in pks if pk in pages]

    def cards(self, pages, request):
        """The cards of some of its pages; with the distance in words, where somebody asked what is near."""
        made = cards(pages, request)
        if self.near:
            for page, card in zip(pages, made, strict=True):
                metres = self._by_distance[1].get(self.listing.position[page.pk])
                card["distance"] = "" if metres is None else in_words(metres)
        return made
