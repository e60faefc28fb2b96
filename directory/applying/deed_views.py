"""The deeds of the agency, each a sentence and a button; what they do is in ``directory.applying.actions``."""

from django import forms
from django.urls import reverse

from directory.action_views import DeedView
from directory.applying.actions import note, note_attendance
from directory.applying.admin_views import OnePageMixin
from directory.applying.applicant_views import OneApplicationMixin
from directory.applying.forms import NoteForm
from directory.models.application import ApplicationState
from directory.people_forms import TellingReasonForm


class ApplicationDeedView(OneApplicationMixin, DeedView):
    def get_page_subtitle(self):
        return str(self.application)

    def get_success_url(self):
        return reverse("applying:inspect", args=[self.application.pk])


class ConfirmView(ApplicationDeedView):
    page_title = "확정"
    form_class = forms.Form
    sentence = "자리가 남아 있으면 이 신청을 확정합니다. 메일을 확인하지 못한 분은 전화로 본인인지 물어보고 누르십시오."
    button = "확정하기"
    done = "확정했습니다. 메일 주소가 있으면 알려 드렸습니다."

    def perform(self, data):
        self.application.confirm(by=self.request.user)


class RefuseView(ApplicationDeedView):
    page_title = "받지 않음"
    form_class = TellingReasonForm
    sentence = "대상이 아니거나 받을 수 없는 신청입니다. 자리는 기다리는 분께 갑니다."
    button = "받지 않기"
    done = "받지 않기로 했습니다. 까닭을 알려 드렸습니다."
    is_dangerous = True

    def perform(self, data):
        self.application.refuse(by=self.request.user, reason=data["reason"])


class CancelView(ApplicationDeedView):
    page_title = "신청 취소"
    form_class = TellingReasonForm
    sentence = "신청하신 분이 오지 않겠다고 하셨을 때 누르십시오. 자리는 기다리는 분께 갑니다."
    button = "취소하기"
    done = "취소했습니다. 메일 주소가 있으면 알려 드렸습니다."
    is_dangerous = True

    def perform(self, data):
        self.application.cancel(by=self.request.user, reason=data["reason"])


class ForgetView(ApplicationDeedView):
    page_title = "개인정보 지우기"
    form_class = forms.Form
    sentence = "신청하신 분의 이름, 연락처, 적으신 답을 지웁니다. 되돌릴 수 없습니다. 몇 분이 신청하고 오셨는지는 남습니다."
    button = "지우기"
    done = "개인정보를 지웠습니다."
    is_dangerous = True

    def perform(self, data):
        self.application.forget(by=self.request.user)


class PageDeedView(OnePageMixin, DeedView):
    def get_page_subtitle(self):
        return self.page.title

    def get_success_url(self):
        return reverse("applying:applicants", args=[self.page.pk])


class NoteView(PageDeedView):
    page_title = "전화로 받은 신청"
    form_class = NoteForm
    sentence = "자리가 있으면 바로 확정되고, 차 있으면 대기로 들어갑니다."
    button = "적기"
    done = "신청을 적었습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page}

    def form_valid(self, form):
        self.person = form.person
        return super().form_valid(form)

    def perform(self, data):
        note(self.page, by=self.request.user, **self.person)


class AttendanceForm(forms.Form):
    came = forms.TypedMultipleChoiceField(
        label="오신 분",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "방금 취소한 분이 있습니다. 다시 열어 적어 주십시오."},
    )

    def __init__(self, *args, applications, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = [(each.pk, each.name or "지움") for each in applications]
        self.fields["came"].initial = [each.pk for each in applications if each.attended]


class AttendanceView(PageDeedView):
    """Everybody confirmed, each with a box; one press for all."""

    page_title = "출석 적기"
    form_class = AttendanceForm
    sentence = "오신 분을 골라 저장하십시오. 고르지 않은 분은 오지 않은 것으로 적히고, 몇 번이든 다시 적을 수 있습니다."
    button = "출석 저장"
    done = "출석을 적었습니다."

    def get(self, request, *args, **kwargs):
        self.note_view("참가 신청 출석부", obj=self.page)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        confirmed = self.page.applications.filter(state=ApplicationState.CONFIRMED).order_by("name", "pk")
        return super().get_form_kwargs() | {"applications": confirmed}

    def perform(self, data):
        note_attendance(self.page, set(data["came"]), by=self.request.user)
