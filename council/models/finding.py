"""How bodies and meetings are found: what the search index holds of them, and what a card of one shows.

Of what happened at a meeting the index holds the standing publication alone, in which what is hidden is gone.
"""

from wagtail.api.utils import get_full_url
from wagtail.search import index

from common.boosts import KEYWORD, TITLE
from common.facts import iso


class Found(index.Indexed):
    """`council.indexing` keeps the index: what is public is in it, and leaves it with the same save."""

    search_auto_update = False
    search_title = "found_title"

    def public_card(self, request=None):
        return {
            "uuid": str(self.uuid),
            "type": self._meta.label,
            "type_label": str(self._meta.verbose_name),
            "title": self.found_title,
            "url": self.get_absolute_url(),
            "full_url": get_full_url(request, self.get_absolute_url()),
            "summary": self.summary,
            "image": None,
        }


class FoundBody(Found):
    """Before the model of bodies."""

    search_fields = [
        index.SearchField("found_title", boost=TITLE),
        index.AutocompleteField("found_title"),
        index.SearchField("alias", boost=KEYWORD),
        index.SearchField("purpose"),
        index.SearchField("description"),
        index.SearchField("meets"),
        index.FilterField("id"),
    ]

    @property
    def found_title(self):
        return self.name

    @property
    def summary(self):
        return self.purpose

    @property
    def organisation(self):
        """Who answers for it, as other kinds of results have somebody."""
        return self.parent.name if self.parent else ""


class FoundMeeting(Found):
    """Before the model of meetings."""

    search_fields = [
        index.SearchField("found_title", boost=TITLE),
        index.AutocompleteField("found_title"),
        index.SearchField("item_titles", boost=KEYWORD),
        index.SearchField("minutes_text"),
        index.FilterField("id"),
    ]

    @classmethod
    def get_indexed_objects(cls):
        return super().get_indexed_objects().public().for_facts()

    @property
    def found_title(self):
        return f"{self.committee.name} {self.name}"

    @property
    def item_titles(self):
        return ", ".join(item.title for item in self.items.all())

    @property
    def minutes_text(self):
        """What everybody may read of the minutes; '' where nothing stands."""
        return self.publication.text if self.publication else ""

    @property
    def summary(self):
        return self.item_titles[:160]

    @property
    def organisation(self):
        return self.committee.name

    def public_card(self, request=None):
        return super().public_card(request) | {
            "starts_at": iso(self.starts_at),
            "is_cancelled": self.is_cancelled,
            "has_minutes": self.publication is not None,
        }
