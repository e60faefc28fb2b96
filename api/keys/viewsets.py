"""API 열쇠 in the menu."""

from django.urls import path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from api.keys import screens


class KeyMenuItem(MenuItem):
    def is_shown(self, request):
        return screens.has_keys(request.user)


class KeyViewSet(ViewSet):
    name = "api_keys"
    url_prefix = "api-keys"
    icon = "key"
    menu_label = "API 열쇠"
    menu_order = 320
    menu_item_class = KeyMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        return [
            path("", screens.KeyListView.as_view(), name="index"),
            path("results/", screens.KeyListView.as_view(results_only=True), name="index_results"),
            path("new/", screens.IssueView.as_view(), name="add"),
            path("<int:pk>/revoke/", screens.RevokeView.as_view(), name="revoke"),
        ]
