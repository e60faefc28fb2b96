"""Cards of many pages and benefits at once: one query each for pictures, reach and hours."""

from django.db.models import prefetch_related_objects

from common.bodies import load_bodies
from directory.reach import load_reach


def complete_cards(pages):
    """Load what `for_cards` left out, for pages of any type."""
    prefetch_related_objects([page.image for page in pages if getattr(page, "image_id", None)], "renditions")
    load_relations(pages)


def complete_facts(pages):
    """Load what `for_facts` left out, the bodies too, for pages of any type; a type may load more itself."""
    load_bodies(pages)
    load_relations(pages)
    for model in {type(page) for page in pages if hasattr(page, "load_facts")}:
        model.load_facts([page for page in pages if type(page) is model])


def load_relations(pages):
    """The reach of all, the hours of those that have hours, and how many signed up where one may."""
    load_reach([page for page in pages if hasattr(page, "targets")])
    prefetch_related_objects([page for page in pages if page.pk and hasattr(page, "hours")], "hours")
    # The models below stand on these cards.
    from directory.models.applying import load_applied

    load_applied(pages)


def cards(pages, request):
    """The cards of one list."""
    return cards_of_lists([pages], request)[0]


def cards_of_lists(lists, request):
    """The cards of several lists of one page; a list is a queryset or anything that can be read once."""
    lists = [list(pages) for pages in lists]
    complete_cards([page for pages in lists for page in pages])
    return [[page.public_card(request) for page in pages] for pages in lists]
