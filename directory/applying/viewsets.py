"""참가 신청 in the admin, for whose page it is."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from directory.applying import admin_views as pages
from directory.applying import applicant_views as applicants
from directory.applying import deed_views as deeds
from directory.lending.viewsets import GiverMenuItem


class ApplyingViewSet(ViewSet):
    name = "applying"
    icon = "group"
    menu_label = "참가 신청"
    menu_order = 245
    menu_item_class = GiverMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        listed = applicants.ApplicantListView
        return [
            path("", pages.PageListView.as_view(), name="index"),
            path("results/", pages.PageListView.as_view(results_only=True), name="index_results"),
            path("pages/<int:pk>/", listed.as_view(), name="applicants"),
            path("pages/<int:pk>/results/", listed.as_view(results_only=True), name="applicants_results"),
            path("pages/<int:pk>/attendance/", deeds.AttendanceView.as_view(), name="attendance"),
            path("pages/<int:pk>/new/", deeds.NoteView.as_view(), name="add"),
            path("<int:pk>/", applicants.ApplicationInspectView.as_view(), name="inspect"),
            path("<int:pk>/confirm/", deeds.ConfirmView.as_view(), name="confirm"),
            path("<int:pk>/refuse/", deeds.RefuseView.as_view(), name="refuse"),
            path("<int:pk>/cancel/", deeds.CancelView.as_view(), name="cancel"),
            path("<int:pk>/forget/", deeds.ForgetView.as_view(), name="forget"),
        ]
