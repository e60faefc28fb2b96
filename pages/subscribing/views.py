"""소식 받기: the form anybody may fill in, and the one answer everybody gets."""

from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from common.client_address import client_ip
from common.limits import within_limit
from common.sites import crumbs, site_of
from directory.choices import Choices
from pages.models.subscribing import PROVE_WITHIN
from pages.subscribing import consent
from pages.subscribing.actions import ask
from pages.subscribing.forms import SubscribeForm, initial_from_list

PER_READER, PER_MAILBOX, HOUR, DAY = 10, 3, 60 * 60, 24 * 60 * 60
TOO_OFTEN = (
    "짧은 시간에 너무 많이 신청하셨습니다. 적으신 것은 그대로 있습니다. 한 시간 뒤에 다시 보내 주십시오."
)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SubscribeView(FormView):
    template_name = "pages/subscribing/subscribe.html"
    form_class = SubscribeForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.site = site_of(request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"choices": Choices(self.site.root_page)}

    def get_initial(self):
        return initial_from_list(self.request.GET)

    def form_valid(self, form):
        address = form.cleaned_data["email"]
        if not within_limit("subscribe", client_ip(self.request), times=PER_READER, seconds=HOUR):
            form.add_error(None, TOO_OFTEN)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        # A mailbox that got enough mail today gets no more; the sender is not told, or he would learn of others.
        if within_limit("subscribe-mail", f"{self.site.pk} {address}", times=PER_MAILBOX, seconds=DAY):
            ask(self.site, address, form.wishes())
        return redirect("subscribe_asked")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "consent_parts": consent.parts(consent.PERSONAL),
            "newsletter_text": consent.NEWSLETTER,
            "breadcrumbs": crumbs(("소식 받기", self.request.path)),
        }


@method_decorator(never_cache, name="dispatch")
class AskedView(TemplateView):
    """The same whether the address was known, new, or had too much mail today."""

    template_name = "pages/subscribing/asked.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "days": PROVE_WITHIN.days,
            "breadcrumbs": crumbs(("소식 받기", self.request.path)),
        }
