"""Setting up a district: its tree, its roles, its workflow."""

from django.db import transaction
from wagtail.models import Page, Site, Workflow, WorkflowPage, WorkflowTask

from council.actions import setup_council
from directory.models import AgencyApprovalTask, DirectoryIndexPage
from directory.roles import sync_headquarters
from pages.models import (
    AwardKind,
    DistrictSettings,
    EventIndexPage,
    FairIndexPage,
    FilmIndexPage,
    HomePage,
    NewsIndexPage,
    StandardPage,
)
from pages.models.awards import FIRST_KINDS

STANDARD_PAGES = (
    ("about", "누리넷 소개"),
    ("terms", "이용약관"),
    ("privacy", "개인정보처리방침"),
    ("copyright", "저작권 정책"),
    ("accessibility", "접근성 안내"),
)


def _child(parent, model, slug, title):
    """The child page of that slug, made and published if it is not there."""
    page = model.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        page = parent.add_child(instance=model(title=title, slug=slug, show_in_menus=True))
        page.save_revision().publish(skip_permission_checks=True)
        page.refresh_from_db()
    return page


@transaction.atomic
def setup_district(*, hostname="localhost", port=80, title="누리넷", slug="nurinet"):
    """Make what a district cannot be without. Running it twice changes nothing.

    Returns the home page. The Welcome page of a fresh Wagtail is removed.
    """
    root = Page.get_first_root_node()
    home = _child(root, HomePage, slug, title)
    site = Site.objects.filter(root_page=home).first()
    if site is None:
        default = (
            not Site.objects.filter(is_default_site=True)
            .exclude(root_page__depth=2, root_page__slug="home")
            .exists()
        )
        Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
        site, _ = Site.objects.update_or_create(
            hostname=hostname,
            port=port,
            defaults={"root_page": home, "is_default_site": default, "site_name": title},
        )
    DistrictSettings.objects.get_or_create(site=site)  # or the first reader's request would write it
    _child(home, DirectoryIndexPage, "directory", "복지정보")
    _child(home, NewsIndexPage, "news", "복지소식")
    _child(home, EventIndexPage, "events", "행사")
    _child(home, FairIndexPage, "fair", "사회복지대회·박람회")
    if not AwardKind.objects.exists():
        AwardKind.objects.bulk_create(
            AwardKind(label=label, order=order) for order, label in enumerate(FIRST_KINDS, 1)
        )
    _child(home, FilmIndexPage, "films", "영상")
    for page_slug, page_title in STANDARD_PAGES:
        _child(home, StandardPage, page_slug, page_title)
    sync_headquarters(home)
    setup_council()
    task, _ = AgencyApprovalTask.objects.get_or_create(name="사무국 검토")
    workflow, _ = Workflow.objects.get_or_create(name="사무국 검토 후 게시")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval").delete()
    return home
