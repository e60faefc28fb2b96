"""의견 내기: a form of its own, kept by nobody; and the private page on which the answer comes."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from accounts.residents import resident_of
from common.client_address import client_ip
from common.limits import within_limit
from common.sites import site_of
from participation.models import Opinion, PublicNotice
from participation.planning.forms import ResidentOpinionForm, StrangerOpinionForm
from participation.planning.opinions import forget, submit
from participation.planning.views import crumbs, notice_of
from participation.screening import screen

PER_ADDRESS, PER_MAILBOX, HOUR, DAY = 10, 5, 60 * 60, 24 * 60 * 60
TOO_OFTEN = (
    "짧은 시간에 너무 많이 보내셨습니다. 적으신 것은 그대로 있습니다. 한 시간 뒤에 다시 보내 주십시오."
)


def notice_crumbs(notice, request, title):
    return crumbs(
        (notice.plan.title, notice.plan.get_absolute_url()),
        (notice.title, notice.get_absolute_url()),
        (title, request.path),
    )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class OpinionView(FormView):
    template_name = "participation/planning/say.html"

    def dispatch(self, request, *args, **kwargs):
        self.notice = notice_of(request, kwargs["pk"])
        self.resident = resident_of(request)
        if not self.notice.is_open:
            context = {"notice": self.notice, "breadcrumbs": notice_crumbs(self.notice, request, "의견 내기")}
            return render(request, "participation/planning/closed.html", context, status=410)
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return ResidentOpinionForm if self.resident else StrangerOpinionForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"notice": self.notice}

    def get_initial(self):
        return {"key": uuid.uuid4().hex}

    def get_context_data(self, **kwargs):
        form = kwargs.get("form")
        typed = form.data.get("text", "") if form is not None and form.is_bound else ""
        return super().get_context_data(**kwargs) | {
            "notice": self.notice,
            "resident": self.resident,
            "days": settings.OPINION_KEEP_DAYS,
            "is_crisis": bool(typed and screen(typed).crisis),
            "breadcrumbs": notice_crumbs(self.notice, self.request, "의견 내기"),
        }

    def form_valid(self, form):
        if not self.is_within_limits(form.cleaned_data.get("email", "").lower()):
            return self.refused(form, TOO_OFTEN, status=429)
        try:
            opinion = submit(self.notice, uuid=form.uuid, resident=self.resident, **form.wish)
        except ValidationError as refusal:  # closed between the look and the deed
            return self.refused(form, refusal.messages)
        return redirect("plan_opinion", pk=self.notice.pk, uuid=opinion.uuid)

    def is_within_limits(self, email):
        """A stranger may type somebody else's mailbox: it gets no more than a few of our mails a day."""
        if not within_limit("plan-opinion", client_ip(self.request), times=PER_ADDRESS, seconds=HOUR):
            return False
        return not email or within_limit("plan-opinion-mail", email, times=PER_MAILBOX, seconds=DAY)

    def refused(self, form, error, status=200):
        form.add_error(None, error)
        response = self.form_invalid(form)
        response.status_code = status
        return response


@method_decorator(never_cache, name="dispatch")
class OwnOpinionView(TemplateView):
    """What became of one opinion. It shows the answer, not what was written nor by whom."""

    template_name = "participation/planning/opinion.html"

    def dispatch(self, request, *args, **kwargs):
        opinions = Opinion.objects.filter(
            notice__in=PublicNotice.objects.filter(plan__site=site_of(request)), notice=kwargs["pk"]
        )
        opinions = opinions.select_related("notice__plan", "notice__year_plan__plan", "project__strategy")
        self.opinion = get_object_or_404(opinions, uuid=kwargs["uuid"])
        response = super().dispatch(request, *args, **kwargs)
        # The address is a key: other sites never learn it.
        response["Referrer-Policy"] = "same-origin"
        return response

    def post(self, request, *args, **kwargs):
        if request.POST.get("deed") == "forget" and self.opinion.may_be_forgotten:
            forget(self.opinion)
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "opinion": self.opinion,
            "notice": self.opinion.notice,
            "days": settings.OPINION_KEEP_DAYS,
            "is_crisis": bool(screen(self.opinion.text).crisis),
            "breadcrumbs": notice_crumbs(self.opinion.notice, self.request, "내 의견"),
        }
