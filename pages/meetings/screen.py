"""The screen on which headquarters opens sign-up for a meeting."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from common.sites import staff_site_of
from council.models import Meeting
from directory.action_views import ActionView
from directory.models import Agency
from pages.meetings.actions import open_sign_up


class OpenSignUpForm(forms.Form):
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="어느 기관의 이름으로 받습니까",
        empty_label=None,
        error_messages={
            "required": "기관을 골라 주십시오.",
            "invalid_choice": "목록에 있는 기관을 골라 주십시오.",
        },
        help_text="이 기관 아래에 행사가 만들어지고, 이 기관의 담당자가 신청하신 분을 봅니다.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = (
            Agency.objects.active().select_related("page").order_by("page__title")
        )


class OpenSignUpView(ActionView):
    page_title = "방청 신청 받기"
    header_icon = "group"
    form_class = OpenSignUpForm
    sentence = (
        "이 회의의 방청 신청을 받는 행사를 임시 저장으로 만듭니다. 정원과 물음을 정해 게시해 주십시오. "
        "때와 곳, 방법, 접속 주소는 회의를 따라 바뀌고, 바뀌면 신청하신 분께 알립니다."
    )
    button = "만들기"
    done = "행사를 만들었습니다. 정원과 물음을 정한 뒤 게시해 주십시오."
    made = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        meetings = Meeting.objects.in_site(staff_site_of(request)).select_related("committee")
        self.meeting = get_object_or_404(meetings, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.meeting)

    def perform(self, data):
        self.made = self.acted(open_sign_up, self.meeting, data["agency"])

    def get_success_url(self):
        if self.made:
            return reverse("wagtailadmin_pages:edit", args=[self.made.pk])
        return reverse("meetings_admin:inspect", args=[self.meeting.pk])
