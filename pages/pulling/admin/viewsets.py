"""불러오기 in the admin, for agencies and headquarters."""

from django.urls import path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from pages.pulling.admin import deeds, lists


class PullingMenuItem(MenuItem):
    def is_shown(self, request):
        return lists.may_pull(request.user)


class FeedViewSet(ViewSet):
    name = "feeds"
    icon = "download"
    menu_label = "불러오기"
    menu_order = 260
    menu_item_class = PullingMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        return [
            path("", lists.FeedListView.as_view(), name="index"),
            path("results/", lists.FeedListView.as_view(results_only=True), name="index_results"),
            path("new/", deeds.AddView.as_view(), name="add"),
            path("runs/<int:pk>/", lists.RunView.as_view(), name="run"),
            path("<int:pk>/", lists.FeedInspectView.as_view(), name="inspect"),
            path("<int:pk>/edit/", deeds.EditView.as_view(), name="edit"),
            path("<int:pk>/pull/", deeds.PullNowView.as_view(), name="pull"),
            path("<int:pk>/switch/", deeds.SwitchView.as_view(), name="switch"),
            path("<int:pk>/upload/", deeds.UploadView.as_view(), name="upload"),
        ]
