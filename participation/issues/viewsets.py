"""과제 and 담당 in the menu of headquarters."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from directory.importing.admin.viewsets import PlainViewSet
from directory.viewsets import HeadquartersMenuItem
from participation.issues import admin_views as views
from participation.issues import deed_views as deeds
from participation.issues.deed_forms import BodyForm
from participation.models import DecidingBody


class IssueViewSet(ViewSet):
    name = "issues_admin"
    url_prefix = "issues"
    icon = "comment"
    menu_label = "과제"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        return [
            path("", views.IssueAdminListView.as_view(), name="index"),
            path("results/", views.IssueAdminListView.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", views.IssueInspectView.as_view(), name="inspect"),
            path("<int:pk>/move/", deeds.MoveView.as_view(), name="move"),
            path("<int:pk>/answer/", deeds.AnswerView.as_view(), name="answer"),
            path("<int:pk>/merge/", deeds.MergeView.as_view(), name="merge"),
        ]


class BodyViewSet(PlainViewSet):
    model = DecidingBody
    name = "deciding_bodies"
    icon = "group"
    menu_label = "담당"
    menu_item_class = HeadquartersMenuItem
    form_class = BodyForm
    list_display = ["name", "kind", "email", "is_active"]
    search_fields = ["name"]
    index_view_class = views.BodyIndexView
    edit_view_class = views.BodyEditView
    delete_view_class = views.BodyDeleteView
    ordering = "kind"


ISSUE_VIEWSETS = (IssueViewSet, BodyViewSet)
