"""Signing up, once the mailbox is proven; and the guardian of who is under 14."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from accounts.residents import nicknames, pending
from accounts.residents.consents import VERSIONS
from accounts.residents.forms import GuardianConsentForm, JoinForm, NumberForm
from accounts.residents.identity import verifier
from accounts.residents.joining import Guardian, join
from accounts.residents.sign_in import let_in
from accounts.residents.sign_in_views import TOO_OFTEN, StrangersOnlyMixin
from accounts.residents.verify_views import begin_verifying, may_try_number
from accounts.residents.verifying import NO_SUCH_CODE, desk_code


class ProvenMixin(StrangersOnlyMixin):
    """Behind the proof of a mailbox, which holds for half an hour."""

    def dispatch(self, request, *args, **kwargs):
        self.pending = pending.look(request)
        if not self.pending.get("email") and not request.user.is_authenticated:
            return redirect("me_sign_in")
        return super().dispatch(request, *args, **kwargs)

    def guardian(self):
        """The guardian's consent as far as it is given, or None."""
        told = self.pending.get("guardian") or {}
        if told.get("number") or (told.get("key") and told.get("agrees")):
            return Guardian(key=told.get("key", ""), number=told.get("number", ""))
        return None


class JoinView(ProvenMixin, FormView):
    """Age and consents first; until this form is sent whole, nothing is kept but in the browser's session."""

    template_name = "accounts/residents/join.html"
    form_class = JoinForm

    def get_initial(self):
        return {"nickname": nicknames.suggestions()[0]}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"has_guardian": self.guardian() is not None}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "email": self.pending["email"],
            "guardian": self.guardian(),
            "version": VERSIONS["personal"],
        }

    def form_valid(self, form):
        told = form.cleaned_data
        try:
            resident = join(
                self.pending["email"],
                nickname=told["nickname"],
                dong_code=told["dong_code"],
                life_code=told["life_code"],
                agreed=form.agreed,
                is_of_age=bool(told["is_of_age"]),
                guardian=self.guardian(),
                social=self.pending.get("social"),
                request=self.request,
            )
        except ValidationError as refusal:
            return self.refused(form, refusal.messages)
        return let_in(self.request, resident.user)


class GuardianView(ProvenMixin, TemplateView):
    """A guardian is verified and agrees, on this screen; or has done both at the desk."""

    template_name = "accounts/residents/guardian.html"

    def get_context_data(self, **kwargs):
        told = self.pending.get("guardian") or {}
        return {
            "email": self.pending["email"],
            "is_known": bool(told.get("key")),
            "verifier": verifier(),
            "consent_form": GuardianConsentForm(),
            "number_form": NumberForm(),
        } | super().get_context_data(**kwargs)

    def post(self, request, *args, **kwargs):
        deed = request.POST.get("deed")
        if deed == "identity":
            return begin_verifying(request, "guardian")
        return self.agree() if deed == "agree" else self.take_number()

    def agree(self):
        form, told = GuardianConsentForm(self.request.POST), self.pending.get("guardian") or {}
        if not told.get("key") or not form.is_valid():
            return self.render_to_response(self.get_context_data(consent_form=form))
        return self.go_on({"key": told["key"], "agrees": True})

    def take_number(self):
        form = NumberForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(number_form=form))
        number = form.cleaned_data["number"]
        code = desk_code(number) if may_try_number(self.request, self.pending["email"]) else TOO_OFTEN
        if code == TOO_OFTEN or code is None or not code.with_guardian:
            form.add_error("number", TOO_OFTEN if code == TOO_OFTEN else NO_SUCH_CODE)
            return self.render_to_response(self.get_context_data(number_form=form))
        return self.go_on({"number": number})

    def go_on(self, guardian):
        pending.note(self.request, guardian=guardian)
        return redirect("me_join")
