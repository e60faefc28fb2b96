"""Who may do what with people, and that nobody raises himself."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission

from accounts.models import User
from directory.models import Invitation
from directory.models.invitation import StaffRole
from tests.factories import UserFactory

RAW_SCREENS = [
    "/admin/users/",
    "/admin/users/new/",
    "/admin/users/edit/{office}/",
    "/admin/users/delete/{editor}/",
    "/admin/groups/",
    "/admin/groups/new/",
    "/admin/groups/edit/{group}/",
    "/admin/bulk/accounts/user/assign_role/?id={editor}",
    "/admin/bulk/accounts/user/delete/?id={editor}",
]


@pytest.mark.parametrize("path", RAW_SCREENS)
@pytest.mark.parametrize("role", ["office", "secretariat", "editor_a"])
def test_wagtails_own_screens_for_users_and_groups_are_closed(client, request, office, editor_b, role, path):
    person = request.getfixturevalue(role)
    client.force_login(person)
    address = path.format(office=office.pk, editor=editor_b.pk, group=office.groups.get().pk)

    got = client.get(address)
    posted = client.post(
        address, {"is_superuser": "on", "email": person.email, "groups": [office.groups.get().pk]}
    )

    assert got.status_code in {302, 403, 404}
    assert posted.status_code in {302, 403, 404}
    assert not User.objects.filter(is_superuser=True).exists()
    assert User.objects.filter(pk=editor_b.pk).exists()


def test_no_role_holds_a_permission_on_users_groups_or_permissions(district):
    held = Permission.objects.filter(group__isnull=False).values_list(
        "content_type__app_label", "content_type__model"
    )

    assert not {model for _, model in held} & {"user", "group", "permission", "apitoken"}


def test_nobody_in_an_agency_holds_publish(agency_a):
    assert set(
        GroupPagePermission.objects.filter(group=agency_a.group).values_list(
            "permission__codename", flat=True
        )
    ) == {"add_page", "change_page"}


@pytest.mark.parametrize(
    ("by", "person", "may"),
    [
        ("office", "secretariat", True),
        ("office", "editor_a", True),
        ("office", "resident", True),
        ("office", "office", False),
        ("secretariat", "office", False),
        ("secretariat", "secretariat", False),
        ("secretariat", "editor_a", True),
        ("editor_a", "editor_b", False),
        ("editor_a", "editor_a", False),
        ("resident", "editor_a", False),
    ],
)
def test_who_manages_whom(request, district, by, person, may):
    assert request.getfixturevalue(by).may_manage(request.getfixturevalue(person)) is may


def test_a_colleague_of_the_secretariat_answers_to_the_office_alone(office, secretariat):
    colleague = UserFactory()
    colleague.groups.add(secretariat.groups.get())

    assert not secretariat.may_manage(colleague)
    assert office.may_manage(colleague)


def test_a_superuser_answers_to_superusers_alone(office):
    root, other = UserFactory(is_superuser=True), UserFactory(is_superuser=True)

    assert not office.may_manage(root)
    assert other.may_manage(root)


@pytest.mark.parametrize("role", [StaffRole.OFFICE, StaffRole.SECRETARIAT])
@pytest.mark.parametrize(("by", "may"), [("office", True), ("secretariat", False), ("editor_a", False)])
def test_only_the_office_invites_headquarters(request, district, role, by, may):
    by = request.getfixturevalue(by)
    if not may:
        with pytest.raises(PermissionDenied):
            Invitation.objects.invite("new@nurinet.example", role, by=by)
        return

    assert Invitation.objects.invite("new@nurinet.example", role, by=by).role == role


def test_the_secretariat_cannot_slip_a_role_into_the_office_invitation_form(client, secretariat):
    client.force_login(secretariat)

    client.post(reverse("people:invite"), {"email": "me2@nurinet.example", "role": "office"})

    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("role", "may"), [("office", True), ("secretariat", False), ("editor_a", False)])
def test_the_access_log_is_for_the_office(client, request, district, role, may):
    client.force_login(request.getfixturevalue(role))

    assert (client.get(reverse("access_log")).status_code == 200) is may


@pytest.mark.parametrize("name", ["agencies:index", "agencies:add", "people:index", "people:invitations"])
@pytest.mark.parametrize(("role", "may"), [("office", True), ("secretariat", True), ("editor_a", False)])
def test_the_screens_of_agencies_and_people_are_for_headquarters(client, request, district, name, role, may):
    client.force_login(request.getfixturevalue(role))

    assert (client.get(reverse(name)).status_code == 200) is may


def test_syncing_roles_mends_what_was_changed_by_hand(district, agency_a, editor_a, editor_b):
    agency_a.group.permissions.add(Permission.objects.get(codename="change_user"))
    agency_a.group.user_set.set([editor_b])
    GroupPagePermission.objects.filter(group=agency_a.group).delete()
    Group.objects.get(name="사무국").permissions.clear()

    call_command("sync_roles")
    call_command("sync_roles")

    assert [p.codename for p in agency_a.group.permissions.all()] == ["access_admin"]
    assert list(agency_a.group.user_set.all()) == [editor_a]
    assert GroupPagePermission.objects.filter(group=agency_a.group).count() == 2
    assert Group.objects.get(name="사무국").permissions.filter(codename="access_admin").exists()
