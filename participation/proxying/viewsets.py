"""창구 등록 in the menu, for staff of a 동주민센터 and for headquarters."""

from django.urls import path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from participation.proxying import admin_views as lists
from participation.proxying import deed_views as deeds


class CounterMenuItem(MenuItem):
    def is_shown(self, request):
        return lists.may_see(request.user)


class ProxyingViewSet(ViewSet):
    name = "proxying"
    icon = "form"
    menu_label = "창구 등록"
    menu_item_class = CounterMenuItem

    def get_urlpatterns(self):
        return [
            path("", lists.CounterListView.as_view(), name="index"),
            path("results/", lists.CounterListView.as_view(results_only=True), name="index_results"),
            path("new/", deeds.AddIssueView.as_view(), name="add"),
            path("<int:pk>/empathy/", deeds.AddEmpathyView.as_view(), name="empathy"),
            path("entered/", lists.EnteredListView.as_view(), name="entered"),
            path(
                "entered/results/", lists.EnteredListView.as_view(results_only=True), name="entered_results"
            ),
            path("entered/<int:pk>/remove/", deeds.RemoveEmpathyView.as_view(), name="remove"),
            path("officers/", lists.OfficerListView.as_view(), name="officers"),
            path(
                "officers/results/", lists.OfficerListView.as_view(results_only=True), name="officers_results"
            ),
            path("officers/<int:pk>/", deeds.AppointView.as_view(), name="appoint"),
            path("officers/<int:pk>/dismiss/", deeds.DismissView.as_view(), name="dismiss"),
        ]
