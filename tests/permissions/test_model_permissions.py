"""Who holds which permission: of Django, on pages, and on collections. Whatever is not listed, nobody holds."""

import inspect

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PagePermissionTester,
)
from wagtail.permissions import policy_registry

from accounts.models import User
from directory.models import AgencyDocument, AgencyImage
from tests.permissions.people import EMAILS, ROLES

HOLDERS = {
    "wagtailadmin.access_admin": "ABSO",
    "directory.view_agency": "SO",
    "directory.add_agency": "SO",
    "directory.change_agency": "SO",
    "directory.view_agencymembership": "SO",
    "directory.view_invitation": "SO",
    **{
        f"directory.{deed}_{name}": "SO"
        for name in ("importsource", "headeralias", "facilitykind")
        for deed in ("view", "add", "change", "delete")
    },
    **{f"participation.{deed}_decidingbody": "SO" for deed in ("view", "add", "change", "delete")},
    **{f"search.{deed}_synonym": "SO" for deed in ("view", "add", "change", "delete")},
    **{
        f"participation.{deed}_{name}": "SO"
        for name in ("plan", "project", "yearplan")
        for deed in ("view", "add", "change", "delete")
    },
    **{
        f"council.{deed}_{name}": "SO"
        for name in ("committee", "membership", "meeting", "agendaitem", "paper")
        for deed in ("view", "add", "change", "delete")
    },
    "council.view_minutes": "SO",
    "council.change_minutes": "SO",
    **{f"council.{deed}_committeetask": "SO" for deed in ("view", "add", "change", "delete")},
    **{
        f"pages.{deed}_{name}": "SO"
        for name in ("newsletter", "award", "awardkind")
        for deed in ("view", "add", "change", "delete")
    },
    "accounts.view_accesslog": "O",
    "pages.change_districtsettings": "O",
    "wagtailredirects.add_redirect": "O",
    "wagtailredirects.change_redirect": "O",
    "wagtailredirects.delete_redirect": "O",
}
# What each group may do on pages: the page it starts at, and what from there down.
PAGE_GRANTS = {
    "복지정책과": ("root", "add_page bulk_delete_page change_page lock_page publish_page unlock_page"),
    "사무국": ("nurinet", "add_page change_page lock_page publish_page unlock_page"),
    "기관: agency-a": ("agency-a", "add_page change_page"),
    "기관: agency-b": ("agency-b", "add_page change_page"),
    "기관: ddm-data": ("ddm-data", "add_page change_page"),  # of the public data, without people
}
_FILES = "add_document add_image change_document change_image choose_document choose_image"
COLLECTION_GRANTS = {
    "복지정책과": ("Root", f"{_FILES} delete_document delete_image"),
    "사무국": ("Root", f"{_FILES} delete_document delete_image"),
    "기관: agency-a": ("기관: agency-a", _FILES),
    "기관: agency-b": ("기관: agency-b", _FILES),
    "기관: ddm-data": ("기관: ddm-data", _FILES),
}
# What Wagtail's page permission tester says of agency B's pages: question, draft, live. Two of its
# answers look at the page alone and not at the person; Wagtail asks them only beside ``can_edit``.
ON_PAGES_OF_B = """
can_add_subpage              -    -
can_edit                     BSO  BSO
can_delete                   BSO  SO
can_unpublish                -    SO
can_publish                  SO   SO
can_submit_for_moderation    ABSOR  ABSOR
can_set_view_restrictions    SO   SO
can_unschedule               SO   SO
can_lock                     SO   SO
can_unlock                   SO   SO
can_publish_subpage          -    -
can_reorder_children         SO   SO
can_move                     BSO  SO
can_copy                     BSO  BSO
can_view_revisions           ABSOR  ABSOR
"""
# The same of agency B's section, where a subpage may stand.
ON_SECTION_OF_B = """
can_add_subpage              BSO
can_edit                     BSO
can_delete                   O
can_unpublish                SO
can_publish                  SO
can_submit_for_moderation    ABSOR
can_set_view_restrictions    SO
can_unschedule               SO
can_lock                     SO
can_unlock                   SO
can_publish_subpage          SO
can_reorder_children         SO
can_move                     SO
can_copy                     BSO
can_view_revisions           ABSOR
"""
# Wagtail grants no ``view``; who may change a file may delete it.
ON_FILES_OF_B = {"add": "BSO", "change": "BSO", "delete": "BSO", "choose": "BSO", "view": "-"}


def people(world):
    found = {role: User.objects.get(email=email) for role, email in EMAILS.items()}
    found["X"] = User.objects.get(email="suspended@agency-b.example")
    return found | {"N": AnonymousUser()}


