"""Where the screens about agencies and people stand in the admin, and who finds them in the menu."""

from django.urls import path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from accounts.roles import is_headquarters
from directory import agency_views as agencies
from directory import invitation_views as invitations
from directory import people_views as people
from directory import person_action_views as person


class HeadquartersMenuItem(MenuItem):
    """Asks once a page, however many there are in the menu."""

    def is_shown(self, request):
        if not hasattr(request, "_is_headquarters"):
            request._is_headquarters = is_headquarters(request.user)
        return request._is_headquarters


class AgencyViewSet(ViewSet):
    name = "agencies"
    icon = "group"
    menu_label = "기관"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        return [
            path("", agencies.AgencyListView.as_view(), name="index"),
            path("results/", agencies.AgencyListView.as_view(results_only=True), name="index_results"),
            path("new/", agencies.OnboardAgencyView.as_view(), name="add"),
            path("<int:pk>/", agencies.AgencyInspectView.as_view(), name="inspect"),
            path("<int:pk>/publishing/", agencies.PublishingView.as_view(), name="publishing"),
            path("<int:pk>/suspend/", agencies.SuspendAgencyView.as_view(), name="suspend"),
            path("<int:pk>/reinstate/", agencies.ReinstateAgencyView.as_view(), name="reinstate"),
            path("<int:pk>/invite/", agencies.InviteEditorView.as_view(), name="invite"),
        ]


class PeopleViewSet(ViewSet):
    name = "people"
    icon = "user"
    menu_label = "사람"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        return [
            path("", people.PeopleListView.as_view(), name="index"),
            path("results/", people.PeopleListView.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", people.PersonInspectView.as_view(), name="inspect"),
            path("<int:pk>/suspend/", person.SuspendPersonView.as_view(), name="suspend"),
            path("<int:pk>/reinstate/", person.ReinstatePersonView.as_view(), name="reinstate"),
            path("<int:pk>/forget-factors/", person.ForgetFactorsView.as_view(), name="forget_factors"),
            path("<int:pk>/leave/", person.LeaveHeadquartersView.as_view(), name="leave"),
            path("memberships/<int:pk>/end/", person.EndMembershipView.as_view(), name="end"),
            path("memberships/<int:pk>/transfer/", person.TransferMembershipView.as_view(), name="transfer"),
            path("invitations/", invitations.InvitationListView.as_view(), name="invitations"),
            path("invitations/new/", invitations.InviteHeadquartersView.as_view(), name="invite"),
            path("invitations/<int:pk>/revoke/", invitations.RevokeInvitationView.as_view(), name="revoke"),
            path("invitations/<int:pk>/resend/", invitations.ResendInvitationView.as_view(), name="resend"),
        ]


class StaffGroup(ViewSetGroup):
    menu_label = "기관과 사람"
    menu_icon = "group"
    menu_order = 300
    items = (AgencyViewSet, PeopleViewSet)
