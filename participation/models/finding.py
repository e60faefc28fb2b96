"""How issues are found: what of a public one the search index holds, and what a card of one shows."""

from wagtail.api.utils import get_full_url
from wagtail.search import index

from common.boosts import KEYWORD, TITLE
from common.facts import choice, iso


class FoundByWords(index.Indexed):
    """Before the model of issues. Only what is public is in the index, and leaves it when it is no more.

    Nothing of its author is: neither found by a name, nor shown with one.
    """

    # `participation.receivers` does it: what changes none of these words, as each 공감 does, is not indexed again.
    search_auto_update = False
    search_fields = [
        index.SearchField("title", boost=TITLE),
        index.AutocompleteField("title"),
        index.RelatedFields("topics", [index.SearchField("label", boost=KEYWORD)]),
        index.RelatedFields("targets", [index.SearchField("label", boost=KEYWORD)]),
        index.RelatedFields("dong", [index.SearchField("name", boost=KEYWORD)]),
        index.SearchField("problem"),
        index.SearchField("wish"),
        index.FilterField("id"),
    ]

    @classmethod
    def get_indexed_objects(cls):
        return super().get_indexed_objects().public()

    @property
    def organisation(self):
        """Who answers for it, as other kinds of results have somebody."""
        return self.body_in_charge.name if self.body_in_charge else ""

    @property
    def summary(self):
        return " ".join(self.problem.split())[:160]

    def public_card(self, request=None):
        """What a search result shows. The same shapes as those of pages."""
        return {
            "uuid": str(self.uuid),
            "type": self._meta.label,
            "type_label": str(self._meta.verbose_name),
            "number": self.pk,
            "title": self.title,
            "url": self.get_absolute_url(),
            "full_url": get_full_url(request, self.get_absolute_url()),
            "summary": self.summary,
            "image": None,
            "status": choice(self.status, self.get_status_display()),
            "dong": self.dong.facts(),
            "topics": [term.facts() for term in self.topics.all()],
            "empathies": self.empathy_count,
            "comments": self.comment_count,
            "due_on": iso(self.due_on),
            "is_late": self.is_late,
            "published_at": iso(self.published_at),
        }
