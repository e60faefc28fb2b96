"""One screen for a body, one for a meeting: what it is, and everything that can be done with it."""

from django.shortcuts import get_object_or_404

from common.sites import staff_site_of
from council.actions import publishing
from council.models import Answer, Committee, Meeting
from directory.action_views import ThingScreen


class CommitteeScreen(ThingScreen):
    template_name = "council/admin/committee.html"
    header_icon = "group"
    crumb = ("committees:index", "협의체 조직")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        bodies = Committee.objects.in_site(staff_site_of(request)).with_liveliness()
        self.thing = get_object_or_404(bodies, pk=kwargs["pk"])

    def get_context_data(self, **kwargs):
        body = self.thing
        self.note_view("협의체 위원 목록", obj=body)
        return super().get_context_data(**kwargs) | {
            "committee": body,
            "seats": body.memberships.on().in_order(),
            "meetings": body.meetings.newest_first().for_cards()[:20],
            "entries": self.entries(),
        }


class MeetingScreen(ThingScreen):
    template_name = "council/admin/meeting.html"
    header_icon = "calendar"
    crumb = ("meetings_admin:index", "회의")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        meetings = Meeting.objects.in_site(staff_site_of(request)).select_related("committee")
        self.thing = get_object_or_404(meetings, pk=kwargs["pk"])

    def get_context_data(self, **kwargs):
        meeting = self.thing
        minutes = getattr(meeting, "minutes", None)
        attendances = meeting.attendances.all()
        return super().get_context_data(**kwargs) | {
            "meeting": meeting,
            "quorum": meeting.quorum(),
            "is_attendance_recorded": any(each.present is not None for each in attendances),
            "coming": sum(each.answer == Answer.COMING for each in attendances),
            "absent": sum(each.answer == Answer.ABSENT for each in attendances),
            "items": meeting.items.prefetch_related("issue_links__issue", "projects__strategy__plan"),
            "papers": meeting.papers.select_related("item"),
            "minutes": minutes,
            "task": minutes and minutes.current_workflow_task,
            "review": minutes and publishing.review_of(minutes),
            "publications": meeting.publications.order_by("-version"),
            "is_out": meeting.publications.filter(ended_at__isnull=True).exists(),
            "entries": self.entries(),
        }
