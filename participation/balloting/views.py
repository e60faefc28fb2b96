"""Ballots for everybody: the list, one ballot, and after its close what it came to."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from common.addresses import BALLOTS
from common.csv_tables import csv_file
from common.lists import page_of
from common.sites import crumbs, site_of
from participation.balloting.filters import TimedFilterForm
from participation.balloting.forms import GROUND_WORDS, ReceiptForm
from participation.balloting.freshness import exact
from participation.balloting.results import results_of
from participation.balloting.tables import papers_table, results_table
from participation.models import Ballot


class TimedListView(TemplateView):
    """What is published, the latest end first, by state."""

    model = None
    title = ""
    url = ""

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        return exact(response, self.moments)

    def get_context_data(self, **kwargs):
        form = TimedFilterForm(self.request.GET)
        public = self.model.objects.in_site(site_of(self.request)).public()
        found = form.found(public).order_by("-closes_at", "-pk")
        self.moments = public.next_moments()
        return super().get_context_data(**kwargs) | {
            "form": form,
            "tabs": form.tabs(self.url),
            "page_obj": (page := page_of(found, self.request.GET.get("page"))),
            "items": page.object_list,
            "total": page.paginator.count,
            "query_string": form.query_string(),
            "active_filters": form.active_filters(self.url),
            "breadcrumbs": crumbs((self.title, self.url)),
        }


class BallotListView(TimedListView):
    template_name = "participation/balloting/list.html"
    model, title, url = Ballot, "우선순위 투표", BALLOTS


class OneBallotMixin:
    """The published ballot of this site that the address names."""

    trail = ()
    is_after_close = False

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # What is no number our database knows has no page.
        pk = kwargs["pk"] if kwargs["pk"] < 2**63 else 0
        self.ballot = get_object_or_404(Ballot.objects.in_site(site_of(request)).public(), pk=pk)
        self.results = None
        if self.is_after_close:
            self.results = results_of(self.ballot)
            if self.results is None:
                raise Http404

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        return exact(response, [self.ballot.opens_at, self.ballot.closes_at])

    def get_context_data(self, **kwargs):
        ballot = self.ballot
        more = [(self.trail, self.request.path)] if self.trail else []
        return super().get_context_data(**kwargs) | {
            "ballot": ballot,
            "state": ballot.state,
            "grounds": [GROUND_WORDS[ground] for ground in ballot.grounds],
            "breadcrumbs": crumbs(
                ("우선순위 투표", BALLOTS), (ballot.title, ballot.get_absolute_url()), *more
            ),
        }


class BallotView(OneBallotMixin, TemplateView):
    template_name = "participation/balloting/ballot.html"

    def get_context_data(self, **kwargs):
        results = results_of(self.ballot)
        return super().get_context_data(**kwargs) | {
            "options": list(self.ballot.options.select_related("issue")),
            "notes": list(self.ballot.notes.all()),
            "results": results,
            "offline": self._offline() if results else [],
        }

    def _offline(self):
        """원탁회의, each with its own rows; nothing of them is added to the votes."""
        options = {str(option.number): option for option in self.ballot.options.select_related("issue")}
        return [
            {
                "result": result,
                "rows": sorted(
                    (
                        (options[number], times)
                        for number, times in result.counts.items()
                        if number in options
                    ),
                    key=lambda row: (-row[1], row[0].number),
                ),
            }
            for result in self.ballot.offline_results.all()
        ]


class PapersView(OneBallotMixin, TemplateView):
    """All papers, in the order of receipts, so that everybody can count again."""

    template_name = "participation/balloting/papers.html"
    trail = "투표용지"
    is_after_close = True

    def get_context_data(self, **kwargs):
        page = page_of(
            self.ballot.papers.order_by("receipt"),
            self.request.GET.get("page"),
            total=self.results.papers,
        )
        words = {option.number: option.label for option in self.ballot.options.select_related("issue")}
        return super().get_context_data(**kwargs) | {
            "page_obj": page,
            "papers": [
                (paper.receipt_in_words, [words[number] for number in paper.choices])
                for paper in page.object_list
            ],
            "results": self.results,
        }


class PapersTableView(OneBallotMixin, View):
    is_after_close = True

    def get(self, request, pk):
        return csv_file(papers_table(self.ballot), f"ballot-{pk}-papers", is_short=False)


class ResultsTableView(OneBallotMixin, View):
    is_after_close = True

    def get(self, request, pk):
        return csv_file(results_table(self.ballot, self.results), f"ballot-{pk}-results", is_short=False)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class ReceiptView(OneBallotMixin, FormView):
    """Is my paper among them? Asked by POST, so that no address and no log holds somebody's receipt."""

    template_name = "participation/balloting/receipt.html"
    form_class = ReceiptForm
    trail = "접수번호로 찾기"
    is_after_close = True

    def form_valid(self, form):
        paper = self.ballot.papers.filter(receipt=form.cleaned_data["receipt"]).first()
        words = {option.number: option.label for option in self.ballot.options.select_related("issue")}
        chosen = [words[number] for number in paper.choices] if paper else []
        return self.render_to_response(
            self.get_context_data(form=form, asked=True, paper=paper, chosen=chosen)
        )
