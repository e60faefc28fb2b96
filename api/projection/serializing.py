"""What a row holds: the JSON of a page as Wagtail's API v2 writes it, with every field, for the page's own district."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from rest_framework.utils.encoders import JSONEncoder
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site

from api.benefits import WholeBenefits
from api.endpoint import OpenEndpoint
from api.fields import PublicPageSerializer
from api.projection.types import page_types
from common.bodies import prose
from common.querysets import PublicPageQuerySet
from common.rich_text import known_links
from directory.cards import complete_facts
from directory.models import Benefit
from directory.reach import load_reach

ALL_FIELDS = [("*", False, None)]
LISTED = ("type", "detail_url", "html_url", "slug", "first_published_at")


class WholePages(OpenEndpoint, PagesAPIViewSet):
    """Which fields there are, and how each is written. It answers nobody: `api.pages` reads what it wrote."""

    base_serializer_class = PublicPageSerializer
    meta_fields = [*PagesAPIViewSet.meta_fields, "last_published_at"]

    def __init__(self, site, originals):
        super().__init__()
        self.published_originals = originals
        self.request = request_of(site)

    def get_serializer_context(self):
        base = PublicPageQuerySet(Page).published().in_site(self.request._wagtail_site)
        return super().get_serializer_context() | {"base_queryset": base}


def request_of(site):
    """A request for the district's own address: what is written holds for whoever asks."""
    from api.router import router

    request = HttpRequest()
    request.META |= {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
    request._wagtail_site = site
    request.wagtailapi_router = router
    return request


@dataclass(slots=True)
class Written:
    """The columns of a row that are worked out from the thing."""

    site: Site | None
    path: str
    title: str
    slug: str
    url: str
    first_published_at: datetime
    last_published_at: datetime
    record: str
    brief: str
    parent: str
    latitude: float | None = None
    longitude: float | None = None
    shown_until: datetime | None = None
    stale_at: datetime | None = None

    @property
    def etag(self):
        told = f"{self.record}\n{self.parent}".encode()
        return hashlib.blake2b(told, digest_size=12).hexdigest()


def text_of(data):
    """Compact JSON, as the API sends it."""
    return json.dumps(data, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))


def write_pages(pks, model, site):
    """{pk: Written} of published pages of one type and district; a constant number of queries."""
    pages = list(model.objects.filter(pk__in=pks).for_facts().select_related("locale").order_by("pk"))
    complete_facts(pages)
    above = _parents(pages, site)
    ids = {page.alias_of_id for page in pages} - {None}
    base = PublicPageQuerySet(Page).published().in_site(site)
    endpoint = WholePages(site, base.in_bulk(ids) if ids else {})
    serializer_class = WholePages._get_serializer_class(endpoint.request.wagtailapi_router, model, ALL_FIELDS)
    until = _expiries(pages)
    with known_links(prose(pages)):
        context = endpoint.get_serializer_context()
        items = serializer_class(pages, many=True, context=context).data
    return {
        page.pk: _written(page, item, site, above, until, endpoint)
        for page, item in zip(pages, items, strict=True)
    }


def _written(page, item, site, above, until, endpoint):
    epoch = page.latest_revision_created_at or timezone.now()
    first = page.first_published_at or page.last_published_at or epoch
    meta = item["meta"]
    brief = {"id": item["id"], "meta": {name: meta[name] for name in LISTED}, "title": item["title"]}
    return Written(
        site=site,
        path=page.path,
        title=page.title,
        slug=page.slug,
        url=meta["html_url"] or "",
        first_published_at=first,
        last_published_at=page.last_published_at or first,
        record=text_of(item),
        brief=text_of(brief),
        parent=text_of(above.get(page.path[: -page.steplen])),
        latitude=item.get("latitude"),
        longitude=item.get("longitude"),
        shown_until=min((until[path] for path in page.paths_above_and_self() if path in until), default=None),
        stale_at=page.says_otherwise_at(),
    )


def _parents(pages, site):
    """{path: the page above, as an item names it}; only such as the public sees in this district."""
    paths = {page.path[: -page.steplen] for page in pages}
    shown = PublicPageQuerySet(Page).published().in_site(site).filter(path__in=paths)
    request = request_of(site)
    return {
        page.path: {
            "id": page.pk,
            "meta": {
                "type": page.specific_class._meta.label,
                "detail_url": detail_url(site, "pages", page.pk),
                "html_url": page.get_full_url(request),
            },
            "title": page.title,
        }
        for page in shown
        if page.specific_class and page.specific_class._meta.label in page_types()
    }


def detail_url(site, endpoint, pk):
    """Where a thing of ``pages`` or ``benefits`` is read."""
    return f"{site.root_url}{_path_of(endpoint)}{pk}/"


@cache
def _path_of(endpoint):
    return reverse(f"wagtailapi_v2:{endpoint}:listing")


def _expiries(pages):
    """{path: when the page there goes by itself}, of these pages and all above them."""
    paths = {path for page in pages for path in page.paths_above_and_self()}
    return dict(Page.objects.filter(path__in=paths, expire_at__isnull=False).values_list("path", "expire_at"))


def write_benefits(pks):
    """{pk: Written} of benefits that residents see; addresses are those of the default district."""
    site = Site.objects.filter(is_default_site=True).first()
    benefits = list(Benefit.objects.order_by("pk").listed().for_facts().filter(pk__in=pks)) if site else []
    if not benefits:
        return {}
    load_reach(benefits)
    request = request_of(site)
    endpoint = WholeBenefits()
    endpoint.request = request
    serializer_class = WholeBenefits._get_serializer_class(request.wagtailapi_router, Benefit, ALL_FIELDS)
    items = serializer_class(benefits, many=True, context=endpoint.get_serializer_context()).data
    return {
        benefit.pk: Written(
            site=None,
            path="",
            title=benefit.title,
            slug="",
            url=item["meta"]["html_url"],
            first_published_at=benefit.created_at,
            last_published_at=benefit.updated_at,
            record=text_of(item),
            brief="",
            parent="",
            shown_until=benefit.over_at(),
            stale_at=benefit.says_otherwise_at(),
        )
        for benefit, item in zip(benefits, items, strict=True)
    }
