"""What a letter can tell of: news, events and programmes that the public may read now."""

from urllib.parse import urljoin

from django.db.models import Q
from django.utils import timezone

from common.facts import iso
from common.templatetags.nurinet_tags import period
from directory.models import ProgramPage
from pages.kinds import EventState
from pages.models.events import EventPage
from pages.models.news import NewsPage
from pages.models.subscribing import ItemKind
from pages.recurrence.words import Shape

MODELS = {ItemKind.EVENT: EventPage, ItemKind.NEWS: NewsPage, ItemKind.PROGRAM: ProgramPage}


def _not_over(kind):
    """Nobody is told of what is over or called off."""
    if kind == ItemKind.EVENT:
        return Q(last_ends_at__gte=timezone.now()) & ~Q(state=EventState.CANCELLED)
    if kind == ItemKind.PROGRAM:
        return Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    return Q()


def public_pages(site, kind):
    """Pages of that kind that are public now, with what an entry shows; aliases tell nothing new."""
    pages = MODELS[kind].objects.published().in_site(site).filter(_not_over(kind), alias_of__isnull=True)
    pages = pages.select_related("agency").defer_streamfields().defer("agency__body")
    return pages.with_venue_title() if kind == ItemKind.EVENT else pages


def pages_by_id(site, ids):
    """Those of ``ids`` that may be told of now, whatever their kind: {id: (kind, page)}, three queries."""
    return {
        page.pk: (kind, page) for kind in MODELS for page in public_pages(site, kind).filter(pk__in=set(ids))
    }


def _when(kind, page):
    if kind == ItemKind.EVENT:
        if page.shape == Shape.ONCE and not page.is_all_day:
            return period(iso(page.starts_at), iso(page.ends_at))
        return page.schedule_words
    if kind == ItemKind.PROGRAM and (page.starts_on or page.ends_on):
        return period(iso(page.starts_on), iso(page.ends_on))
    return ""


def entry(kind, page, base, note=""):
    """The page in a letter, as plain data: whole addresses, words of today."""
    place = getattr(page, "place", "")
    if kind == ItemKind.EVENT and page.public_venue_title:
        place = f"{page.public_venue_title} {place}".strip()
    return {
        "id": page.pk,
        "kind": str(kind),
        "title": page.title,
        "url": urljoin(base, page.get_url() or ""),
        "summary": note or page.summary,
        "agency": page.agency.title,
        "when": _when(kind, page),
        "place": place,
    }