def staff(world):
    """Who can be signed in: Wagtail's tester cannot be asked about others."""
    return {role: person for role, person in people(world).items() if person.is_active}


def letters(answers):
    """The roles of whom it is true, in the order of the table."""
    return "".join(role for role in ROLES if answers.get(role)) or "-"


def table(text):
    return {cells[0]: cells[1:] for cells in map(str.split, text.strip().splitlines())}


def test_every_permission_has_exactly_these_holders(world):
    who = people(world)

    found = {}
    for permission in Permission.objects.select_related("content_type"):
        name = f"{permission.content_type.app_label}.{permission.codename}"
        holders = letters({role: person.has_perm(name) for role, person in who.items()})
        if holders != "-":
            found[name] = holders

    assert found == HOLDERS


def test_nobody_of_the_district_is_superuser(world):
    assert not User.objects.filter(is_superuser=True).exists()


def test_page_grants_are_exactly_these(world):
    found = {}
    for grant in GroupPagePermission.objects.select_related("group", "page", "permission"):
        found.setdefault(grant.group.name, set()).add((grant.page.slug, grant.permission.codename))

    assert found == {
        group: {(slug, name) for name in names.split()} for group, (slug, names) in PAGE_GRANTS.items()
    }


def test_no_agency_may_publish(world):
    publishers = GroupPagePermission.objects.filter(permission__codename="publish_page")

    assert not publishers.filter(group__agency__isnull=False).exists()


def test_collection_grants_are_exactly_these(world):
    found = {}
    for grant in GroupCollectionPermission.objects.select_related("group", "collection", "permission"):
        found.setdefault(grant.group.name, set()).add((grant.collection.name, grant.permission.codename))

    assert found == {
        group: {(collection, name) for name in names.split()}
        for group, (collection, names) in COLLECTION_GRANTS.items()
    }


def test_the_tables_below_ask_every_question_the_tester_knows():
    questions = {
        name
        for name, method in inspect.getmembers(PagePermissionTester, inspect.isfunction)
        if name.startswith("can_") and name not in {"can_move_to", "can_copy_to"}
    }

    assert set(table(ON_PAGES_OF_B)) == set(table(ON_SECTION_OF_B)) == questions


@pytest.mark.parametrize("question", table(ON_PAGES_OF_B))
@pytest.mark.parametrize(("column", "kind"), [(0, "draft"), (1, "live")])
def test_what_each_role_may_do_to_a_page_of_b(world, question, column, kind):
    page = Page.objects.get(pk=world.b.pages[kind].pk)

    answers = {
        role: getattr(page.permissions_for_user(person), question)() for role, person in staff(world).items()
    }

    assert letters(answers) == table(ON_PAGES_OF_B)[question][column]


@pytest.mark.parametrize("question", table(ON_SECTION_OF_B))
def test_what_each_role_may_do_to_the_section_of_b(world, question):
    section = Page.objects.get(pk=world.b.section.pk)

    answers = {
        role: getattr(section.permissions_for_user(person), question)()
        for role, person in staff(world).items()
    }

    assert letters(answers) == table(ON_SECTION_OF_B)[question][0]


@pytest.mark.parametrize("question", ["can_move_to", "can_copy_to"])
def test_nothing_is_moved_or_copied_across_agencies_by_an_editor(world, question):
    editor = people(world)["A"]
    mine, theirs = (Page.objects.get(pk=own.pages["draft"].pk) for own in (world.a, world.b))

    into_theirs = getattr(mine.permissions_for_user(editor), question)(world.b.section)
    out_of_theirs = getattr(theirs.permissions_for_user(editor), question)(world.a.section)

    assert not into_theirs
    assert not out_of_theirs


@pytest.mark.parametrize(("model", "kind"), [(AgencyImage, "image"), (AgencyDocument, "document")])
@pytest.mark.parametrize("action", ON_FILES_OF_B)
def test_what_each_role_may_do_with_a_file_of_b(world, model, kind, action):
    policy, file = policy_registry.get_by_type(model), getattr(world.b, kind)

    answers = {
        role: policy.user_has_permission_for_instance(person, action, file)
        for role, person in people(world).items()
    }

    assert letters(answers) == ON_FILES_OF_B[action]


@pytest.mark.parametrize("model", [AgencyImage, AgencyDocument])
@pytest.mark.parametrize("action", ["add", "change", "choose"])
def test_an_editor_reaches_only_its_own_collection(world, model, action):
    editor = people(world)["A"]

    reached = policy_registry.get_by_type(model).collections_user_has_permission_for(editor, action)

    assert list(reached) == [Collection.objects.get(name="기관: agency-a")]
