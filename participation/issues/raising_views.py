"""과제 등록: one page, kept while it is typed, looked through before it is sent."""

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View

from accounts.residents import VerifiedRequiredMixin
from common.sites import site_of
from participation.actions import raise_issue
from participation.issues import drafts
from participation.issues.forms import IssueForm, said_at
from participation.issues.helping import existing_help, similar_issues
from participation.issues.views import crumbs
from participation.models import Hold
from participation.moderating.limits import TOO_OFTEN, hold_for, may_now


@method_decorator(sensitive_post_parameters(), name="dispatch")
class NewIssueView(VerifiedRequiredMixin, FormView):
    template_name = "participation/issues/new.html"
    form_class = IssueForm
    file_sentences, stops, looked_for = (), "", ""

    def dispatch(self, request, *args, **kwargs):
        self.site = site_of(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"resident": self.resident}

    def get_initial(self):
        return drafts.initial(self.draft)

    @cached_property
    def draft(self):
        return drafts.draft_of(self.resident)

    def post(self, request, *args, **kwargs):
        """Whatever happens next, what was typed and uploaded is kept first."""
        self.draft = drafts.keep(self.resident, request.POST)
        drafts.describe(self.draft, request.POST)
        self.file_sentences = drafts.take_in(self.draft, request.FILES.getlist("files"))
        deed = request.POST.get("deed")
        if deed == "forget":
            self.draft.delete()
            return redirect("issue_new")
        if deed in ("keep", "similar") or self.file_sentences:
            return self.shown_again(deed)
        return super().post(request, *args, **kwargs)

    def shown_again(self, deed):
        """The form as it was typed, without asking yet what is missing in it."""
        form = self.form_class(initial=drafts.initial(self.draft), resident=self.resident)
        self.looked_for = self.draft.typed["title"] if deed == "similar" else ""
        context = self.get_context_data(form=form, kept=said_at())
        return render(self.request, self.template_name, context)

    def form_valid(self, form):
        self.stops = form.stops
        if self.stops:
            return self.render_to_response(self.get_context_data(form=form))
        if not may_now(self.resident, "issue"):
            form.add_error(None, TOO_OFTEN["issue"])
            return self.render_to_response(self.get_context_data(form=form), status=429)
        issue = raise_issue(
            site=self.site,
            author=self.resident,
            hold=hold_for(self.resident, form.findings, "issue") if form.is_public else crisis_alone(form),
            files=list(self.draft.files.all()),
            **form.wishes,
        )
        self.draft.delete()
        return redirect("issue_sent", number=issue.pk)

    def get_context_data(self, **kwargs):
        words = self.looked_for
        return super().get_context_data(**kwargs) | {
            "breadcrumbs": crumbs(("과제 등록", self.request.path)),
            "files": list(self.draft.files.all()) if self.draft else [],
            "file_sentences": self.file_sentences,
            "stops": self.stops,
            "looked_for": words,
            "similar": similar_issues(words, self.site) if words else [],
            "help": existing_help(words, self.site, self.request) if words else [],
        }


def crisis_alone(form):
    """What goes to the secretariat alone waits for nobody, but a crisis stands first in its queue."""
    return Hold.CRISIS if form.findings.crisis else ""


class DraftView(VerifiedRequiredMixin, View):
    """Keeps the draft while it is typed; asked by the page's script."""

    def post(self, request, *args, **kwargs):
        drafts.keep(self.resident, request.POST)
        return JsonResponse({"said": said_at()})


class SimilarView(VerifiedRequiredMixin, View):
    """Issues like this title, and help there already is, as a piece of the page."""

    def get(self, request, *args, **kwargs):
        words = request.GET.get("q", "").replace("\x00", "")[:80]
        site = site_of(request)
        context = {
            "looked_for": words,
            "similar": similar_issues(words, site),
            "help": existing_help(words, site, request),
        }
        return render(request, "participation/issues/_similar.html", context)
