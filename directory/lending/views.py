"""What a resident does without an account: asks for a resource, looks at the request, takes it back."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from wagtail.models import Site

from common.addresses import DIRECTORY, HOME
from common.client_address import client_ip
from common.limits import within_limit
from directory.lending.actions import ask
from directory.lending.calendar import read_day
from directory.lending.forms import AskForm, day_initial
from directory.lending.mails import public_name
from directory.models import ResourcePage
from directory.models.lending import LendingRequest, LendingState

PER_ADDRESS, PER_MAILBOX, HOUR, DAY = 10, 5, 60 * 60, 24 * 60 * 60
TOO_OFTEN = "짧은 시간에 너무 많이 신청하셨습니다. 잠시 뒤에 다시 하시거나 전화로 신청해 주십시오."
NOT_LENT = "지금은 누리넷에서 신청을 받지 않습니다. 기관에 전화로 물어봐 주십시오."


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class AskView(FormView):
    """The form for one resource that is published and lent here."""

    template_name = "directory/lending/ask.html"
    form_class = AskForm

    def dispatch(self, request, *args, **kwargs):
        site = Site.find_for_request(request)
        if site is None:
            raise Http404
        resources = ResourcePage.objects.published().in_site(site).filter(uuid=kwargs["uuid"])
        self.resource = resource = get_object_or_404(resources.select_related("agency"))
        if not resources.lendable().exists():
            context = {"sentence": NOT_LENT, "resource": resource, "breadcrumbs": self.crumbs()}
            return render(request, "directory/lending/closed.html", context, status=410)
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self):
        return [
            {"title": "홈", "url": HOME},
            {"title": "복지정보", "url": DIRECTORY},
            {"title": self.resource.title, "url": self.resource.get_url(self.request)},
            {"title": "빌리기 신청", "url": self.request.path},
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"resource": self.resource}

    def get_initial(self):
        day = read_day(self.request.GET.get("day"))
        return {"key": uuid.uuid4().hex, "quantity": 1} | day_initial(self.resource, day)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "resource": self.resource,
            "resource_url": self.resource.get_url(self.request),
            "breadcrumbs": self.crumbs(),
            "days": settings.LENDING_KEEP_DAYS,
        }

    def form_valid(self, form):
        address, email = client_ip(self.request), form.cleaned_data["email"].lower()
        if not (
            within_limit("lending", address, times=PER_ADDRESS, seconds=HOUR)
            and within_limit("lending-mail", email, times=PER_MAILBOX, seconds=DAY)
        ):
            return self.refused(form, TOO_OFTEN, status=429)
        try:
            request = ask(self.resource, uuid=form.uuid, **form.wish)
        except ValidationError as refusal:  # taken between the look and the deed
            return self.refused(form, refusal.messages)
        return redirect("lending_request", uuid=request.uuid)

    def refused(self, form, error, status=200):
        form.add_error(None, error)
        response = self.form_invalid(form)
        response.status_code = status
        return response


@method_decorator(never_cache, name="dispatch")
class RequestView(TemplateView):
    """The private page of one request. It shows what became of it, not who asked."""

    template_name = "directory/lending/request.html"
    deeds = {"withdraw": LendingRequest.withdraw, "forget": LendingRequest.forget}

    def dispatch(self, request, *args, **kwargs):
        requests = LendingRequest.objects.select_related("resource__agency")
        self.lending = get_object_or_404(requests, uuid=kwargs["uuid"])
        response = super().dispatch(request, *args, **kwargs)
        # The address is a key: other sites never learn it; see AcceptInvitationView.
        response["Referrer-Policy"] = "same-origin"
        return response

    def post(self, request, *args, **kwargs):
        deed = self.deeds.get(request.POST.get("deed"))
        try:
            if deed is not None:
                deed(self.lending)
        except ValidationError as refusal:
            self.lending.refresh_from_db()
            return self.render_to_response(self.get_context_data(refusal=refusal.messages))
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        lending = self.lending
        return super().get_context_data(**kwargs) | {
            "lending": lending,
            "name": public_name(lending.resource),
            "phone": lending.resource.phone or lending.resource.agency.phone,
            "may_withdraw": lending.state in (LendingState.ASKED, LendingState.ACCEPTED),
            "may_forget": lending.may_be_forgotten and not lending.is_forgotten,
            "breadcrumbs": [
                {"title": "홈", "url": HOME},
                {"title": "복지정보", "url": DIRECTORY},
                {"title": "빌리기 신청", "url": self.request.path},
            ],
        }
