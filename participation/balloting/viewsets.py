"""투표 in the admin, for headquarters."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from directory.viewsets import HeadquartersMenuItem
from participation.balloting import admin_views as views


class BallotViewSet(ViewSet):
    name = "ballots_admin"
    url_prefix = "ballots"
    icon = "list-ul"
    menu_label = "투표"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        return [
            path("", views.BallotListView.as_view(), name="index"),
            path("results/", views.BallotListView.as_view(results_only=True), name="index_results"),
            path("new/", views.BallotAddView.as_view(), name="add"),
            path("<int:pk>/", views.BallotInspectView.as_view(), name="inspect"),
            path("<int:pk>/edit/", views.BallotEditView.as_view(), name="edit"),
            path("<int:pk>/publish/", views.PublishView.as_view(), name="publish"),
            path("<int:pk>/extend/", views.ExtendView.as_view(), name="extend"),
            path("<int:pk>/cancel/", views.CancelView.as_view(), name="cancel"),
            path("<int:pk>/offline/", views.OfflineView.as_view(), name="offline"),
            path("<int:pk>/offline/<int:number>/out/", views.OfflineOutView.as_view(), name="offline_out"),
        ]
