"""What each role may do, written down once and applied as often as wanted."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.roles import DONG_OFFICE, OFFICE, SECRETARIAT

# Page permissions. Nobody in an agency holds `publish`: approval publishes for them.
HEADQUARTERS_ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
OFFICE_ON_PAGES = (*HEADQUARTERS_ON_PAGES, "bulk_delete_page")
AGENCY_ON_PAGES = ("add_page", "change_page")

# Permissions on pictures and documents in a collection.
ON_COLLECTION = (
    *("add_image", "change_image", "choose_image"),
    *("add_document", "change_document", "choose_document"),
)

# Model permissions beside pages, by "app.codename". Nobody holds one on users or groups: whoever may edit
# those in Wagtail's own screens can make himself a superuser. People are managed in our screens.
_LISTS = ("importsource", "headeralias", "facilitykind")
SECRETARIAT_ON_MODELS = (
    "wagtailadmin.access_admin",
    *(f"directory.{deed}_{name}" for name in _LISTS for deed in ("view", "add", "change", "delete")),
    *("directory.view_agency", "directory.add_agency", "directory.change_agency"),
    *("directory.view_agencymembership", "directory.view_invitation"),
    *(f"search.{deed}_synonym" for deed in ("view", "add", "change", "delete")),
    *(f"participation.{deed}_decidingbody" for deed in ("view", "add", "change", "delete")),
    *(
        f"participation.{deed}_{name}"
        for name in ("plan", "project", "yearplan")
        for deed in ("view", "add", "change", "delete")
    ),
    *(
        f"council.{deed}_{name}"
        for name in ("committee", "membership", "meeting", "agendaitem", "paper")
        for deed in ("view", "add", "change", "delete")
    ),
    *("council.view_minutes", "council.change_minutes"),
    *(f"council.{deed}_committeetask" for deed in ("view", "add", "change", "delete")),
    *(
        f"pages.{deed}_{name}"
        for name in ("newsletter", "award", "awardkind")
        for deed in ("view", "add", "change", "delete")
    ),
)
OFFICE_ON_MODELS = (
    *SECRETARIAT_ON_MODELS,
    "accounts.view_accesslog",
    "pages.change_districtsettings",
    *(
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ),
)


def _permissions(names):
    for name in names:
        app_label, codename = name.split(".")
        yield Permission.objects.get(content_type__app_label=app_label, codename=codename)


def grant_on_page(group, page, codenames):
    """Make the group's grants on ``page`` exactly these."""
    wanted = list(Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames))
    GroupPagePermission.objects.filter(group=group, page=page).exclude(permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def grant_on_collection(group, collection, codenames=ON_COLLECTION):
    """Make the group's grants on ``collection`` exactly these."""
    wanted = list(
        Permission.objects.filter(
            content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=codenames
        )
    )
    GroupCollectionPermission.objects.filter(group=group, collection=collection).exclude(
        permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def sync_headquarters(home):
    """Make the office's and the secretariat's groups as written above. Running it twice changes nothing.

    Wagtail's own Editors and Moderators groups, which hold rights on the whole tree, are removed.
    """
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    root, everything = Page.get_first_root_node(), Collection.get_first_root_node()
    for name, on_pages, on_models, page in (
        (OFFICE, OFFICE_ON_PAGES, OFFICE_ON_MODELS, root),
        (SECRETARIAT, HEADQUARTERS_ON_PAGES, SECRETARIAT_ON_MODELS, home),
    ):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(on_models))
        grant_on_page(group, page, on_pages)
        grant_on_collection(group, everything, (*ON_COLLECTION, "delete_image", "delete_document"))
    # What they may do stands in `participation.proxying`; of pages and files, nothing.
    group, _ = Group.objects.get_or_create(name=DONG_OFFICE)
    group.permissions.set(_permissions(["wagtailadmin.access_admin"]))
