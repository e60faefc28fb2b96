"""본인확인: out to the verifier and back, or a number from the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import FormView

from accounts.residents import ResidentRequiredMixin, pending, practice, resident_of
from accounts.residents.forms import NumberForm, PersonForm
from accounts.residents.identity import IdentityRefused, verifier
from accounts.residents.verifying import guardian_key, redeem, verify
from common.client_address import client_ip
from common.limits import within_limit

FOR = "identity_for"
NUMBER_TRIES, NUMBER_SECONDS = 5, 15 * 60
ADDRESS_TRIES = 30
TOO_OFTEN = "번호를 여러 번 잘못 적으셨습니다. 15분 뒤에 다시 해 주십시오."
DONE = "본인확인을 마쳤습니다. 이제 공감하고, 글을 쓰고, 투표하실 수 있습니다."


def begin_verifying(request, for_whom):
    found = verifier()
    if found is None:
        raise Http404
    request.session[FOR] = for_whom
    return redirect(found.begin(request))


def may_try_number(request, key):
    return within_limit("desk-number", key, times=NUMBER_TRIES, seconds=NUMBER_SECONDS) and within_limit(
        "desk-number-address", client_ip(request), times=ADDRESS_TRIES, seconds=NUMBER_SECONDS
    )


class VerifyView(ResidentRequiredMixin, FormView):
    template_name = "accounts/residents/verify.html"
    form_class = NumberForm

    def get_context_data(self, **kwargs):
        return {
            "resident": self.resident,
            "verifier": verifier(),
            "next": pending.safe_next(self.request, ""),
        } | super().get_context_data(**kwargs)

    def post(self, request, *args, **kwargs):
        pending.note(request, next=pending.safe_next(request, ""))
        if request.POST.get("deed") == "identity":
            return begin_verifying(request, "me")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            if not may_try_number(self.request, self.resident.pk):
                raise ValidationError(TOO_OFTEN)
            redeem(self.resident, form.cleaned_data["number"], request=self.request)
        except ValidationError as refusal:
            form.add_error("number", refusal.messages)
            return self.form_invalid(form)
        return verified(self.request)


def verified(request):
    url = pending.safe_next(request, "me")
    pending.forget(request)
    messages.success(request, DONE)
    return redirect(url)


@method_decorator([never_cache, sensitive_variables()], name="dispatch")
class VerifyDoneView(View):
    """Where the verifier sends people back to: for themselves, or for the child whose guardian they are."""

    def get(self, request):
        found, for_whom = verifier(), request.session.pop(FOR, None)
        if found is None or for_whom is None:
            return redirect("me")
        try:
            identity = found.finish(request)
            if for_whom == "guardian":
                pending.note(request, guardian={"key": guardian_key(identity)})
                return redirect("me_guardian")
            resident = resident_of(request)
            if resident is None:
                return redirect("me")
            verify(resident, identity, request=request)
        except (IdentityRefused, ValidationError) as refusal:
            return self.refused(request, for_whom, refusal)
        return verified(request)

    def refused(self, request, for_whom, refusal):
        sentences = getattr(refusal, "messages", None) or [str(refusal)]
        back = "me_guardian" if for_whom == "guardian" else "me_verify"
        context = {"sentences": sentences, "back": back}
        return render(request, "accounts/residents/not_verified.html", context, status=409)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class PracticeView(FormView):
    """The practice verifier's own page, framed in red: there is none where verifying is in earnest."""

    template_name = "accounts/residents/practice.html"
    form_class = PersonForm

    def dispatch(self, request, *args, **kwargs):
        found = verifier()
        if found is None or not found.is_practice:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        told = form.cleaned_data
        self.request.session[practice.KEY] = {"name": told["name"], "born_on": told["born_on"].isoformat()}
        return redirect("me_verify_done")
