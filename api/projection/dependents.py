"""Whose words a change reaches: what names the thing, what shows the picture, what stands below."""

from wagtail.models import Page

from api.models import Doubt
from api.projection.marking import mark_below, mark_pages, naming
from api.projection.types import BENEFIT
from directory.models import AgencyPage

# So many pages that name a thing are worked out before anybody reads on; more are left to the worker.
AT_ONCE = 50


def mark_dependents(rows):
    """Rows just taken: pages that name them say something else now; what is gone they must not name."""
    pages = [row for row in rows if row.type != BENEFIT]
    gone = {row.object_id for row in pages if row.is_gone}
    mark_pages(naming_pages(gone))
    others = naming_pages({row.object_id for row in pages} - gone)
    mark_pages(others, Doubt.MUST_WAIT if len(others) <= AT_ONCE else Doubt.MAY_BE_OLD)
    mark_below([row.object_id for row in pages if _turned(row)])
    for row in pages:
        if not _turned(row) and (row.title, row.url) != row.told[2:]:
            _mark_named_below(row)


def _turned(row):
    """Whether it hides or shows what stands below it otherwise than before."""
    return (row.is_gone, row.shown_until) != row.told[:2]


def naming_pages(pks):
    """Pages that name these ones, and their copies that say whose copies they are."""
    return {*naming(Page, pks), *copies_of(pks)}


def copies_of(pks):
    """The aliases of these pages."""
    return list(Page.objects.filter(alias_of__in=pks).values_list("pk", flat=True)) if pks else []


def _mark_named_below(row):
    """Pages name the page above them; those of an agency name it at any depth. Addresses change for all."""
    below = Page.objects.filter(path__startswith=row.path, live=True).exclude(pk=row.object_id)
    moved = row.url != row.told[3]
    if not moved and row.type != AgencyPage._meta.label:
        below = below.filter(depth=len(row.path) // Page.steplen + 1)
    mark_pages(list(below.values_list("pk", flat=True)), Doubt.MUST_WAIT if moved else Doubt.MAY_BE_OLD)
