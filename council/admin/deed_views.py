"""The deeds of headquarters on a meeting and its items: each a sentence, a form and a button."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from common.sites import staff_site_of
from council import actions
from council.admin import deed_forms
from council.files import file_from_upload
from council.models import AgendaItem, Meeting, Minutes, MinutesFile
from directory.action_views import ActionView


class MeetingDeedView(ActionView):
    header_icon = "calendar"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        meetings = Meeting.objects.in_site(staff_site_of(request)).select_related("committee")
        self.meeting = get_object_or_404(meetings, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.meeting)

    def trail(self):
        return [
            {"url": reverse("meetings_admin:index"), "label": "회의"},
            {"url": self.get_success_url(), "label": str(self.meeting)},
        ]

    def get_success_url(self):
        return reverse("meetings_admin:inspect", args=[self.meeting.pk])


class CancelView(MeetingDeedView):
    page_title = "회의 취소"
    form_class = deed_forms.PublicReasonForm
    sentence = "회의가 취소되었다고 목록과 달력에 까닭과 함께 보입니다."
    button = "회의 취소하기"
    done = "회의를 취소했습니다."
    is_dangerous = True

    def perform(self, data):
        self.acted(actions.cancel_meeting, self.meeting, reason=data["reason"])


class AttendanceView(MeetingDeedView):
    page_title = "출석"
    form_class = deed_forms.AttendanceForm
    sentence = "회의가 열린 날 임기 안에 있던 위원입니다. 나온 분을 표시해 주십시오."

    def seats(self):
        day = timezone.localtime(self.meeting.starts_at).date()
        return self.meeting.committee.memberships.on(day).in_order()

    def get_form_kwargs(self):
        self.note_view("협의체 회의의 출석", obj=self.meeting)
        return super().get_form_kwargs() | {"seats": self.seats()}

    def get_initial(self):
        present = self.meeting.attendances.filter(present=True)
        return {"present": list(present.values_list("membership", flat=True))}

    def perform(self, data):
        quorum = self.acted(actions.record_attendance, self.meeting, data["present"])
        if quorum.warning:
            messages.warning(self.request, quorum.warning)


class BeginMinutesView(MeetingDeedView):
    page_title = "회의록 쓰기"
    form_class = forms.Form
    sentence = "안건과 출석을 옮긴 초안을 만들고 쓰는 화면을 엽니다."
    button = "회의록 쓰기"
    done = "초안을 만들었습니다. 안건마다 논의한 내용을 적어 주십시오."

    def perform(self, data):
        self.minutes = self.acted(actions.begin_minutes, self.meeting)

    def form_valid(self, form):
        answer = super().form_valid(form)
        if minutes := getattr(self, "minutes", None):
            return redirect(reverse("wagtailsnippets_council_minutes:edit", args=[minutes.pk]))
        return answer


class MinutesDeedView(MeetingDeedView):
    """Of a meeting with minutes; others have no such address."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.minutes = get_object_or_404(Minutes, meeting=self.meeting)


class SendView(MinutesDeedView):
    page_title = "위원 확인 요청"
    form_class = forms.Form
    sentence = "이 조직의 위원들이 위원방에서 회의록을 읽고 확인합니다. 확인하는 동안에는 고칠 수 없습니다."
    button = "확인 요청하기"
    done = "위원들에게 확인을 요청했습니다."

    def perform(self, data):
        self.acted(actions.send_for_confirmation, self.minutes)


class WithdrawView(MeetingDeedView):
    page_title = "공개 거두기"
    form_class = deed_forms.PublicReasonForm
    sentence = "공개한 회의록이 누리집, API, 찾기에서 곧바로 사라지고 거둔 까닭이 보입니다. 결정의 기록과 과제의 상태는 그대로 남습니다."
    button = "공개 거두기"
    done = "공개를 거두었습니다."
    is_dangerous = True

    def perform(self, data):
        self.acted(actions.withdraw_minutes, self.meeting, reason=data["reason"])


class AddFileView(MinutesDeedView):
    page_title = "회의록 파일 올리기"
    form_class = deed_forms.FileForm
    sentence = "공개할 때 가린 말이 든 파일은 저절로 빠집니다. 가린 파일은 ‘공개본’으로 올려 주십시오."
    button = "올리기"
    done = "올렸습니다."

    def perform(self, data):
        file_from_upload(self.minutes, data["file"], data["kind"], data["looked_through"]).save()


class DropFileView(MinutesDeedView):
    page_title = "회의록 파일 지우기"
    form_class = forms.Form
    sentence = "파일을 지웁니다. 공개된 회의록에서도 곧바로 사라집니다."
    button = "지우기"
    done = "지웠습니다."
    is_dangerous = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.file = get_object_or_404(MinutesFile, pk=kwargs["file"], minutes=self.minutes)

    def get_page_subtitle(self):
        return self.file.name

    def perform(self, data):
        self.acted(actions.drop_file, self.file)


class DecideView(MeetingDeedView):
    page_title = "결정 적기"
    form_class = deed_forms.DecideForm
    sentence = "결정을 적으면 여기서 고른 대로 과제가 옮겨지고, 과제를 올린 분과 함께한 분들에게 알립니다. 하나라도 옮길 수 없으면 아무것도 바뀌지 않습니다."
    button = "결정 적기"
    done = "결정을 적었습니다."

    def setup(self, request, *args, **kwargs):
        self.item = get_object_or_404(
            AgendaItem.objects.select_related("meeting__committee"), pk=kwargs["pk"]
        )
        super().setup(request, *args, **kwargs | {"pk": self.item.meeting_id})

    def get_page_subtitle(self):
        return str(self.item)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"item": self.item}

    def get_initial(self):
        fields = ("result", "resolution", "votes_for", "votes_against", "votes_abstain")
        return {name: getattr(self.item, name) for name in fields} if self.item.is_decided else {}

    def get_context_data(self, **kwargs):
        warning = self.meeting.quorum().warning
        if warning and self.request.method == "GET":
            messages.warning(self.request, warning)
        return super().get_context_data(**kwargs)

    def perform(self, data):
        form = self.bound
        self.acted(
            actions.decide,
            self.item,
            result=data["result"],
            resolution=data["resolution"],
            votes=form.votes(),
            moves=form.moves(),
            words=data["words"],
            reason=data.get("reason", ""),
        )

    def form_valid(self, form):
        self.bound = form
        return super().form_valid(form)
