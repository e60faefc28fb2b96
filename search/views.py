"""One box for everything."""

from urllib.parse import urlencode

from django.views.generic import TemplateView
from wagtail.models import Site

from common.addresses import HOME, SEARCH
from common.lists import address, page_of
from search.forms import SearchForm
from search.sources import SOURCES, Results, cards_of_rows


class SearchView(TemplateView):
    """Results of all kinds, or of one. Not for search engines: they have the pages themselves."""

    template_name = "search/search.html"

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, follow"
        return response

    def get_context_data(self, **kwargs):
        form = SearchForm(self.request.GET)
        results = (
            self.results(form) if form.words else {"tabs": [], "items": [], "page_obj": None, "total": 0}
        )
        return (
            super().get_context_data(**kwargs)
            | results
            | {
                "query": form.query,
                "kind": form.kind_chosen,
                "query_string": self.parameters(form.query, form.kind_chosen),
                "breadcrumbs": [{"title": "홈", "url": HOME}, {"title": "통합검색", "url": SEARCH}],
            }
        )

    def results(self, form):
        found = Results(Site.find_for_request(self.request).root_page, form.words)
        numbers, kind = found.counts(), form.kind_chosen
        total = numbers[kind] if kind else sum(numbers.values())
        page_obj = page_of(found.rows(kind), self.request.GET.get("page"), total=total)
        return {
            "tabs": self.tabs(form, numbers),
            "page_obj": page_obj,
            "items": cards_of_rows(page_obj.object_list, self.request) if total else [],
            "total": total,
        }

    def tabs(self, form, numbers):
        """Kinds in which something was found, and the chosen one."""
        labels = [("", "모두", sum(numbers.values()))]
        labels += [(source.kind, source.label, numbers[source.kind]) for source in SOURCES]
        return [
            {
                "label": label,
                "url": address(SEARCH, self.parameters(form.query, kind)),
                "count": count,
                "current": kind == form.kind_chosen,
            }
            for kind, label, count in labels
            if count or kind in ("", form.kind_chosen)
        ]

    @staticmethod
    def parameters(query, kind):
        return urlencode({name: value for name, value in (("q", query), ("kind", kind)) if value})
