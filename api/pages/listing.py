"""One list of pages: which rows, in which order, how many, and what comes next."""

from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from wagtail.models import Page, Site

from api.errors import bad_request, echo
from api.filters import words_of
from api.memory import COUNTS
from api.models import ChangeCounter, PublicObject
from api.pages import cursors, places, tree
from api.pages.fields import Fields
from api.pages.filters import OF_ROWS, filters_of, is_placed
from api.pages.lookups import applied, parameters
from api.pages.orders import Order
from api.pagination import DEFAULT_LIMIT, LARGEST_OFFSET, whole_number
from api.projection.types import page_types
from common.looking import best_first, look_for
from common.querysets import PublicPageQuerySet

MOST_TYPES = 10
MOST_WORDS = 8
ANYTHING = Page._meta.label
PLAIN = {
    *("type", "limit", "offset", "cursor", "order", "fields", "search", "search_operator", "site"),
    # What Wagtail's clients send besides: to get past a cache, and for its other ways of answering.
    *("_", "format", "rich_text_format"),
}
ONLY = {"format": {"json"}, "rich_text_format": {"html"}, "search_operator": {"and", "or"}}


def types_of(data):
    """The page types that ``type=`` names, [] for all."""
    names = [name for name in data.get("type", "").split(",") if name]
    if ANYTHING in names or "type" not in data:
        names = [name for name in names if name != ANYTHING]
        if page_types().keys() >= set(names):
            return []
    types = page_types()
    if not names or len(names) > MOST_TYPES or not types.keys() >= set(names):
        raise bad_request("그런 종류의 쪽은 없습니다.", "type doesn't exist.")
    return [types[name] for name in dict.fromkeys(names)]


def site_of(data, site):
    """The district that is asked, or the one that ``site=hostname[:port]`` names."""
    if "site" not in data:
        return site
    hostname, _, port = data["site"].partition(":")
    sites = Site.objects.filter(hostname=hostname[:255])
    if port:
        sites = sites.filter(port=port) if port.isdecimal() and len(port) < 6 else sites.none()
    found = list(sites[:2])
    if len(found) != 1:
        raise bad_request("그런 누리집은 없습니다.", "site does not name one site of this install.")
    return found[0]


