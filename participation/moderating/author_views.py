"""What an author reads of a decision about what she wrote, and her 이의신청 against it."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView
from wagtail.models import Site

from accounts.residents import ResidentRequiredMixin, resident_of
from common.lists import page_of
from participation.models import Appeal, Decision
from participation.moderating.appealing import appeal, why_not
from participation.moderating.forms import AppealForm
from participation.moderating.mine import decisions_about, reports_of
from participation.moderating.places import crumbs
from participation.moderating.rules import appeal_until, meaning_of

TITLE = "글을 살핀 결과"
REPORTS_SHOWN = 50


class MineView(ResidentRequiredMixin, TemplateView):
    """What was decided about what a resident wrote, and what came of what she reported."""

    template_name = "participation/moderating/mine.html"

    def get_context_data(self, **kwargs):
        resident = resident_of(self.request)
        return super().get_context_data(**kwargs) | {
            "page_obj": page_of(decisions_about(resident), self.request.GET.get("page")),
            "reports": reports_of(resident)[:REPORTS_SHOWN],
            "breadcrumbs": crumbs(self.request, TITLE),
        }


class DecisionView(ResidentRequiredMixin, FormView):
    """For the author alone; to everybody else there is no such page."""

    template_name = "participation/moderating/decision.html"
    form_class = AppealForm

    def dispatch(self, request, *args, **kwargs):
        resident = resident_of(request)
        if resident is not None:
            rows = Decision.objects.select_related("issue", "comment__issue")
            site = Site.find_for_request(request)
            self.decision = get_object_or_404(rows, uuid=kwargs["uuid"], site=site)
            if getattr(self.decision.thing, "author_id", None) != resident.pk:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            appeal(self.decision, resident=resident_of(self.request), text=form.cleaned_data["text"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        decision = self.decision
        is_appealable = decision.is_appealable
        return super().get_context_data(**kwargs) | {
            "decision": decision,
            "thing": decision.thing,
            "meaning": meaning_of(decision.reason),
            "appeal": Appeal.objects.filter(decision=decision).first(),
            "sentence": why_not(decision, resident_of(self.request)) if is_appealable else "",
            "is_appealable": is_appealable,
            "until": appeal_until(decision),
            "breadcrumbs": crumbs(self.request, TITLE),
        }
