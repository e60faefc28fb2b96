"""The finder's own addresses: the directory's lists, and below them the same as a map, on paper, as a table."""

from django.http import JsonResponse
from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import path, re_path

from common.addresses import DIRECTORY
from common.feeds.links import feed_links
from common.lists import address, list_context
from directory.finding import exports, paper, pins
from directory.finding.boundaries import boundaries
from directory.finding.facility_form import FacilityFinderForm
from directory.finding.listing import listing_of
from directory.finding.near import keep_to_oneself
from directory.finding.program_form import ProgramFinderForm
from directory.models.facility import FacilityPage
from directory.models.program import ProgramPage

FINDERS = {"facilities": (FacilityPage, FacilityFinderForm), "programs": (ProgramPage, ProgramFinderForm)}
A_DAY = "public, max-age=86400"


class FinderRoutes:
    """What the directory's page answers about facilities and programmes."""

    def finder(self, request, view):
        model, form = FINDERS[view]
        return form(request.GET, listing=listing_of(model, self))

    def finder_context(self, request, view):
        """A list, and the links to its other forms. Where somebody stood goes to the map alone."""
        form, url = self.finder(request, view), self.own_url(request)
        found, shared = form.found(), form.shared_query(view=None)
        return list_context(request, url=url, form=form, results=found, cards=found.cards) | {
            "orders": form.order_links(url),
            "map_url": address(f"{url}map/", form.query_string()) if view == "facilities" else "",
            "print_url": address(f"{url}print/", form.shared_query()),
            "feeds": feed_links(f"{url}programs", "programs", shared) if view == "programs" else [],
            "tables": {name: address(f"{url}{view}.{name}", shared) for name in exports.FORMATS},
        }

    def own_url(self, request):
        return self.get_url(request) or DIRECTORY

    def serve(self, request, *args, **kwargs):
        return keep_to_oneself(request, super().serve(request, *args, **kwargs))

    def below(self, request, title, name):
        """The head of a page of a route: named and addressed as itself."""
        context = self.head_context(request)
        url = f"{self.own_url(request)}{name}/"
        facts = context["facts"]
        head = {"title": title, "full_url": f"{facts['full_url']}{name}/" if facts["full_url"] else ""}
        return context | {
            "facts": facts | head | {"summary": "", "search_description": ""},
            "breadcrumbs": [*context["breadcrumbs"], {"title": title, "url": url}],
            "json_ld": [],
        }

    @path("map/", name="map")
    def map(self, request):
        """The list of facilities, and a map that a script draws above it."""
        form, url = self.finder(request, "facilities"), self.own_url(request)
        found, here = form.found(), f"{url}map/"
        context = self.below(request, "지도로 보는 시설", "map")
        context |= list_context(request, url=here, form=form, results=found, cards=found.cards)
        return TemplateResponse(
            request,
            "directory/map.html",
            context
            | {
                "orders": form.order_links(here),
                "list_url": address(url, form.query_string()),
                "pins_url": address(f"{here}facilities.json", form.shared_query()),
                "dongs_url": f"{here}dongs.json",
                "middle": pins.middle(form),
                "dong_counts": pins.dong_counts(form, here),
            },
        )

    @path("map/dongs.json/", name="map-dongs")
    def map_dongs(self, request):
        return _json(boundaries(), A_DAY)

    @path("map/facilities.json/", name="map-facilities")
    def map_facilities(self, request):
        return _json(pins.facilities(self.finder(request, "facilities").found(), request))

    @path("print/", name="print")
    def print(self, request):
        view = "programs" if request.GET.get("view") == "programs" else "facilities"
        form = self.finder(request, view)
        context = self.below(request, f"{exports.COLUMNS[view][0]} 목록", "print")
        context |= paper.paper_context(self, request, form, self.own_url(request)) | {"view": view}
        return TemplateResponse(request, "directory/print.html", context)

    @re_path(r"^(facilities|programs)\.(csv|xlsx)/$", name="table")
    def table(self, request, view, name):
        form = self.finder(request, view)
        return exports.table(form.found(), view, name, request)


def _json(data, cache_control=None):
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    response.headers["Content-Type"] = "application/geo+json"
    if cache_control:
        response.headers["Cache-Control"] = cache_control
    return response
