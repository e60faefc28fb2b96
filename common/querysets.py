"""The one rule of what may leave the house."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connections
from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, Func, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageManager,
    PageQuerySet,
    PageViewRestriction,
    get_page_models,
)


def _above_or_self(queryset, path, outer="path"):
    """Rows of ``queryset`` whose place in a tree, at ``path``, holds the outer row's place, or is it."""
    outer_path = ExpressionWrapper(OuterRef(outer), output_field=CharField())
    return queryset.alias(outer_path=outer_path).filter(outer_path__startswith=F(path))


def in_open_collections(files):
    """Those of ``files`` (pictures or documents) that stand in no restricted collection."""
    return files.filter(~closed_collection("collection__path"))


def closed_collection(path):
    """Whether what has its collection's tree path at ``path`` stands in a restricted collection."""
    return Exists(_above_or_self(CollectionViewRestriction.objects.all(), "collection__path", path))


def mark_open(files):
    """Note on each of ``files``, pictures and documents alike, whether its collection is open; one query."""
    files = [file for file in files if file]
    if files:
        restrictions = _above_or_self(CollectionViewRestriction.objects.all(), "collection__path")
        closed = Collection.objects.filter(Exists(restrictions)).order_by()
        closed = set(
            closed.filter(pk__in={file.collection_id for file in files}).values_list("pk", flat=True)
        )
        for file in files:
            file.is_open = file.collection_id not in closed


def is_open(file):
    if not hasattr(file, "is_open"):
        mark_open([file])
    return file.is_open


class PublicPageQuerySet(PageQuerySet):
    """Reads that residents and other systems may make."""

    def published(self):
        """Live, not past its expiry, not restricted, not withdrawn, and in no section that is one of these.

        Three sub-selects, whatever the number of restrictions: Wagtail's ``public()`` adds one
        condition for each and fails on SQLite at a thousand. A draft section hides what is below it,
        although its pages keep their own ``live`` flag and come back with it. Each sub-select reads a
        partial index with next to no rows (`directory/migrations/0005`); joined by OR they would
        read every page for every page.
        """
        now = timezone.now()
        sections = Page.objects.filter(numchild__gt=0, depth__gt=1)
        # Not a join: where nothing is restricted, SQLite would look through all pages for each page.
        restricted = Page.objects.filter(pk__in=PageViewRestriction.objects.values("page"))
        return self.filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=now),
            *self._outside(sections.filter(live=False), sections.filter(expire_at__lte=now), restricted),
            *self._not_withdrawn(),
            live=True,
        )

    def _outside(self, *sections):
        """Pages that neither are one of ``sections`` nor stand below one.

        PostgreSQL reads all sections once a statement: of a sub-select for each page it guesses that the
        page is the only one, and looks through the sections again and again.
        """
        if connections[self.db].vendor != "postgresql":
            return [~Exists(_above_or_self(each, "path")) for each in sections]
        first, *others = (
            each.order_by().annotate(below=Concat("path", Value("%"))).values("below") for each in sections
        )
        below = ArraySubquery(first.union(*others, all=True))
        is_below = Func(
            *("path", below),
            arg_joiner=" LIKE ANY (",
            template="%(expressions)s)",
            output_field=BooleanField(),
        )
        return [~is_below]

    def _not_withdrawn(self):
        """What a page type says of its live pages that are public no more (``PublicPage.withdrawn``)."""
        if withdrawn := getattr(self.model, "withdrawn", None):
            return [~withdrawn]
        return [
            ~Exists(model.objects.filter(model.withdrawn, pk=OuterRef("pk")))
            for model in get_page_models()
            if issubclass(model, self.model) and getattr(model, "withdrawn", None)
        ]

    def in_site(self, site):
        """Pages of one district, where an install serves several as Wagtail Sites."""
        return self.descendant_of(site.root_page, inclusive=True)

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def by_title(self):
        return self.order_by("title", "pk")

    def for_cards(self):
        """Load what a card shows with one query, except pictures and what `cards()` adds to many lists at once."""
        return self.with_image().defer_streamfields()

    def with_card(self):
        """Load what a card shows, in a constant number of queries."""
        return self.for_cards().prefetch_related("image__renditions")

    def for_facts(self):
        """Load what the page itself shows, with one query."""
        return self.with_image()

    def with_image(self):
        """The main picture, and whether its collection is open to the public."""
        is_open = ~closed_collection("image__collection__path")
        return self.select_related("image").annotate(image_is_open=is_open)


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)
