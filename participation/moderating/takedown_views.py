"""게시중단 요청 by anyone: the form, the mail that proves, the private page of one request."""

import uuid
from contextlib import suppress

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from wagtail.models import Site

from common.client_address import client_ip
from common.limits import within_limit
from participation.models import TakedownRequest, TakedownState
from participation.moderating.forms import TakedownForm
from participation.moderating.mails import PROOF_SECONDS, SALT
from participation.moderating.places import crumbs
from participation.moderating.takedowns import prove, request_takedown

PER_ADDRESS, PER_MAILBOX, HOUR, DAY = 10, 5, 60 * 60, 24 * 60 * 60
TOO_OFTEN = "짧은 시간에 너무 많이 요청하셨습니다. 잠시 뒤에 다시 하시거나 사무국에 전화해 주십시오."
TITLE = "게시중단 요청"


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class TakedownView(FormView):
    template_name = "participation/moderating/takedown.html"
    form_class = TakedownForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"site": Site.find_for_request(self.request)}

    def get_initial(self):
        """What the link beside an issue or a comment fills in."""
        number, comment = self.request.GET.get("issue", ""), self.request.GET.get("comment", "")
        initial = {"key": uuid.uuid4().hex}
        if number.isdecimal() and len(number) < 19:
            initial["number"] = int(number)
        with suppress(ValueError):
            initial["comment"] = uuid.UUID(comment)
        return initial

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "days": settings.TAKEDOWN_KEEP_DAYS,
            "is_comment": bool(context["form"]["comment"].value()),
            "breadcrumbs": crumbs(self.request, TITLE),
        }

    def form_valid(self, form):
        address, email = client_ip(self.request), form.cleaned_data["email"].lower()
        if not (
            within_limit("takedown", address, times=PER_ADDRESS, seconds=HOUR)
            and within_limit("takedown-mail", email, times=PER_MAILBOX, seconds=DAY)
        ):
            return self.refused(form, TOO_OFTEN, status=429)
        try:
            request_takedown(form.thing, **form.told)
        except ValidationError as refusal:  # gone between the look and the deed
            return self.refused(form, refusal.messages, status=409)
        return redirect("takedown_sent")

    def refused(self, form, errors, *, status):
        form.add_error(None, errors)
        response = self.form_invalid(form)
        response.status_code = status
        return response


class SentView(TemplateView):
    """The same for everybody."""

    template_name = "participation/moderating/takedown_sent.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"breadcrumbs": crumbs(self.request, TITLE)}


class KeyedMixin:
    """Whose address is a key: other sites never learn it."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        return response


@method_decorator(never_cache, name="dispatch")
class ProveView(KeyedMixin, View):
    """The link of the mail. Opening it changes nothing: mail filters open every link they see."""

    def dispatch(self, request, *args, **kwargs):
        try:
            number = signing.loads(kwargs["token"], salt=SALT)
        except signing.BadSignature:
            return self.closed("없는 주소입니다. 메일에 온 주소를 끝까지 복사했는지 확인해 주십시오.", 404)
        self.takedown = TakedownRequest.objects.filter(uuid=number).first()
        if self.takedown is None:
            return self.closed("오래되어 지워진 요청입니다. 다시 요청해 주십시오.", 410)
        if self.takedown.state != TakedownState.UNPROVEN:
            return redirect("takedown_status", uuid=number)
        try:
            signing.loads(kwargs["token"], salt=SALT, max_age=PROOF_SECONDS)
        except signing.SignatureExpired:
            return self.closed("보낸 지 24시간이 지난 주소입니다. 다시 요청해 주십시오.", 410)
        return super().dispatch(request, *args, **kwargs)

    def closed(self, sentence, status):
        context = {"sentence": sentence, "breadcrumbs": crumbs(self.request, TITLE)}
        response = render(
            self.request, "participation/moderating/takedown_closed.html", context, status=status
        )
        response["Referrer-Policy"] = "same-origin"
        return response

    def get(self, request, token):
        context = {"takedown": self.takedown, "breadcrumbs": crumbs(request, TITLE)}
        return render(request, "participation/moderating/takedown_prove.html", context)

    def post(self, request, token):
        prove(self.takedown)
        return redirect("takedown_status", uuid=self.takedown.uuid)


@method_decorator(never_cache, name="dispatch")
class StatusView(KeyedMixin, TemplateView):
    """The private page of one request. It shows what became of it, not who asked."""

    template_name = "participation/moderating/takedown_status.html"

    def get_context_data(self, **kwargs):
        rows = TakedownRequest.objects.exclude(state=TakedownState.UNPROVEN)
        takedown = get_object_or_404(
            rows.select_related("decision", "issue", "comment"), uuid=self.kwargs["uuid"]
        )
        return super().get_context_data(**kwargs) | {
            "takedown": takedown,
            "days": settings.TAKEDOWN_KEEP_DAYS,
            "breadcrumbs": crumbs(self.request, TITLE),
        }
