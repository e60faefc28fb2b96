"""The one rule of what may leave the house."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction


def _above_or_self(queryset, path):
    """Rows of ``queryset`` (annotated with ``path``) whose page holds the outer page, or is it."""
    outer_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return queryset.alias(outer_path=outer_path).filter(outer_path__startswith=F(path))


class PublicPageQuerySet(PageQuerySet):
    """Reads that residents and other systems may make."""

    def published(self):
        """Live, not past its expiry, not restricted, and in no section that is unpublished or restricted.

        Two sub-selects, whatever the number of restrictions: Wagtail's ``public()`` adds one
        condition for each and fails on SQLite at a thousand. A draft section hides what is below it,
        although its pages keep their own ``live`` flag and come back with it.
        """
        hidden_sections = _above_or_self(Page.objects.filter(live=False, numchild__gt=0, depth__gt=1), "path")
        restrictions = _above_or_self(PageViewRestriction.objects.all(), "page__path")
        return self.filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()),
            ~Exists(hidden_sections),
            ~Exists(restrictions),
            live=True,
        )

    def in_site(self, site):
        """Pages of one district, where an install serves several as Wagtail Sites."""
        return self.descendant_of(site.root_page, inclusive=True)

    def with_card(self):
        """Load what a card shows, in a constant number of queries."""
        return self.select_related("image").prefetch_related("image__renditions")


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)
