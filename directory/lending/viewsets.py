"""빌리기 신청 in the admin, for who lends."""

from django.urls import path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from directory.lending import admin_views as views
from directory.lending import deed_views as deeds
from directory.lending.permissions import is_giver


class GiverMenuItem(MenuItem):
    def is_shown(self, request):
        return is_giver(request.user)


class LendingViewSet(ViewSet):
    name = "lending"
    icon = "calendar-alt"
    menu_label = "빌리기 신청"
    menu_order = 250
    menu_item_class = GiverMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        return [
            path("", views.RequestListView.as_view(), name="index"),
            path("results/", views.RequestListView.as_view(results_only=True), name="index_results"),
            path("new/", views.ChooseResourceView.as_view(), name="choose"),
            path("new/<int:pk>/", deeds.NoteView.as_view(), name="add"),
            path("<int:pk>/", views.RequestInspectView.as_view(), name="inspect"),
            path("<int:pk>/accept/", deeds.AcceptView.as_view(), name="accept"),
            path("<int:pk>/decline/", deeds.DeclineView.as_view(), name="decline"),
            path("<int:pk>/lend/", deeds.LendView.as_view(), name="lend"),
            path("<int:pk>/return/", deeds.TakeBackView.as_view(), name="take_back"),
            path("<int:pk>/cancel/", deeds.CancelView.as_view(), name="cancel"),
            path("<int:pk>/forget/", deeds.ForgetView.as_view(), name="forget"),
        ]
