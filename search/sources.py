"""The one list of what can be found, and how words find it."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, Q, Value, When
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from common.querysets import PublicPageQuerySet
from directory.cards import cards
from directory.models import AgencyPage, FacilityPage, ProgramPage, ResourcePage
from pages.models import EventPage, NewsPage, StandardPage


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found; its cards come from ``model``."""

    kind: str
    label: str
    model: type


SOURCES = (
    Source("facility", "시설", FacilityPage),
    Source("program", "프로그램", ProgramPage),
    Source("resource", "자원", ResourcePage),
    Source("news", "소식", NewsPage),
    Source("event", "행사", EventPage),
    Source("agency", "기관", AgencyPage),
    Source("standard", "안내", StandardPage),
)


def content_types():
    """Content type ids by kind; Django remembers them, so this asks the database once a process."""
    types = ContentType.objects.get_for_models(*(source.model for source in SOURCES))
    return {source.kind: types[source.model].pk for source in SOURCES}


def findable(root):
    """Every page below ``root`` that a search may show: published, and of our kinds."""
    pages = PublicPageQuerySet(Page).published().descendant_of(root)
    return pages.filter(content_type__in=content_types().values())


def found(root, words):
    """Findable pages in which every word begins a word of the short texts, stands in the body, or in the title.

    Wagtail's index answers with sets of ids, never with ranks: ranking a common word costs its stock
    SQLite backend a query for every match, which anybody could ask for. So a title that has the first
    word comes first, then the newest.
    """
    backend, everything, pages = get_search_backend(), Page.objects.order_by(), findable(root)
    for word in words:
        begins = backend.autocomplete(word, everything, order_by_relevance=False)
        stands = backend.search(word, everything, order_by_relevance=False)
        pages = pages.filter(Q(pk__in=_ids(begins)) | Q(pk__in=_ids(stands)) | Q(title__icontains=word))
    in_title = Case(When(title__icontains=words[0], then=Value(0)), default=Value(1))
    return pages.order_by(in_title, "-first_published_at", "-pk")


def _ids(results):
    """Search results as a sub-select; both database backends make a queryset of them."""
    return results.get_queryset().order_by().values("pk")


def counts(pages):
    """How many of ``pages`` there are of each kind, with one query."""
    by_type = dict(pages.order_by().values_list("content_type").annotate(Count("pk")))
    return {kind: by_type.get(pk, 0) for kind, pk in content_types().items()}


def cards_of_any_kind(pages, request):
    """Cards in the order of ``pages``: one query for each kind among them."""
    wanted = list(pages.values_list("pk", "content_type"))
    types, loaded = content_types(), {}
    for source in SOURCES:
        ids = [pk for pk, content_type in wanted if content_type == types[source.kind]]
        if ids:
            loaded |= source.model.objects.for_cards().in_bulk(ids)
    return cards([loaded[pk] for pk, _ in wanted if pk in loaded], request)
