"""내 정보: see, correct, take along, take back, leave."""

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from accounts import mine
from accounts.models import Purpose
from accounts.residents import ResidentRequiredMixin, choices
from accounts.residents.consents import NEEDED, VERSIONS, give, in_force, take_back
from accounts.residents.doors import is_staff_account
from accounts.residents.export import everything_about
from accounts.residents.forms import LeaveForm, ProfileForm
from accounts.residents.leaving import leave
from accounts.residents.profile import correct
from accounts.residents.social import NAMES


class MeView(ResidentRequiredMixin, TemplateView):
    template_name = "accounts/residents/me.html"

    def get_context_data(self, **kwargs):
        resident, living = self.resident, in_force(self.resident)
        socials = SocialAccount.objects.filter(user=resident.user_id).values_list("provider", flat=True)
        return super().get_context_data(**kwargs) | {
            "resident": resident,
            "email": resident.user.email,
            "dong": choices.label_of(choices.dongs(), resident.dong_code),
            "life": choices.label_of(choices.lives(), resident.life_code),
            "socials": [NAMES.get(name, name) for name in socials],
            "sections": [each for each in mine.sections() if each.url_name and each.is_for(resident)],
            "consents": [
                {
                    "purpose": purpose,
                    "consent": living.get(purpose),
                    "is_needed": purpose in NEEDED,
                    "is_old": purpose in living and living[purpose].version != VERSIONS[purpose],
                }
                for purpose in Purpose
            ],
        }


class EditView(ResidentRequiredMixin, FormView):
    template_name = "accounts/residents/edit.html"
    form_class = ProfileForm
    success_url = reverse_lazy("me")

    def get_initial(self):
        resident = self.resident
        return {
            "nickname": resident.nickname,
            "dong_code": resident.dong_code,
            "life_code": resident.life_code,
        }

    def form_valid(self, form):
        correct(self.resident, **form.cleaned_data)
        messages.success(self.request, "고쳤습니다.")
        return super().form_valid(form)


class ConsentView(ResidentRequiredMixin, View):
    """One consent, given or taken back by a button of "내 정보"."""

    http_method_names = ["post"]
    deeds = {
        "give": (give, "동의하신 것을 적어 두었습니다."),
        "take_back": (take_back, "동의를 거두었습니다."),
    }

    def post(self, request, *args, **kwargs):
        deed, purpose = self.deeds.get(request.POST.get("deed")), request.POST.get("purpose")
        if deed is None or purpose not in Purpose.values:
            return HttpResponseBadRequest("무엇에 대한 동의인지 알 수 없습니다.")
        action, sentence = deed
        try:
            action(self.resident, purpose)
            messages.success(request, sentence)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        return redirect("me")


class DownloadView(ResidentRequiredMixin, View):
    def get(self, request, *args, **kwargs):
        options = {"ensure_ascii": False, "indent": 2}
        response = JsonResponse(everything_about(self.resident), json_dumps_params=options)
        response["Content-Disposition"] = f'attachment; filename="nurinet-{timezone.localdate()}.json"'
        response["X-Robots-Tag"] = "noindex"
        return response


class SessionsView(ResidentRequiredMixin, ListUserSessionsView):
    template_name = "accounts/residents/sessions.html"
    success_url = reverse_lazy("me_sessions")


class LeaveView(ResidentRequiredMixin, FormView):
    template_name = "accounts/residents/leave.html"
    form_class = LeaveForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "stays": [section.stays for section in mine.sections() if section.stays],
            "is_staff": is_staff_account(self.resident.user),
        }

    @transaction.atomic
    def form_valid(self, form):
        leave(self.resident, request=self.request)
        self.request.session.flush()
        self.request.user = AnonymousUser()
        return redirect("me_left")


@method_decorator(never_cache, name="dispatch")
class LeftView(TemplateView):
    template_name = "accounts/residents/left.html"
