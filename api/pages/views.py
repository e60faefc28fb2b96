"""The three views of ``/api/v2/pages/``."""

from django.http import Http404, HttpResponseRedirect

from api.errors import bad_request
from api.models import Action, Departure, PublicObject
from api.pages.fields import Fields
from api.pages.listing import Listing, site_of
from api.pages.lookups import natural
from api.plain import asked_again, lead_on
from api.projected import ProjectedEndpoint
from api.projection.types import BENEFIT, page_types
from api.tombstones import gone, moved
from api.validators import etag_of, json_text
from common.freshness import GLANCE, REVALIDATE
from common.versions import content_version

LONGEST_PATH = 2000
TEXTS = ("record", "parent")
FIND = ("id", "html_path")
HOW = frozenset({"fields", "rich_text_format", "format", "_"})


class PageList(ProjectedEndpoint):
    def refuse_unknown(self, data):
        """What may be asked hangs on the type that is asked for."""

    def elsewhere(self):
        return json_text('{"meta":{"total_count":0},"items":[]}')

    def tell(self, data):
        listing = Listing(data, site_of(data, self.site), self.state)
        return self.validated(
            lambda: self._written(listing),
            content_version() if listing.words else self.state.version,
            listing.site.pk,
            cache_control=REVALIDATE if "cursor" in data else GLANCE,
            is_lasting=not listing.order.is_random,
        )

    def _written(self, listing):
        listing.read()
        response = json_text(
            f'{{"meta":{{"total_count":{listing.total}}},"items":[{",".join(listing.found)}]}}'
        )
        if listing.next:
            lead_on(response, asked_again(self.request, listing.next))
        return response


class PageDetail(ProjectedEndpoint):
    parameters = HOW

    def tell(self, data, pk):
        # Who may have it already is answered without reading it; who has not waits for one query alone.
        asks_whether = any(name in self.request.headers for name in ("If-None-Match", "If-Modified-Since"))
        row = _row_of(self.site, pk, TEXTS if asks_whether else ())
        if row.is_gone or (row.shown_until and row.shown_until <= self.now):
            return _what_became_of(self.request, row)
        validators = self.validators(etag_of(row.etag, data.get("fields", "")), row.changed_at)
        if found := validators.not_modified():
            return found
        fields = Fields(data.get("fields", ""), page_types()[row.type], detail=True)
        if asks_whether:
            shown = PublicObject.objects.shown().only("etag", *fields.columns)
            row = shown.filter(pk=row.pk, etag=row.etag).first()
            if row is None:
                # Another by now, or gone: asked again.
                return self.answer(data, pk=pk)
        return validators.on(json_text(fields.of(row)))


def _row_of(site, pk, deferred):
    """The page's row in this district, gone or not; anything else is not found."""
    if pk >= 2**63:
        raise Http404
    rows = PublicObject.objects.in_site(site).exclude(type=BENEFIT).filter(object_id=pk, doubt__lt=2)
    row = rows.exclude(action=Action.NEVER).defer("brief", *deferred).first()
    row = row or Departure.objects.filter(site=site, object_id=pk).first()
    if row is None:
        raise Http404
    return row


def _what_became_of(request, row):
    if row.merged_into and row.action == Action.MERGE:
        shown = PublicObject.objects.shown().in_site(row.site_id).filter(object_id=row.merged_into)
        if shown.exists():
            return moved(request.path.replace(f"/{row.object_id}/", f"/{row.merged_into}/"))
    return gone(row)


class PageFind(ProjectedEndpoint):
    parameters = HOW | set(FIND)

    def tell(self, data):
        if not any(name in data for name in FIND):
            raise bad_request("무엇을 찾을지 적어 주십시오.", "Say what to find.")
        pk = self._at(data["html_path"]) if "html_path" in data else natural("id", data["id"])
        shown = PublicObject.objects.shown().in_site(self.site).filter(object_id=pk)
        if pk is None or not shown.exists():
            raise Http404
        question = data.copy()
        for name in FIND:
            question.pop(name, None)
        url = f"{self.site.root_url}{self.request.path.removesuffix('find/')}{pk}/"
        return HttpResponseRedirect(f"{url}?{question.urlencode()}" if question else url)

    def _at(self, path):
        if len(path) > LONGEST_PATH:
            raise bad_request("주소가 너무 깁니다.", "html_path is too long.")
        parts = [part for part in path.split("/") if part]
        try:
            found = self.site.root_page.specific.route(self.request, parts)
        except Http404:
            return None
        # A route of a page (a benefit, the map) is not the page itself.
        route = getattr(self.request, "routable_resolver_match", None)
        return found[0].pk if route is None or route.url_name == "index_route" else None
