"""웹훅 in the menu, for headquarters."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from api.webhooks.admin import deeds, lists
from directory.viewsets import HeadquartersMenuItem


class WebhookViewSet(ViewSet):
    name = "webhooks"
    icon = "globe"
    menu_label = "웹훅"
    menu_order = 310
    menu_item_class = HeadquartersMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        deliveries = lists.DeliveryListView
        return [
            path("", lists.SubscriberListView.as_view(), name="index"),
            path("results/", lists.SubscriberListView.as_view(results_only=True), name="index_results"),
            path("new/", deeds.AddView.as_view(), name="add"),
            path("<int:pk>/", lists.SubscriberScreen.as_view(), name="inspect"),
            path("<int:pk>/edit/", deeds.EditView.as_view(), name="edit"),
            path("<int:pk>/test/", deeds.TestView.as_view(), name="test"),
            path("<int:pk>/pause/", deeds.PauseView.as_view(), name="pause"),
            path("<int:pk>/resume/", deeds.ResumeView.as_view(), name="resume"),
            path("<int:pk>/replay/", deeds.ReplayView.as_view(), name="replay"),
            path("<int:pk>/secret/", deeds.RotateView.as_view(), name="rotate"),
            path("<int:pk>/delete/", deeds.DeleteView.as_view(), name="delete"),
            path("<int:pk>/deliveries/", deliveries.as_view(), name="deliveries"),
            path(
                "<int:pk>/deliveries/results/",
                deliveries.as_view(results_only=True),
                name="deliveries_results",
            ),
        ]
