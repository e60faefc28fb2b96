"""One meeting for its members: how to take part, what to read, and the minutes to confirm."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView

from council.models import Attendance
from council.reach import may_read_as_member
from council.room.attending import answer, counts, note_papers_read, seat_at
from council.room.confirming import decide, is_open, may_confirm, newest_look
from council.room.door import RoomMixin
from council.room.forms import AnswerForm, ConfirmForm


class MeetingView(RoomMixin, FormView):
    template_name = "council/room/meeting.html"
    form_class = AnswerForm
    crumb = "회의"

    def _refusal(self, request):
        refusal = super()._refusal(request)
        if refusal is None:
            self.meeting = self.meeting_of(self.kwargs["uuid"])
            self.seat = seat_at(self.meeting, request.user)
            self.mine = (
                self.seat and Attendance.objects.filter(meeting=self.meeting, membership=self.seat).first()
            )
        return refusal

    def get_initial(self):
        return {"answer": self.mine.answer, "note": self.mine.note} if self.mine else {}

    def post(self, request, *args, **kwargs):
        if request.POST.get("deed") == "read":
            note_papers_read(self.meeting, request.user)
            messages.success(request, "자료를 읽으셨다고 적었습니다.")
            return redirect(request.path)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        told = form.cleaned_data
        try:
            attendance = answer(self.meeting, self.request.user, told["answer"], told["note"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"‘{attendance.get_answer_display()}’(으)로 답하셨습니다.")
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        meeting, now = self.meeting, timezone.now()
        look = newest_look(meeting.minutes) if hasattr(meeting, "minutes") else None
        return super().get_context_data(**kwargs) | {
            "meeting": meeting,
            "mine": self.mine,
            "may_answer": bool(self.seat) and not meeting.is_cancelled and meeting.starts_at > now,
            "has_begun": meeting.starts_at <= now,
            "is_too_early": now < meeting.join_window[0],
            "opens_at": meeting.join_window[0],
            "items": list(meeting.items.all()),
            "papers": list(meeting.papers.select_related("item").order_by("pk")),
            "look": look,
            "look_is_open": look is not None and is_open(look),
            "counts": counts(meeting) if self.leads(meeting.committee_id) else None,
        }


class MinutesView(RoomMixin, FormView):
    """The whole text that was sent to be confirmed, plainly. Members and headquarters read it, members decide."""

    template_name = "council/room/minutes.html"
    form_class = ConfirmForm
    crumb = "회의록"

    def _refusal(self, request):
        refusal = super()._refusal(request)
        if refusal is None:
            self.meeting = self.meeting_of(self.kwargs["uuid"])
            self.minutes = getattr(self.meeting, "minutes", None)
            self.look = self.minutes and newest_look(self.minutes)
            if self.look is None:
                raise Http404
        return refusal

    def get_initial(self):
        return {"state": self.look.pk}

    def form_valid(self, form):
        told = form.cleaned_data
        is_right = told["deed"] == "right"
        try:
            decide(self.request.user, self.minutes, told["state"], is_right=is_right, what=told["comment"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(
            self.request,
            "확인하셨습니다. 고맙습니다. 사무국이 공개를 준비합니다."
            if is_right
            else "고칠 곳을 사무국에 알렸습니다. 고쳐지면 다시 확인을 부탁드립니다.",
        )
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        look, user = self.look, self.request.user
        draft = look.revision.as_object()
        return super().get_context_data(**kwargs) | {
            "meeting": self.meeting,
            "draft": draft,
            "sections": list(draft.sections.all()),
            "items": list(self.meeting.items.all()),
            "look": look,
            "is_open": is_open(look),
            "may_confirm": is_open(look) and may_confirm(user, self.minutes, look),
            "is_member": may_read_as_member(user, self.meeting),
        }
