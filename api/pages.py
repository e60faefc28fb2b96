"""Pages: published ones of the district that is asked, and nothing about any other."""

from functools import cache

from django.apps import apps
from django.http import Http404
from wagtail.api.v2.filters import AncestorOfFilter, ChildOfFilter, DescendantOfFilter, TranslationOfFilter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from api.endpoint import OpenEndpoint
from api.errors import bad_request
from api.fields import PublicPageSerializer
from api.filters import EVENT_ORDERS, ORDERS, AllowedFilters, AllowedOrders, SiteSearch, page_filters
from common.bodies import prose
from common.pages import PublicPage
from common.querysets import PublicPageQuerySet
from common.rich_text import known_links
from directory.cards import complete_facts
from pages.models import EventPage

LONGEST_PATH = 2000
MOST_TYPES = 10


@cache
def page_types():
    """What ``type=`` may name."""
    return {model._meta.label: model for model in apps.get_models() if issubclass(model, PublicPage)}


class PagesEndpoint(OpenEndpoint, PagesAPIViewSet):
    """``type=`` decides which fields there are; without it, what all pages share."""

    base_serializer_class = PublicPageSerializer
    filter_backends = [
        AllowedFilters,
        ChildOfFilter,
        AncestorOfFilter,
        DescendantOfFilter,
        TranslationOfFilter,
        AllowedOrders,
        SiteSearch,
    ]
    known_query_parameters = OpenEndpoint.known_query_parameters | {
        *("type", "child_of", "ancestor_of", "descendant_of", "translation_of")
    }
    find_query_parameters = OpenEndpoint.find_query_parameters | {"html_path"}
    meta_fields = [*PagesAPIViewSet.meta_fields, "last_published_at"]
    published_originals = {}

    def filters_of(self, model):
        return page_filters(model)

    def orders_of(self, model):
        return EVENT_ORDERS if issubclass(model, EventPage) else ORDERS

    def published(self, pages):
        """The one rule, and this district."""
        return pages.published().in_site(self.site) if self.site else pages.none()

    def get_base_queryset(self):
        return self.published(PublicPageQuerySet(Page))

    def get_queryset(self):
        models = self._types()
        if len(models) == 1 and issubclass(models[0], PublicPage):
            return self.published(models[0].objects.order_by())
        pages = self.get_base_queryset()
        return pages.type(*models) if models else pages

    def _types(self):
        names = self.request.GET.get("type", "")
        models = [page_types().get(name) for name in names.split(",")] if names else []
        if None in models or len(models) > MOST_TYPES:
            raise bad_request("그런 종류의 쪽은 없습니다.", "There is no such type of page.")
        return models

    def get_root_page(self):
        return self.site.root_page

    def get_object(self):
        if not hasattr(self, "_page"):
            self._page = self._whole(super(PagesAPIViewSet, self).get_object())
        return self._page

    def _whole(self, page):
        model = page.specific_class
        if not issubclass(model, PublicPage):
            return page
        whole = model.objects.for_facts().select_related("locale").get(pk=page.pk)
        complete_facts([whole])
        return whole

    def serialized(self, found):
        """With ``fields``, everything that facts say is loaded in a constant number of queries."""
        found = found.select_related("locale")
        if "fields" not in self.request.GET:
            return super().serialized(found)
        has_facts = issubclass(found.model, PublicPage)
        pages = list(found.for_facts() if has_facts else found)
        if has_facts:
            complete_facts(pages)
        return self._with_links(pages, super().serialized)

    def _with_links(self, pages, serialize):
        ids = {page.alias_of_id for page in pages} - {None}
        self.published_originals = self.get_base_queryset().in_bulk(ids) if ids else {}
        with known_links(prose([page for page in pages if isinstance(page, PublicPage)])):
            return serialize(pages)

    def detail_view(self, request, pk):
        return self._with_links(
            [self.get_object()], lambda _: super(PagesEndpoint, self).detail_view(request, pk)
        )

    def find_object(self, queryset, request):
        if "html_path" not in request.GET:
            return super().find_object(queryset, request)
        path = request.GET["html_path"]
        if len(path) > LONGEST_PATH:
            raise bad_request("주소가 너무 깁니다.", "html_path is too long.")
        try:
            found = self.get_root_page().specific.route(request, [part for part in path.split("/") if part])
        except Http404:
            return None
        # A route of a page (a benefit, the map) is not the page itself.
        route = getattr(request, "routable_resolver_match", None)
        if route and route.url_name != "index_route":
            return None
        return queryset.filter(pk=found[0].pk).first()

    def get_serializer_context(self):
        return super().get_serializer_context() | {"base_queryset": self.get_base_queryset()}
