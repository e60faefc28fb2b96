"""Bodies, members, meetings, items and papers as rows: lists, and forms that lead back to their screen."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView

from accounts.models import AccessLog, Verb
from common.sites import staff_site_of
from council.models import AgendaItem, Committee, Meeting, Membership, Paper
from directory.importing.admin.source_views import CarefulDeleteView

NUMBER = 18  # digits that a database can count to


def asked(request, model, name):
    """The row that the address names (``?meeting=3``), or 404."""
    value = request.GET.get(name, "")
    if not value.isdecimal() or len(value) > NUMBER:
        value = 0
    return get_object_or_404(model, pk=value)


def start_of(meeting):
    """In figures: Wagtail's own column says of what is to come that it was just now."""
    return f"{timezone.localtime(meeting.starts_at):%Y-%m-%d %H:%M}"


class ToScreen:
    """After saving, back to the screen of the thing that this belongs to."""

    def get_success_url(self):
        return self.screen_of(self.object)


class OfCommittee(ToScreen):
    def screen_of(self, thing):
        return reverse("committees:inspect", args=[getattr(thing, "committee_id", None) or thing.pk])


class OfMeeting(ToScreen):
    def screen_of(self, thing):
        return reverse("meetings_admin:inspect", args=[getattr(thing, "meeting_id", None) or thing.pk])


class CommitteeIndexView(IndexView):
    columns = [
        TitleColumn("name", label="이름", url_name="committees:inspect", sort_key="name"),
        Column("kind", label="구분", accessor="get_kind_display", sort_key="kind"),
        Column("state", label="상태", accessor="get_state_display", sort_key="state"),
        DateColumn("last_met_at", label="마지막 회의"),
        Column("issue_count", label="검토 중인 과제"),
    ]

    def get_base_queryset(self):
        return Committee.objects.in_site(staff_site_of(self.request)).with_liveliness()

    def order_queryset(self, queryset):
        return super().order_queryset(queryset) if self.request.GET.get("ordering") else queryset.in_order()


class CommitteeAddView(OfCommittee, CreateView):
    def get_initial_form_instance(self):
        return Committee(site=staff_site_of(self.request))


class CommitteeEditView(OfCommittee, EditView):
    pass


class CommitteeDeleteView(CarefulDeleteView):
    def needed_by(self):
        body = self.object
        return {
            "회의": body.meetings.count(),
            "아래 조직": body.children.count(),
            "과제": body.issues.count(),
        }


class MembershipIndexView(IndexView):
    """Names and mailboxes: a look at them is written down."""

    columns = [
        TitleColumn("name", label="이름", url_name="council_members:edit", sort_key="name"),
        Column("committee", label="조직", accessor=lambda seat: seat.committee.name),
        Column("post", label="직위", accessor="get_post_display"),
        Column("side", label="구분", accessor="get_side_display"),
        DateColumn("ends_on", label="임기 끝", sort_key="ends_on"),
        BooleanColumn("consents", label="이름 공개", accessor=lambda seat: bool(seat.consented_on)),
    ]

    def get_base_queryset(self):
        AccessLog.objects.record(Verb.VIEWED, reason="협의체 위원 목록", request=self.request)
        site = staff_site_of(self.request)
        return Membership.objects.filter(committee__site=site).select_related("committee")

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering or "name", "pk")


class MembershipAddView(OfCommittee, CreateView):
    def get_initial_form_instance(self):
        seat = Membership()
        if self.request.GET.get("committee"):
            seat.committee = asked(self.request, Committee, "committee")
        seat.site = staff_site_of(self.request)
        return seat


class MembershipEditView(OfCommittee, EditView):
    def get_object(self, queryset=None):
        seat = super().get_object(queryset)
        AccessLog.objects.record(Verb.VIEWED, obj=seat, reason="협의체 위원", request=self.request)
        return seat


class MembershipDeleteView(CarefulDeleteView):
    def needed_by(self):
        return {"출석 기록": self.object.attendances.filter(present=True).count()}


class MeetingIndexView(IndexView):
    columns = [
        TitleColumn("name", label="회의", url_name="meetings_admin:inspect"),
        Column("committee", label="조직", accessor=lambda meeting: meeting.committee.name),
        Column("starts_at", label="시작", accessor=start_of, sort_key="starts_at"),
        Column("way", label="방법", accessor="get_way_display"),
        BooleanColumn("has_minutes", label="회의록 공개"),
    ]

    def get_base_queryset(self):
        return Meeting.objects.in_site(staff_site_of(self.request)).for_cards()

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering or "-starts_at", "pk")


class MeetingAddView(OfMeeting, CreateView):
    def get_initial_form_instance(self):
        meeting = Meeting()
        if self.request.GET.get("committee"):
            meeting.committee = asked(self.request, Committee, "committee")
        meeting.site = staff_site_of(self.request)
        return meeting


class MeetingEditView(OfMeeting, EditView):
    pass


class MeetingDeleteView(CarefulDeleteView):
    def needed_by(self):
        meeting = self.object
        decided = meeting.items.exclude(result="").count()
        return {"회의록": int(hasattr(meeting, "minutes")), "결정한 안건": decided}


class AgendaItemAddView(OfMeeting, CreateView):
    def get_initial_form_instance(self):
        meeting = asked(self.request, Meeting, "meeting")
        return AgendaItem(meeting=meeting, number=meeting.items.count() + 1)


class AgendaItemEditView(OfMeeting, EditView):
    pass


class AgendaItemDeleteView(OfMeeting, CarefulDeleteView):
    def refusal(self):
        return "결정한 안건은 지우지 않습니다." if self.object.is_decided else ""


class PaperAddView(OfMeeting, CreateView):
    def get_initial_form_instance(self):
        return Paper(meeting=asked(self.request, Meeting, "meeting"))


class PaperEditView(OfMeeting, EditView):
    pass


class PaperDeleteView(OfMeeting, CarefulDeleteView):
    pass
