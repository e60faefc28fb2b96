"""All that a list can be narrowed by, of all its pages at once, in the memory of this process.

A page is its position in the order by title; a choice is the set of positions it is true of
(`directory.finding.marks`). So filters, and the count beside each choice, cost the same few microseconds
for four hundred pages as for forty thousand, and no query. A listing is made from ``listed()`` pages
alone, and made anew when public content has changed, when a day begins, and when a page expires: there
is no table beside the pages that somebody would have to keep right. What is shown of a page is always
read fresh from the database.

Words are looked for by the site's search; what it found is kept as another set.
"""

from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from django.db.models import QuerySet
from django.utils import timezone

from common.looking import look_for
from common.versions import content_version
from directory.choices import Choices
from directory.finding.marks import everything, marks_of
from directory.finding.open_now import OpenNow
from directory.finding.reading import Reader

# Each a few kilobytes where there are 40,000 pages.
WORDS_KEPT = 200


@dataclass
class Listing:
    """Lists are by position; ``marks`` by axis and code. Positions stand in the list's own order."""

    pages: QuerySet
    choices: Choices
    position: dict
    pks: list
    titles: list
    confirmed: list
    marks: dict
    good_until: object
    points: list = ()
    open_now: OpenNow | None = None
    _said: dict = field(default_factory=dict)

    @property
    def size(self):
        return len(self.pks)

    @cached_property
    def everything(self):
        return everything(self.size)

    def saying(self, words, exact):
        """The pages that the site's search finds by ``words``, and how it understood them.

        Kept while the listing is: who turns pages and adds filters asks for the same words again.
        """
        asked = (words, exact)
        if asked not in self._said:
            if len(self._said) >= WORDS_KEPT:
                self._said.clear()
            sought = look_for(words, self.pages, exact=exact)
            found = (self.position[pk] for pk in sought.pks if pk in self.position)
            self._said[asked] = marks_of(found, self.size), sought.understanding
        return self._said[asked]

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
