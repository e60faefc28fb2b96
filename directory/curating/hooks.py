"""Registration only."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from directory.curating import log
from directory.curating.bulk import CurateBulkAction
from directory.curating.screens import BenefitListView, CurateView
from directory.viewsets import HeadquartersMenuItem


class BenefitViewSet(ViewSet):
    name = "benefits"
    icon = "tag"
    menu_label = "복지서비스"
    menu_order = 310
    add_to_admin_menu = True
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        return [
            path("", BenefitListView.as_view(), name="index"),
            path("results/", BenefitListView.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", CurateView.as_view(), name="curate"),
        ]


hooks.register("register_log_actions", log.register)
hooks.register("register_admin_viewset", BenefitViewSet)
hooks.register("register_bulk_action", CurateBulkAction)
