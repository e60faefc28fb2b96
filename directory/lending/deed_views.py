"""The deeds of the giver, each a sentence and a button; what they do is in ``directory.lending.actions``."""

import uuid

from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse

from directory.action_views import DeedView
from directory.lending.actions import ask
from directory.lending.admin_views import GiverMixin, OneRequestMixin
from directory.lending.forms import NoteForm
from directory.lending.permissions import lendable_by
from directory.people_forms import TellingReasonForm


class RequestDeedView(OneRequestMixin, DeedView):
    def get_page_subtitle(self):
        return str(self.lending)

    def get_success_url(self):
        return reverse("lending:inspect", args=[self.lending.pk])


class NoteOnlyForm(forms.Form):
    note = forms.CharField(
        label="신청하신 분께 전할 말",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AcceptView(RequestDeedView):
    page_title = "승낙"
    form_class = NoteOnlyForm
    sentence = "승낙하면 그 시간은 달력에서 나간 것으로 보이고, 다른 분은 빌릴 수 없습니다."
    button = "승낙하기"
    done = "승낙했습니다. 신청하신 분께 메일을 보냈습니다."

    def perform(self, data):
        self.lending.accept(by=self.request.user, note=data["note"])


class DeclineView(RequestDeedView):
    page_title = "거절"
    form_class = TellingReasonForm
    button = "거절하기"
    done = "거절했습니다. 신청하신 분께 까닭을 알려 드렸습니다."
    is_dangerous = True

    def perform(self, data):
        self.lending.decline(by=self.request.user, reason=data["reason"])


class LendView(RequestDeedView):
    page_title = "빌려줌"
    form_class = forms.Form
    sentence = "신청하신 분이 빌려 가셨으면 누르십시오."
    button = "빌려주었습니다"
    done = "빌려준 것으로 적었습니다."

    def perform(self, data):
        self.lending.lend(by=self.request.user)


class TakeBackView(RequestDeedView):
    page_title = "돌려받음"
    form_class = forms.Form
    sentence = "돌려받으셨으면 누르십시오. 남은 시간은 다시 다른 분이 빌릴 수 있습니다."
    button = "돌려받았습니다"
    done = "돌려받은 것으로 적었습니다."

    def perform(self, data):
        self.lending.take_back(by=self.request.user)


class CancelView(RequestDeedView):
    page_title = "신청 취소"
    form_class = TellingReasonForm
    button = "취소하기"
    done = "취소했습니다. 신청하신 분께 까닭을 알려 드렸습니다."
    is_dangerous = True

    def perform(self, data):
        self.lending.cancel(by=self.request.user, reason=data["reason"])


class ForgetView(RequestDeedView):
    page_title = "개인정보 지우기"
    form_class = forms.Form
    sentence = "신청하신 분의 이름, 연락처, 적으신 말을 지웁니다. 되돌릴 수 없습니다. 수량과 날짜는 남습니다."
    button = "지우기"
    done = "개인정보를 지웠습니다."
    is_dangerous = True

    def perform(self, data):
        self.lending.forget(by=self.request.user)


class NoteView(GiverMixin, DeedView):
    page_title = "전화로 받은 신청"
    form_class = NoteForm
    button = "적기"
    done = "신청을 적었습니다."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.resource = get_object_or_404(lendable_by(request.user), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.resource.title

    def get_initial(self):
        return {"quantity": 1}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"resource": self.resource}

    def form_valid(self, form):
        self.wish = form.wish
        return super().form_valid(form)

    def perform(self, data):
        person = self.request.user
        with transaction.atomic():
            self.lending = ask(self.resource, uuid=uuid.uuid4(), by=person, **self.wish)
            if data["accept_now"]:
                self.lending.accept(by=person)

    def get_success_url(self):
        lending = getattr(self, "lending", None)
        return reverse("lending:inspect", args=[lending.pk]) if lending else reverse("lending:choose")
