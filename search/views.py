"""One box for everything."""

from django.views.generic import TemplateView
from wagtail.models import Site

from common.addresses import HOME, SEARCH
from common.lists import address, page_of
from search import tallies
from search.directions import directions, needs_help_now
from search.forms import Question, SearchForm
from search.results import Results
from search.shown import as_cards


class SearchView(TemplateView):
    """Results of all kinds, or of one. Not for search engines: they have the pages themselves."""

    template_name = "search/search.html"

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, follow"
        return response

    def get_context_data(self, **kwargs):
        question = Question.asked(self.request.GET)
        root = Site.find_for_request(self.request).root_page
        context = super().get_context_data(**kwargs) | {
            "query": question.text,
            "was_cut": question.was_cut,
            "items": [],
            "total": 0,
            "breadcrumbs": [{"title": "홈", "url": HOME}, {"title": "통합검색", "url": SEARCH}],
        }
        if question.has_words:
            return context | self.answer(root, question)
        return context | directions(root)

    def answer(self, root, question):
        results = Results(root, question)
        form = SearchForm.asked(self.request.GET, question, results)
        dong = form.chosen.get("dong") or form.chosen.get("near", "")
        good, similar = results.shown(form.left(), form.chosen.get("near", ""))
        page = page_of(good, self.request.GET.get("page"))
        if form.is_plain and page.number == 1:
            tallies.note(results.understanding.searched if good else question.text, len(good))
        shown = [*page.object_list, *([] if page.has_next() else similar)]
        cards = as_cards(results, shown, self.request)
        return self.conditions(form) | {
            "items": [card for card in cards if not card["is_similar"]],
            "similar": [card for card in cards if card["is_similar"]],
            "page_obj": page,
            "total": len(good),
            "is_capped": results.is_capped,
            "needs_help_now": needs_help_now(question.text),
            **({} if good else directions(root, question.text, dong)),
        }

    def conditions(self, form):
        return {
            "form": form,
            "kind": form.chosen.get("kind", ""),
            "tabs": form.kind_tabs(SEARCH),
            "repaired": form.repaired(SEARCH),
            "active_filters": form.active_filters(SEARCH),
            "query_string": form.query_string(),
            "reset_url": address(SEARCH, form.query_string(**dict.fromkeys(form.AXES[1:]), near="")),
        }
