"""Addresses below /api/committees/."""

from django.urls import path

from api import committees

urlpatterns = [
    path("", committees.CommitteesEndpoint.as_view(), name="council_api_committees"),
    path("about/", committees.AboutEndpoint.as_view(), name="council_api_about"),
    path("memberships/", committees.MembershipsEndpoint.as_view(), name="council_api_memberships"),
    path("memberships/<uuid:uuid>/", committees.MembershipEndpoint.as_view(), name="council_api_membership"),
    path("meetings/", committees.MeetingsEndpoint.as_view(), name="council_api_meetings"),
    path("meetings/<uuid:uuid>/", committees.MeetingEndpoint.as_view(), name="council_api_meeting"),
    path("agenda/", committees.AgendaEndpoint.as_view(), name="council_api_agenda"),
    path("agenda/<uuid:uuid>/", committees.AgendaItemEndpoint.as_view(), name="council_api_item"),
    path("papers/", committees.PapersEndpoint.as_view(), name="council_api_papers"),
    path("papers/<uuid:uuid>/", committees.PaperEndpoint.as_view(), name="council_api_paper"),
    path("<uuid:uuid>/", committees.CommitteeEndpoint.as_view(), name="council_api_committee"),
]
