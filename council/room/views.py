"""The members' room: its first page, and its lists of meetings and papers."""

from django.views.generic import TemplateView

from common.lists import page_of
from council.models.paper import Paper
from council.reach import meetings_of
from council.room import front
from council.room.calendar_views import address_of_calendar
from council.room.door import LEADING, RoomMixin


class RoomView(RoomMixin, TemplateView):
    template_name = "council/room/room.html"

    def get_context_data(self, **kwargs):
        user, seats = self.request.user, self.seats
        coming = front.coming_meetings(user, seats)
        todo = front.to_do(user, seats, coming)
        led = {seat.committee_id: seat.committee for seat in seats if seat.post in LEADING}
        return super().get_context_data(**kwargs) | {
            "coming": coming,
            "todo": todo,
            "waits": any(todo.values()),
            "led": list(led.values()),
            "issues": list(front.issues_of(seats)),
            "past": front.with_my_presence(front.past_meetings(user)[:5], seats),
            "attendance": front.attendance_of(seats),
            "calendar": address_of_calendar(self.request, user.email) if seats else "",
        }


class MeetingsView(RoomMixin, TemplateView):
    """Those that were held, with minutes and whether the person was there."""

    template_name = "council/room/meetings.html"
    crumb = "지난 회의"

    def get_context_data(self, **kwargs):
        page_obj = page_of(front.past_meetings(self.request.user), self.request.GET.get("page"))
        meetings = front.with_my_presence(page_obj.object_list, self.seats)
        return super().get_context_data(**kwargs) | {
            "page_obj": page_obj,
            "meetings": meetings,
            "attendance": front.attendance_of(self.seats),
        }


class PapersView(RoomMixin, TemplateView):
    template_name = "council/room/papers.html"
    crumb = "회의 자료"

    def get_context_data(self, **kwargs):
        papers = Paper.objects.filter(meeting__in=meetings_of(self.request.user))
        papers = papers.select_related("meeting__committee", "item").order_by("-meeting__starts_at", "-pk")
        return super().get_context_data(**kwargs) | {
            "page_obj": page_of(papers, self.request.GET.get("page")),
        }
