"""All that a list can be narrowed by, of all its pages at once, in the memory of this process.

A page is its position in the order by title; a choice is the set of positions it is true of
(`directory.finding.marks`). So filters, and the count beside each choice, cost the same few microseconds
for four hundred pages as for forty thousand, and no query. A listing is made from ``listed()`` pages
alone, and made anew when public content has changed, when a day begins, and when a page expires: there
is no table beside the pages that somebody would have to keep right. What is shown of a page is always
read fresh from the database.
"""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django.db.models import QuerySet
from django.utils import timezone

from common.versions import content_version
from directory.choices import Choices
from directory.finding.marks import everything, marks_of
from directory.finding.open_now import OpenNow
from directory.finding.reading import Reader


@dataclass
class Listing:
    """Lists are by position; ``marks`` by axis and code. Positions stand in the list's own order."""

    pages: QuerySet
    choices: Choices
    position: dict
    pks: list
    titles: list
    texts: list
    confirmed: list
    marks: dict
    good_until: object
    points: list = ()
    open_now: OpenNow | None = None

    @property
    def size(self):
        return len(self.pks)

    @cached_property
    def everything(self):
        return everything(self.size)

    def mentioning(self, words, most=5):
        """Pages that have every word somewhere in their short texts; words after the fifth are not read."""
        found, texts = range(self.size), self.texts
        for word in words.lower().split()[:most]:
            found = [position for position in found if word in texts[position]]
        return marks_of(found, self.size)

    @cached_property
    def by_title(self):
        titles = self.titles
        return sorted(range(self.size), key=lambda position: (titles[position], position))

    @cached_property
    def by_confirmation(self):
        """The newest first; what nobody has confirmed stands last."""
        days = [-day.toordinal() if day else 0 for day in self.confirmed]
        return sorted(self.by_title, key=days.__getitem__)


_kept = {}
_making = Lock()


def listing_of(model, root):
    """The listing of the pages of one type below ``root``, as right as a question of the database would be."""
    place = (model, root.path)
    state = (content_version(), timezone.localdate())
    listing = _still_good(place, state)
    if listing is None:
        with _making:  # Others who wait for the same one find it made.
            listing = _still_good(place, state)
            if listing is None:
                listing = Reader(model, root).read(Listing)
                _kept[place] = (state, listing)
    return listing


def _still_good(place, state):
    known, listing = _kept.get(place, (None, None))
    if known != state or (listing.good_until and listing.good_until <= timezone.now()):
        return None
    return listing


def forget_listings():
    """For tests, whose versions repeat because what they wrote is rolled back."""
    _kept.clear()
