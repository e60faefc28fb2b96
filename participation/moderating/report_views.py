"""신고: by verified residents, of one issue or one comment."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.generic import FormView

from accounts.residents import VerifiedRequiredMixin, resident_of
from participation.models import Report
from participation.models.about import about
from participation.moderating.forms import ReportForm
from participation.moderating.limits import TOO_OFTEN, may_now
from participation.moderating.places import crumbs, public_thing
from participation.moderating.reporting import OWN, TWICE, report


class ReportView(VerifiedRequiredMixin, FormView):
    """The form; once sent, the same address says that the report arrived."""

    template_name = "participation/moderating/report.html"
    form_class = ReportForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.thing = public_thing(request, kwargs["number"], kwargs.get("uuid"))

    def form_valid(self, form):
        resident = resident_of(self.request)
        if not may_now(resident, "report"):
            return self.refused(form, TOO_OFTEN["report"], status=429)
        try:
            report(self.thing, resident=resident, **form.cleaned_data)
        except ValidationError as refusal:
            return self.refused(form, refusal.messages, status=409)
        return redirect(self.request.path)

    def refused(self, form, errors, *, status):
        form.add_error(None, errors)
        response = self.form_invalid(form)
        response.status_code = status
        return response

    def get_context_data(self, **kwargs):
        resident = resident_of(self.request)
        issue = getattr(self.thing, "issue", self.thing)
        is_known = Report.objects.filter(**about(self.thing), voice=resident.voice_id).exists()
        sentence = OWN if self.thing.author_id == resident.pk else TWICE if is_known else ""
        return super().get_context_data(**kwargs) | {
            "thing": self.thing,
            "issue": issue,
            "is_comment": issue is not self.thing,
            "sentence": sentence,
            "is_known": is_known,
            "breadcrumbs": crumbs(self.request, "신고", (issue.title, issue.get_absolute_url())),
        }
