"""제안 and 할 일 in the admin, for headquarters."""

from django import forms
from django.urls import path
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import AdminDateInput

from council.models import CommitteeTask, Idea, Meeting, Membership
from council.room.ideas import address_of
from directory.action_views import HeadquartersMixin
from directory.admin_lists import AdminListView
from directory.importing.admin.viewsets import PlainViewSet
from directory.viewsets import HeadquartersMenuItem


class IdeaListView(HeadquartersMixin, AdminListView):
    """What waits stands first. It is read and answered in the members' room."""

    page_title = "위원의 제안"
    header_icon = "comment"
    model = Idea
    verbose_name_plural = "위원의 제안"
    index_url_name = "council_ideas:index"
    index_results_url_name = "council_ideas:index_results"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("title", label="제안", get_url=address_of),
        Column("committee", label="받는 조직"),
        Column("state", label="상태", accessor="get_state_display"),
        DateColumn("created_at", label="쓴 때", sort_key="created_at"),
    ]

    def get_base_queryset(self):
        return Idea.objects.standing().select_related("committee")

    def order_queryset(self, queryset):
        if self.ordering in ("created_at", "-created_at") and "ordering" in self.request.GET:
            return queryset.order_by(self.ordering, "pk")
        return queryset.order_by("answered_at", "-created_at", "-pk")


class IdeaViewSet(ViewSet):
    name = "council_ideas"
    icon = "comment"
    menu_label = "위원의 제안"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        return [
            path("", IdeaListView.as_view(), name="index"),
            path("results/", IdeaListView.as_view(results_only=True), name="index_results"),
        ]


class CommitteeTaskForm(WagtailAdminModelForm):
    class Meta:
        model = CommitteeTask
        fields = ["committee", "title", "due_on", "assignee", "meeting"]
        widgets = {"title": forms.TextInput, "due_on": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seats = (
            Membership.objects.on().select_related("committee").order_by("committee__name", "position", "pk")
        )
        self.fields["assignee"].queryset = seats
        self.fields["assignee"].label_from_instance = lambda seat: (
            f"{seat.committee} {seat.get_post_display()} {seat.name}"
        )
        self.fields["meeting"].queryset = Meeting.objects.select_related("committee").newest_first()


class CommitteeTaskIndexView(IndexView):
    list_display = [
        "title",
        "committee",
        "due_on",
        Column("is_done", label="마침", accessor=lambda task: "마침" if task.done_at else "아직"),
    ]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("committee")


class CommitteeTaskViewSet(PlainViewSet):
    model = CommitteeTask
    name = "council_tasks"
    icon = "tasks"
    menu_label = "할 일"
    menu_item_class = HeadquartersMenuItem
    form_class = CommitteeTaskForm
    index_view_class = CommitteeTaskIndexView
    search_fields = ["title"]
    list_filter = ["committee"]
    ordering = "-created_at"


ROOM_VIEWSETS = (IdeaViewSet, CommitteeTaskViewSet)
