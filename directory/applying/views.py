"""What a resident does without an account: applies, proves the mailbox, looks, cancels."""

import uuid

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from wagtail.models import Site

from common.addresses import HOME
from common.client_address import client_ip
from common.limits import within_limit
from directory.applying.actions import apply
from directory.applying.forms import ApplyForm
from directory.applying.mails import PROOF_SECONDS, SALT, public_name, public_times
from directory.applying.pages import is_public, published_page
from directory.applying.rules import has_free_place, moment_in_words, why_not_now
from directory.models.application import Application, ApplicationState

PER_ADDRESS, PER_MAILBOX, HOUR, DAY = 10, 5, 60 * 60, 24 * 60 * 60
TOO_OFTEN = "짧은 시간에 너무 많이 신청하셨습니다. 잠시 뒤에 다시 하시거나 전화로 신청해 주십시오."


class OnePageMixin:
    """The published page of the district that the address names."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        site = Site.find_for_request(request)
        self.page = site and published_page(kwargs["uuid"], site)
        if self.page is None:
            raise Http404

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.page_context()

    def page_context(self):
        page, url = self.page, self.page.get_url(self.request)
        return {
            "page": page,
            "page_url": url,
            "phone": page.phone or page.agency.phone,
            "breadcrumbs": [
                {"title": "홈", "url": HOME},
                {"title": page.title, "url": url},
                {"title": "참가 신청", "url": self.request.path},
            ],
        }


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class ApplyView(OnePageMixin, FormView):
    """The form: base fields, the agency's questions, each consent by itself."""

    template_name = "directory/applying/apply.html"
    form_class = ApplyForm

    def dispatch(self, request, *args, **kwargs):
        if sentence := why_not_now(self.page):
            status = 409 if request.method == "POST" else 200
            context = self.page_context() | {"sentence": sentence}
            return render(request, "directory/applying/closed.html", context, status=status)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page}

    def get_initial(self):
        return {"key": uuid.uuid4().hex}

    def get_context_data(self, **kwargs):
        closes_at = self.page.application_window[1]
        return super().get_context_data(**kwargs) | {
            "is_full": not has_free_place(self.page) or self.page.applied.get(ApplicationState.WAITING),
            "closes": closes_at and moment_in_words(closes_at),
            "days": settings.APPLICATION_KEEP_DAYS,
        }

    def form_valid(self, form):
        address, email = client_ip(self.request), form.cleaned_data["email"].lower()
        if not (
            within_limit("applying", address, times=PER_ADDRESS, seconds=HOUR)
            and within_limit("applying-mail", email, times=PER_MAILBOX, seconds=DAY)
        ):
            return self.refused(form, TOO_OFTEN, status=429)
        try:
            apply(self.page, uuid=form.uuid, **form.person)
        except ValidationError as refusal:  # closed between the look and the deed
            return self.refused(form, refusal.messages)
        return redirect("apply_sent", uuid=self.page.uuid)

    def refused(self, form, error, status=200):
        form.add_error(None, error)
        response = self.form_invalid(form)
        response.status_code = status
        return response


@method_decorator(never_cache, name="dispatch")
class SentView(OnePageMixin, TemplateView):
    """The same for everybody, so that nobody learns here who has applied."""

    template_name = "directory/applying/sent.html"


class KeyedMixin:
    """Whose address is a key: other sites never learn it. `no-referrer` would make the browser post `Origin: null`."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        return response


def own_context(request, application):
    page = application.page.specific
    return {
        "application": application,
        "name": public_name(page),
        "times": public_times(page),
        "page_url": page.get_url(request) if is_public(page) else "",
        "agency": page.agency.title,
        "phone": page.phone or page.agency.phone,
        "breadcrumbs": [{"title": "홈", "url": HOME}, {"title": "참가 신청", "url": request.path}],
    }


@method_decorator(never_cache, name="dispatch")
class ProveView(KeyedMixin, View):
    """The link of the mail. Opening it changes nothing: mail filters open every link they see."""

    def dispatch(self, request, *args, **kwargs):
        applications = Application.objects.select_related("page")
        try:
            number = signing.loads(kwargs["token"], salt=SALT)
        except signing.BadSignature:
            sentence = "없는 주소입니다. 메일에 온 주소를 끝까지 복사했는지 확인해 주십시오."
            return self.closed(sentence, 404)
        self.application = applications.filter(uuid=number).first()
        if self.application is None:
            return self.closed("오래되어 지워진 신청입니다. 다시 신청해 주십시오.", 410)
        if self.application.state != ApplicationState.UNPROVEN:
            return redirect("application", uuid=number)
        try:
            signing.loads(kwargs["token"], salt=SALT, max_age=PROOF_SECONDS)
        except signing.SignatureExpired:
            return self.closed("보낸 지 24시간이 지난 주소입니다. 다시 신청해 주십시오.", 410)
        return super().dispatch(request, *args, **kwargs)

    def closed(self, sentence, status):
        return self.shown("directory/applying/link_closed.html", {"sentence": sentence}, status)

    def shown(self, template, context, status=200):
        response = render(self.request, template, context, status=status)
        response["Referrer-Policy"] = "same-origin"
        return response

    def get(self, request, token):
        return self.shown("directory/applying/prove.html", own_context(request, self.application))

    def post(self, request, token):
        try:
            self.application.prove()
        except ValidationError as refusal:
            context = own_context(request, self.application) | {"refusal": refusal.messages}
            return self.shown("directory/applying/prove.html", context, 409)
        return redirect("application", uuid=self.application.uuid)


@method_decorator(never_cache, name="dispatch")
class ApplicationView(KeyedMixin, TemplateView):
    """The private page of one application. It shows what became of it, not who applied."""

    template_name = "directory/applying/application.html"
    deeds = {"cancel": Application.cancel, "forget": Application.forget}

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        applications = Application.objects.proven().select_related("page")
        self.application = get_object_or_404(applications, uuid=kwargs["uuid"])

    def post(self, request, *args, **kwargs):
        deed = self.deeds.get(request.POST.get("deed"))
        try:
            if deed is not None:
                deed(self.application)
        except ValidationError as refusal:
            self.application.refresh_from_db()
            return self.render_to_response(self.get_context_data(refusal=refusal.messages))
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        application = self.application
        return (
            super().get_context_data(**kwargs)
            | own_context(self.request, application)
            | {
                "way_in": application.way_in,
                "may_cancel": application.is_living and not application.page.specific.is_over,
                "may_forget": application.may_be_forgotten and not application.is_forgotten,
            }
        )
