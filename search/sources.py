"""The one list of what can be found, and how words find it."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, F, Q, Value, When
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from common.querysets import PublicPageQuerySet
from directory.cards import cards
from directory.models import AgencyPage, Benefit, FacilityPage, ProgramPage, ResourcePage
from directory.models.benefit import nearness
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
    Source("benefit", "복지서비스", Benefit),
    Source("news", "소식", NewsPage),
    Source("event", "행사", EventPage),
    Source("agency", "기관", AgencyPage),
    Source("standard", "안내", StandardPage),
)


BENEFIT = "benefit"
PAGES = tuple(source for source in SOURCES if issubclass(source.model, Page))
# What makes the order of results, and what they are known by. Benefits have no content type here.
COLUMNS = ("in_title", "rank", "moment", "id", "type")


def content_types():
    """Content type ids by kind of page; Django remembers them, so this asks the database once a process."""
    types = ContentType.objects.get_for_models(*(source.model for source in PAGES))
    return {source.kind: types[source.model].pk for source in PAGES}


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
    return _saying(words, findable(root), Page).order_by(_in_title(words), "-first_published_at", "-pk")


def found_benefits(words):
    """Benefits that residents may see, found like pages; the nearest help first."""
    return _saying(words, Benefit.objects.listed(), Benefit).nearest_first()


def _saying(words, things, model):
    backend, everything = get_search_backend(), model.objects.order_by()
    for word in words:
        begins = backend.autocomplete(word, everything, order_by_relevance=False)
        stands = backend.search(word, everything, order_by_relevance=False)
        things = things.filter(Q(pk__in=_ids(begins)) | Q(pk__in=_ids(stands)) | Q(title__icontains=word))
    return things


def _in_title(words):
    return Case(When(title__icontains=words[0], then=Value(0)), default=Value(1))


def _ids(results):
    """Search results as a sub-select; both database backends make a queryset of them."""
    return results.get_queryset().order_by().values("pk")


class Results:
    """What words found, of all kinds: what our own agencies say comes before the official lists' benefits."""

    def __init__(self, root, words):
        self.words, self.pages, self.benefits = words, found(root, words), found_benefits(words)

    def counts(self):
        """How many there are of each kind, with two queries."""
        by_type = dict(self.pages.order_by().values_list("content_type").annotate(Count("pk")))
        numbers = {kind: by_type.get(pk, 0) for kind, pk in content_types().items()}
        numbers[BENEFIT] = self.benefits.count()
        return {source.kind: numbers[source.kind] for source in SOURCES}

    def rows(self, kind=""):
        """Results in their order, as rows for ``cards_of_rows``; of one kind where one is named."""
        pages, benefits = self._page_rows(), self._benefit_rows()
        if kind == BENEFIT:
            rows = benefits
        elif kind:
            rows = pages.filter(content_type=content_types()[kind])
        else:
            rows = pages.union(benefits, all=True)
        return rows.order_by("in_title", "rank", "-moment", "-id")

    def _page_rows(self):
        pages = self.pages.order_by().annotate(
            in_title=_in_title(self.words),
            rank=Value(0),
            moment=F("first_published_at"),
            type=F("content_type_id"),
        )
        return pages.values_list(*COLUMNS)

    def _benefit_rows(self):
        benefits = self.benefits.order_by().annotate(
            in_title=_in_title(self.words), rank=nearness() + 1, moment=F("created_at"), type=Value(0)
        )
        return benefits.values_list(*COLUMNS)


def cards_of_rows(rows, request):
    """Cards in the order of ``rows``: one query for each kind among them."""
    wanted = [(pk, kind) for *_, pk, kind in rows]
    types, loaded = content_types(), {}
    for source in SOURCES:
        kind = types.get(source.kind, 0)
        ids = [pk for pk, of in wanted if of == kind]
        if ids:
            things = source.model.objects.for_cards().in_bulk(ids)
            loaded |= {(pk, kind): thing for pk, thing in things.items()}
    return cards([loaded[key] for key in wanted if key in loaded], request)
