"""Addresses below /council/. Bodies come last: their names are the district's own."""

from django.urls import include, path, re_path

from council.calendars import committee_calendar
from council.public import feeds, file_views, views

SLUG = r"(?P<slug>[-\w]+)"

urlpatterns = [
    path("", views.CouncilView.as_view(), name="council"),
    path("room/", include("council.room.urls")),
    path("meetings/", views.MeetingListView.as_view(), name="meetings"),
    re_path(
        rf"^meetings/{SLUG}/(?P<year>[0-9]{{4}})-(?P<round>[1-9][0-9]?)/$",
        views.MeetingView.as_view(),
        name="meeting",
    ),
    re_path(r"^minutes\.(?P<ending>rss|atom|json)$", feeds.minutes_feed, name="minutes_feed"),
    path("papers/<uuid:uuid>/<str:name>", file_views.paper, name="council_paper"),
    path("files/<uuid:uuid>/<str:name>", file_views.minutes_file, name="council_minutes_file"),
    re_path(rf"^{SLUG}/meetings\.ics$", committee_calendar, name="committee_calendar"),
    re_path(rf"^{SLUG}/$", views.CommitteeView.as_view(), name="committee"),
]
