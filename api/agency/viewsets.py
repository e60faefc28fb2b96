"""연동 in the menu, for headquarters."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from api.agency import screens
from directory.viewsets import HeadquartersMenuItem


class BatchViewSet(ViewSet):
    name = "push_batches"
    url_prefix = "push-batches"
    icon = "folder-inverse"
    menu_label = "연동 묶음"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        lists = screens.BatchListView
        return [
            path("", lists.as_view(), name="index"),
            path("results/", lists.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", screens.BatchView.as_view(), name="inspect"),
        ]


class WithdrawalViewSet(ViewSet):
    name = "withdrawals"
    icon = "bin"
    menu_label = "거두기 요청"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        lists = screens.WithdrawalListView
        return [
            path("", lists.as_view(), name="index"),
            path("results/", lists.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", screens.DecideView.as_view(), name="decide"),
        ]


class PushGroup(ViewSetGroup):
    menu_label = "기관 연동"
    menu_icon = "resubmit"
    menu_order = 325
    items = (BatchViewSet, WithdrawalViewSet)
