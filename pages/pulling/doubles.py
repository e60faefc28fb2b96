"""Whether the agency has the same thing already, from another source or written by a person."""

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from pages.models import EventPage, NewsPage
from pages.models.pulling import PulledItem


def told_elsewhere(source, thing):
    """A sentence that says where, or ""."""
    if not thing.url:
        return ""
    others = PulledItem.objects.filter(source__agency=source.agency_id, url=thing.url, page__isnull=False)
    other = others.exclude(source=source.pk).select_related("source").first()
    if other:
        return f"‘{other.source}’에서 이미 같은 글을 불러왔습니다."
    page = _by_hand(source, thing)
    return f"담당자가 이미 올린 글(‘{page.title[:60]}’)에 같은 주소가 있습니다." if page else ""


def _by_hand(source, thing):
    """A page that a person wrote and that names the address. A file with one address for all names nothing."""
    if source.pk and source.items.filter(url=thing.url).exists():
        return None
    model = EventPage if thing.is_event else NewsPage
    pages = model.objects.filter(agency=source.agency.page_id, alias_of__isnull=True, pulled__isnull=True)
    escaped = thing.url.replace("&", "&amp;")
    named = Q(written__contains=f'{escaped}\\"') | Q(written__contains=f"{escaped}<")
    if thing.is_event:
        named |= Q(apply_url=thing.url) | Q(online_url=thing.url)
    return pages.annotate(written=Cast("body", TextField())).filter(named).only("title").first()
