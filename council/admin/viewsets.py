"""Bodies, members, meetings and minutes in the admin of headquarters."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.urls import path
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.roles import is_headquarters
from council.admin import deed_views as deeds
from council.admin import forms
from council.admin import record_views as records
from council.admin.desk_view import DeskView
from council.admin.screens import CommitteeScreen, MeetingScreen
from council.models import AgendaItem, Committee, Meeting, Membership, Minutes, Paper
from directory.importing.admin.viewsets import PlainViewSet
from directory.viewsets import HeadquartersMenuItem


class CommitteeViewSet(PlainViewSet):
    model = Committee
    name = "committees"
    icon = "group"
    menu_label = "협의체 조직"
    menu_item_class = HeadquartersMenuItem
    form_class = forms.CommitteeForm
    index_view_class = records.CommitteeIndexView
    add_view_class = records.CommitteeAddView
    edit_view_class = records.CommitteeEditView
    delete_view_class = records.CommitteeDeleteView
    search_fields = ["name", "alias"]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("<int:pk>/", CommitteeScreen.as_view(), name="inspect")]


class MembershipViewSet(PlainViewSet):
    model = Membership
    name = "council_members"
    icon = "user"
    menu_label = "위원"
    menu_item_class = HeadquartersMenuItem
    form_class = forms.MembershipForm
    index_view_class = records.MembershipIndexView
    add_view_class = records.MembershipAddView
    edit_view_class = records.MembershipEditView
    delete_view_class = records.MembershipDeleteView
    search_fields = ["name", "affiliation"]
    list_filter = ["committee", "side", "post"]
    ordering = "name"


class MeetingViewSet(PlainViewSet):
    model = Meeting
    name = "meetings_admin"
    url_prefix = "meetings"
    icon = "calendar"
    menu_label = "회의"
    menu_item_class = HeadquartersMenuItem
    form_class = forms.MeetingForm
    index_view_class = records.MeetingIndexView
    add_view_class = records.MeetingAddView
    edit_view_class = records.MeetingEditView
    delete_view_class = records.MeetingDeleteView
    search_fields = ["title", "notice"]
    list_filter = ["committee", "year", "way"]
    ordering = "-starts_at"

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", MeetingScreen.as_view(), name="inspect"),
            path("<int:pk>/cancel/", deeds.CancelView.as_view(), name="cancel"),
            path("<int:pk>/attendance/", deeds.AttendanceView.as_view(), name="attendance"),
            path("<int:pk>/minutes/", deeds.BeginMinutesView.as_view(), name="minutes"),
            path("<int:pk>/minutes/send/", deeds.SendView.as_view(), name="send"),
            path("<int:pk>/minutes/desk/", DeskView.as_view(), name="desk"),
            path("<int:pk>/minutes/withdraw/", deeds.WithdrawView.as_view(), name="withdraw"),
            path("<int:pk>/minutes/files/new/", deeds.AddFileView.as_view(), name="add_file"),
            path("<int:pk>/minutes/files/<int:file>/", deeds.DropFileView.as_view(), name="drop_file"),
        ]


class OfAMeetingViewSet(PlainViewSet):
    """Rows that are reached from their meeting; there is no list of all of them."""

    add_to_admin_menu = False

    def get_urlpatterns(self):
        listing = ("index", "index_results")
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in listing]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**kwargs) | {
            "index_url_name": "meetings_admin:index",
            "index_results_url_name": "meetings_admin:index_results",
        }


class AgendaItemViewSet(OfAMeetingViewSet):
    model = AgendaItem
    name = "agenda_items"
    icon = "list-ol"
    form_class = forms.AgendaItemForm
    add_view_class = records.AgendaItemAddView
    edit_view_class = records.AgendaItemEditView
    delete_view_class = records.AgendaItemDeleteView

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/decide/", deeds.DecideView.as_view(), name="decide"),
        ]


class PaperViewSet(OfAMeetingViewSet):
    model = Paper
    name = "meeting_papers"
    icon = "doc-full"
    form_class = forms.PaperForm
    add_view_class = records.PaperAddView
    edit_view_class = records.PaperEditView
    delete_view_class = records.PaperDeleteView


def guarded(patterns):
    """The same addresses for headquarters alone: Wagtail's choosers and messages tell titles to all who edit."""
    for pattern in patterns:
        pattern.callback = _for_headquarters(pattern.callback)
    return patterns


def _for_headquarters(view):
    @wraps(view)
    def guard(request, *args, **kwargs):
        if not is_headquarters(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guard


class MinutesChooserViewSet(SnippetChooserViewSet):
    def get_urlpatterns(self):
        return guarded(super().get_urlpatterns())


class MinutesViewSet(SnippetViewSet):
    """Wagtail's own editor, with drafts, revisions and workflow. Minutes begin at their meeting."""

    model = Minutes
    icon = "doc-full-inverse"
    menu_label = "회의록"
    menu_item_class = HeadquartersMenuItem
    add_to_admin_menu = False
    menu_item_is_registered = True  # in the group of 협의체, not among Wagtail's snippets
    copy_view_enabled = False
    url_prefix = "minutes"
    chooser_viewset_class = MinutesChooserViewSet
    list_display = ["__str__", "updated_at", "live"]
    edit_handler = ObjectList(
        [
            FieldPanel("attendance"),
            InlinePanel("sections", heading="심의사항", label="논의한 것"),
            FieldPanel("results"),
            FieldPanel("other"),
        ]
    )

    def get_urlpatterns(self):
        return guarded(super().get_urlpatterns())

    def get_queryset(self, request):
        return Minutes.objects.select_related("meeting__committee")


# What stands in the menu of 협의체, and what has addresses only.
COUNCIL_VIEWSETS = (CommitteeViewSet, MembershipViewSet, MeetingViewSet, MinutesViewSet)
ROW_VIEWSETS = (AgendaItemViewSet, PaperViewSet)
