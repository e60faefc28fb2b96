"""Cards of many pages at once: one query for their pictures and one for their reach, however many lists."""

from django.db.models import prefetch_related_objects

from common.bodies import load_bodies
from directory.reach import load_reach


def complete_cards(pages):
    """Load what `for_cards` left out, for pages of any type."""
    prefetch_related_objects([page.image for page in pages if page.image_id], "renditions")
    load_reach([page for page in pages if hasattr(page, "targets")])


def complete_facts(pages):
    """Load what `for_facts` left out, the bodies too, for pages of any type."""
    load_bodies(pages)
    load_reach([page for page in pages if hasattr(page, "targets")])


def cards(pages, request):
    """The cards of one list."""
    return cards_of_lists([pages], request)[0]


def cards_of_lists(lists, request):
    """The cards of several lists of one page; a list is a queryset or anything that can be read once."""
    lists = [list(pages) for pages in lists]
    complete_cards([page for pages in lists for page in pages])
    return [[page.public_card(request) for page in pages] for pages in lists]
