"""What only its author sees of an issue, and does with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, ListView, TemplateView

from accounts.residents import ResidentRequiredMixin, VerifiedRequiredMixin
from participation.actions import appeal, supplement, withdraw
from participation.issues import drafts
from participation.issues.forms import AppealForm, SupplementForm
from participation.issues.reading import badge, official_answer, timeline
from participation.issues.views import crumbs, may_do
from participation.models import Issue
from participation.moderating.limits import hold_for


class MyIssuesView(ResidentRequiredMixin, ListView):
    """Mine, the hidden ones too."""

    template_name = "participation/issues/mine.html"
    paginate_by = 20

    def get_queryset(self):
        return Issue.objects.filter(author=self.resident).order_by("-pk")

    def get_context_data(self, **kwargs):
        trail = [{"title": "홈", "url": "/"}, {"title": "내 정보", "url": "/me/"}]
        return super().get_context_data(**kwargs) | {
            "breadcrumbs": [*trail, {"title": "내 과제", "url": self.request.path}],
            "draft": drafts.draft_of(self.resident),
        }


class OwnIssueMixin(ResidentRequiredMixin):
    """Another's issue is not there, in the same words as one that never was."""

    @cached_property
    def issue(self):
        issues = Issue.objects.select_related("dong", "author", "site")
        return get_object_or_404(issues, pk=self.kwargs["number"], author=self.resident)

    def trail(self, *more):
        return crumbs((f"내 과제 {self.issue.pk}번", f"{self.issue.get_absolute_url()}manage/"), *more)


class ManageView(OwnIssueMixin, TemplateView):
    """How it stands with it, what is asked, what I may do; and right after the sending, its number."""

    template_name = "participation/issues/manage.html"
    just_sent = False

    def get_context_data(self, **kwargs):
        steps = timeline(self.issue)
        return super().get_context_data(**kwargs) | {
            "issue": self.issue,
            "badge": badge(self.issue.status),
            "steps": steps,
            "answer": official_answer(steps),
            "files": self.issue.files.all(),
            "may": may_do(self.issue, self.resident),
            "just_sent": self.just_sent,
            "breadcrumbs": self.trail(),
        }


@method_decorator(sensitive_post_parameters(), name="dispatch")
class OwnDeedView(VerifiedRequiredMixin, OwnIssueMixin, FormView):
    """One deed on one's own issue; a rule's refusal is shown with what was typed."""

    template_name = "participation/issues/deed.html"
    deed, title, button, done, intro = "", "", "보내기", "", ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "issue": self.issue,
            "title": self.title,
            "button": self.button,
            "intro": self.intro,
            "breadcrumbs": self.trail((self.title, self.request.path)),
        }

    def form_valid(self, form):
        try:
            self.perform(form)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect("issue_manage", number=self.issue.pk)


class SupplementView(OwnDeedView):
    form_class = SupplementForm
    title, button, done = "보완하기", "보완하여 다시 보내기", "보완하여 다시 보냈습니다."
    template_name = "participation/issues/supplement.html"
    stops = ""

    def get_initial(self):
        if not may_do(self.issue, self.resident)["supplement"]:
            raise Http404
        return {name: getattr(self.issue, name) for name in ("title", "problem", "wish")}

    def get_context_data(self, **kwargs):
        asked = timeline(self.issue)[-1]
        return super().get_context_data(**kwargs) | {"asked": asked, "stops": self.stops}

    def form_valid(self, form):
        self.stops = "" if self.issue.is_private else form.stops
        if self.stops:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def perform(self, form):
        data = form.cleaned_data
        hold = "" if self.issue.is_private else hold_for(self.resident, form.findings, "issue")
        words = {name: data[name] for name in ("title", "problem", "wish")}
        supplement(self.issue, resident=self.resident, hold=hold, **words)


class AppealView(OwnDeedView):
    form_class = AppealForm
    title, button, done = "재심 요청", "재심 요청하기", "재심을 요청했습니다."
    intro = "왜 다시 보아야 하는지 적어 주십시오. 한 번만 요청할 수 있습니다."

    def perform(self, form):
        appeal(self.issue, resident=self.resident, reason=form.cleaned_data["reason"])


class WithdrawView(OwnDeedView):
    form_class = Form
    title, button, done = "과제 거두기", "거두기", "과제를 거두었습니다."
    intro = "거두시면 아무도 읽을 수 없고 되돌릴 수 없습니다. 이 번호의 과제가 있었다는 것과 모인 공감의 수만 남습니다."

    def perform(self, form):
        withdraw(self.issue, resident=self.resident)