@dataclass
class Listing:
    """``data``: the question; ``state``: the counter, as it stood when the question was asked."""

    data: dict
    site: Site
    state: ChangeCounter
    rows: object = None
    total: int = 0
    found: list = field(default_factory=list)
    next: dict | None = None

    def __post_init__(self):
        data = self.data
        self.models = types_of(data)
        self.model = self.models[0] if len(self.models) == 1 else None
        self.filters = filters_of(self.model) if self.model else {}
        self._refuse_unknown()
        self.limit = whole_number(
            "limit", data.get("limit", str(DEFAULT_LIMIT)), settings.WAGTAILAPI_LIMIT_MAX
        )
        self.offset = whole_number("offset", data.get("offset", "0"), LARGEST_OFFSET)
        self.fields = Fields(data.get("fields", ""), self.model)
        self.order = Order(data.get("order", ""), self.model)
        self.words = words_of(data)
        self.by_distance = "near" in data and not data.get("order")
        self._refuse_together()
        self.rows = self._narrowed()

    def _refuse_unknown(self):
        known = PLAIN | tree.PARAMETERS | parameters(OF_ROWS) | parameters(self.filters)
        if self.model and is_placed(self.model):
            known |= places.PARAMETERS
        if unknown := sorted(self.data.keys() - known):
            name = echo(unknown[0])
            raise bad_request(
                f"모르는 조건입니다: {name}.",
                f"query parameter is not an operation or a recognised field: {name}.",
            )
        for name, values in ONLY.items():
            if name in self.data and self.data[name] not in values:
                wanted = ", ".join(sorted(values))
                raise bad_request(
                    f"{name}은(는) {wanted} 가운데 하나입니다.", f"{name} must be one of {wanted}."
                )

    def _refuse_together(self):
        if self.order.is_random and "offset" in self.data:
            raise bad_request(
                "차례가 없는 목록에는 offset을 쓰지 못합니다.",
                "random ordering with offset is not supported.",
            )
        if "within" in self.data and "near" not in self.data:
            raise bad_request("within은 near와 함께 씁니다.", "within goes with near.")
        unfit = self.words or self.order.is_random or self.by_distance or self.order.from_pages
        if "cursor" in self.data and (unfit or "offset" in self.data or len(self.order.keys) > 2):
            raise bad_request(
                "cursor는 search, near, offset 없이, 한 가지 차례(id, title, 게시한 때)에만 씁니다.",
                "cursor goes with one order by id, title or a moment of publication, and without search, near, offset.",
            )

    def _narrowed(self):
        data = self.data
        rows = PublicObject.objects.shown().in_site(self.site)
        if self.models:
            rows = rows.filter(type__in=[model._meta.label for model in self.models])
            if self.model:
                rows = rows.filter(type=self.model._meta.label)
        rows = tree.applied(applied(rows, OF_ROWS, data), data, self.site)
        if self.filters:
            pages = self.model.objects.order_by()
            narrowed = applied(pages, self.filters, data)
            if narrowed is not pages:
                rows = rows.filter(object_id__in=narrowed.values("pk"))
        if "bbox" in data:
            rows = places.in_box(rows, data["bbox"])
        if "near" in data:
            rows = places.near(rows, data["near"], data.get("within", ""))
        return rows

    def read(self):
        """Find what is shown: ``found`` (texts), ``total``, and the question of the ``next`` page."""
        if self.words:
            self._read_found_by_words()
        elif "cursor" in self.data:
            self._read_by_cursor()
        else:
            self._read_by_offset()
        return self

    def _texts(self, rows):
        return [self.fields.of(row) for row in rows]

    def _loaded(self, rows):
        return rows.only("object_id", *self.fields.columns)

    def _count(self):
        names = sorted(
            (name, tuple(self.data.getlist(name))) for name in self.data if name not in PLAIN - {"type"}
        )
        if self.state.waits:
            return self.rows.order_by().count()
        return COUNTS.of((self.state.version, self.site.pk, tuple(names)), self.rows.order_by().count)

    def _read_by_offset(self):
        self.total = self._count()
        rows, limit, offset = self.order.prepare(self.rows), self.limit, self.offset
        if self.order.is_random:
            self.found = self._texts(self._loaded(rows.order_by("?")[:limit]))
            return
        keys = ["away", "object_id"] if self.by_distance else self.order.keys
        rows = self._loaded(rows)
        is_far = not self.by_distance and offset > self.total // 2
        if is_far:
            # The last pages are read from the end: they cost what the first ones cost.
            stop = max(self.total - offset, 0)
            start = max(stop - limit, 0)
            self.found = self._texts(list(rows.order_by(*self.order.backwards)[start:stop])[::-1])
        else:
            self.found = self._texts(rows.order_by(*keys)[offset : offset + limit])
        if limit and offset + limit < self.total:
            self.next = {"offset": str(offset + limit), "limit": str(limit)}

    def _read_by_cursor(self):
        self.total = self._count()
        keys, rows = self.order.keys, self.rows
        if text := self.data["cursor"]:
            rows = cursors.after(rows, keys, text)
        columns = [key.lstrip("-") for key in keys]
        page = list(rows.only(*columns, *self.fields.columns).order_by(*keys)[: self.limit + 1])
        self.found = self._texts(page[: self.limit])
        if self.limit and len(page) > self.limit:
            self.next = {"cursor": cursors.written(keys, page[self.limit - 1]), "limit": str(self.limit)}

    def _read_found_by_words(self):
        """The best first; everything that says all the words, where an order is asked for."""
        pages = PublicPageQuerySet(self.model or Page).filter(pk__in=self.rows.order_by().values("object_id"))
        if self.data.get("search_operator") == "or":
            self._read_found_by_any_word(pages)
        elif self.data.get("order"):
            self.rows = self.rows.filter(object_id__in=look_for(self.words, pages).pks)
            self.total = self.rows.count()
            rows = self._loaded(self.order.prepare(self.rows)).order_by(*self.order.keys)
            self.found = self._texts(rows[self.offset : self.offset + self.limit])
        else:
            results = best_first(self.words, pages)
            self.total = results.count()
            pks = [page.pk for page in results[self.offset : self.offset + self.limit]] if self.limit else []
            rows = {row.object_id: row for row in self._loaded(self.rows.filter(object_id__in=pks))}
            self.found = self._texts([rows[pk] for pk in pks if pk in rows])
        if self.limit and self.offset + self.limit < self.total:
            self.next = {"offset": str(self.offset + self.limit), "limit": str(self.limit)}

    def _read_found_by_any_word(self, pages):
        """What says most of the words first, unless another order is asked for."""
        said = Counter(pk for word in self.words.split()[:MOST_WORDS] for pk in look_for(word, pages).pks)
        rows = self._loaded(self.order.prepare(self.rows.filter(object_id__in=said)))
        self.total = len(said)
        if self.data.get("order"):
            found = rows.order_by(*self.order.keys)[self.offset : self.offset + self.limit]
        else:
            pks = sorted(said, key=lambda pk: (-said[pk], pk))[self.offset : self.offset + self.limit]
            by_pk = {row.object_id: row for row in rows.filter(object_id__in=pks)}
            found = [by_pk[pk] for pk in pks if pk in by_pk]
        self.found = self._texts(found)
