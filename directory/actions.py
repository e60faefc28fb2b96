"""The long verbs of the register."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection

from directory.models import Agency, AgencyMembership, AgencyPage
from directory.roles import AGENCY_ON_PAGES, grant_on_collection, grant_on_page


@transaction.atomic
def onboard_agency(*, index, code, title, publishing="review", by=None, **page_fields):
    """Make an agency whole: section, group, page permissions, collection. Known by ``code``; idempotent.

    The section starts as a live page, so that what the agency publishes can be reached at once.
    """
    page = AgencyPage.objects.child_of(index).filter(slug=code).first()
    if page is None:
        page = index.add_child(instance=AgencyPage(title=title, slug=code, owner=by, **page_fields))
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
        page.refresh_from_db()
    group, _ = Group.objects.get_or_create(name=f"기관: {code}")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    collection = Collection.objects.filter(name=f"기관: {code}").first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=f"기관: {code}")
    grant_on_page(group, page, AGENCY_ON_PAGES)
    grant_on_collection(group, collection)
    agency, _ = Agency.objects.get_or_create(
        code=code,
        defaults={"page": page, "group": group, "collection": collection, "publishing": publishing},
    )
    return agency


@transaction.atomic
def join_agency(agency, user):
    """The person works for the agency from now on. Joining twice is not an error and counts once."""
    membership, _ = AgencyMembership.objects.active().get_or_create(agency=agency, user=user)
    user.groups.add(agency.group)
    return membership
