"""Signing in by mail: an address, a number. The same answers to every address."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from accounts.adapter import too_many_failures
from accounts.residents import pending, resident_of, social
from accounts.residents.forms import CodeForm, EmailForm
from accounts.residents.guests import admit, guests_at
from accounts.residents.sign_in import SignInCode, let_in
from common.client_address import client_ip
from common.limits import within_limit

HOUR, DAY = 60 * 60, 24 * 60 * 60
PER_ADDRESS, PER_MAILBOX, PER_BOTH = 30, 50, 5
TOO_OFTEN = "짧은 시간에 너무 많이 시도하셨습니다. 잠시 뒤에 다시 해 주십시오."
OVER = "번호를 쓸 수 있는 시간이 지났거나 번호를 여러 번 잘못 적으셨습니다. 번호를 다시 받아 주십시오."


def may_send(request, email):
    """Somebody else's tries for one's mailbox do not keep its owner out, unless they come from everywhere."""
    address = client_ip(request)
    return (
        within_limit("resident-code", address, times=PER_ADDRESS, seconds=HOUR)
        and within_limit("resident-code-both", f"{address} {email}", times=PER_BOTH, seconds=HOUR)
        and within_limit("resident-code-mail", email, times=PER_MAILBOX, seconds=DAY)
    )


class StrangersOnlyMixin:
    """For who is not signed in yet: residents and guests go on to where they wanted, staff are told."""

    @method_decorator([never_cache, sensitive_post_parameters()])
    def dispatch(self, request, *args, **kwargs):
        if resident_of(request):
            return redirect(pending.safe_next(request, "me"))
        if request.user.is_authenticated:
            address = pending.safe_next(request, "")
            if guests_at(address):
                return redirect(address)
            return render(request, "accounts/residents/not_a_resident.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def refused(self, form, sentence, status=200):
        form.add_error(None, sentence)
        response = self.form_invalid(form)
        response.status_code = status
        return response


class SignInView(StrangersOnlyMixin, FormView):
    template_name = "accounts/residents/sign_in.html"
    form_class = EmailForm

    def get_context_data(self, **kwargs):
        waiting = pending.look(self.request).get("social") or {}
        address = pending.safe_next(self.request, "")
        return super().get_context_data(**kwargs) | {
            "next": address,
            "guests": guests_at(address),
            "providers": [] if waiting else social.offered(),
            "came_from": social.NAMES.get(waiting.get("provider"), ""),
        }

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        if not may_send(self.request, email):
            return self.refused(form, TOO_OFTEN, status=429)
        pending.note(self.request, next=pending.safe_next(self.request, ""), email="")
        SignInCode.begin(self.request, email)
        return redirect("me_code")


class CodeView(StrangersOnlyMixin, FormView):
    template_name = "accounts/residents/code.html"
    form_class = CodeForm

    def dispatch(self, request, *args, **kwargs):
        self.process = SignInCode.resume(request)
        if self.process is None and not request.user.is_authenticated:
            if request.method == "POST":
                messages.error(request, OVER)
            return redirect("me_sign_in")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if request.POST.get("deed") == "again":
            return self.send_again()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "email": self.process.email,
            "minutes": self.process.timeout // 60,
        }

    def send_again(self):
        if may_send(self.request, self.process.email):
            SignInCode.begin(self.request, self.process.email)
            messages.success(self.request, "번호를 새로 보냈습니다. 앞서 보낸 번호는 쓸 수 없습니다.")
        else:
            messages.error(self.request, TOO_OFTEN)
        return redirect("me_code")

    def form_valid(self, form):
        if too_many_failures(client_ip(self.request), None) or not self.process.may_try():
            return self.refused(form, TOO_OFTEN, status=429)
        if not self.process.is_right(form.cleaned_data["code"]):
            if not self.process.record_invalid_attempt():
                messages.error(self.request, OVER)
                return redirect("me_sign_in")
            form.add_error("code", "번호가 다릅니다. 메일에 적힌 여섯 자리 번호를 확인해 주십시오.")
            return self.form_invalid(form)
        resident = self.process.finish()
        return let_in(self.request, resident.user) if resident else self.let_in_guest()

    def let_in_guest(self):
        """Who is no resident: a guest where one is expected; everybody else may become one."""
        guests = guests_at(pending.safe_next(self.request, ""))
        if guests is None:
            return redirect("me_join")
        if guests.is_expected(self.process.email):
            return admit(self.request, self.process.email, guests)
        pending.note(self.request, next="")
        messages.info(self.request, guests.stranger)
        return redirect("me_join")
