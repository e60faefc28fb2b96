"""The private pages of one subscription. Opening an address changes nothing: mail scanners open them all.

What is done, is done by a button; but for the one press of RFC 8058, which mail programs make without a page.
"""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView

from common.letters.channels import channel
from common.sites import crumbs
from directory.choices import Choices
from pages.models.subscribing import Subscription
from pages.subscribing import tokens
from pages.subscribing.forms import InterestForm, initial_of

UNKNOWN = "없는 주소이거나 때가 지난 주소입니다. 메일에 온 주소를 끝까지 복사했는지 확인해 주십시오."


class PrivateMixin:
    """The page of whoever holds the address. Other sites never learn it; see AcceptInvitationView."""

    read = None

    def dispatch(self, request, *args, **kwargs):
        self.subscription = type(self).read(kwargs["token"])
        if self.subscription is None:
            context = {"sentence": UNKNOWN, "breadcrumbs": self.crumbs()}
            response = render(request, "pages/subscribing/closed.html", context, status=404)
        elif self.subscription.is_ended:
            response = self.ended(request)
        else:
            response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    def ended(self, request):
        context = {"is_ended": True, "breadcrumbs": self.crumbs()}
        return render(request, "pages/subscribing/closed.html", context)

    def crumbs(self):
        return crumbs(("소식 받기", reverse("subscribe")))

    def get_context_data(self, **kwargs):
        subscription = self.subscription
        return super().get_context_data(**kwargs) | {
            "subscription": subscription,
            "address": channel(subscription.channel).masked(subscription.address),
            "breadcrumbs": self.crumbs(),
        }


@method_decorator(never_cache, name="dispatch")
class ProveView(PrivateMixin, TemplateView):
    read = staticmethod(tokens.read_prove)
    template_name = "pages/subscribing/prove.html"

    def post(self, request, *args, **kwargs):
        row = self.subscription.prove()
        return redirect(reverse("subscription", args=[tokens.settings_token(row)]) + "?done=proven")


@method_decorator(never_cache, name="dispatch")
class SettingsView(PrivateMixin, FormView):
    """Everything one may change about one's own subscription."""

    read = staticmethod(tokens.read_settings)
    template_name = "pages/subscribing/settings.html"
    form_class = InterestForm
    deeds = {
        "pause": Subscription.pause,
        "resume": Subscription.resume,
        "renew": Subscription.renew_link,
        "end": Subscription.end,
    }
    told = {
        "proven": "확인했습니다. 이제 소식을 보내 드립니다.",
        "changed": "바꾸었습니다.",
        "pause": "멈추었습니다. 다시 받기를 누르실 때까지 보내지 않습니다.",
        "resume": "다시 보내 드립니다.",
    }

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"choices": Choices(self.subscription.site.root_page)}

    def get_initial(self):
        return initial_of(self.subscription)

    def post(self, request, *args, **kwargs):
        name = request.POST.get("deed")
        if name not in self.deeds:
            return super().post(request, *args, **kwargs)
        self.deeds[name](self.subscription)
        if name == "renew":
            return render(request, "pages/subscribing/renewed.html", {"breadcrumbs": self.crumbs()})
        if name == "end":
            return self.ended(request)
        return redirect(f"{request.path}?done={name}")

    def form_valid(self, form):
        self.subscription.change(form.wishes())
        return redirect(f"{self.request.path}?done=changed")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"done": self.told.get(self.request.GET.get("done"))}


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class EndView(PrivateMixin, TemplateView):
    """One press ends it: from a mail program, without a cookie, a form or a question (RFC 8058)."""

    read = staticmethod(tokens.read_end)
    template_name = "pages/subscribing/end.html"

    def post(self, request, *args, **kwargs):
        self.subscription.end()
        return self.ended(request)
