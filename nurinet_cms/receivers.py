"""Who tells that public content changed. Drafts do not; deletions of drafts may, which costs one flush."""

from django.apps import apps
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished
from wagtail.signals import post_page_move as page_moved

from common.signals import public_content_changed
from nurinet_cms.content_version import content_changed
from pages.models import DistrictSettings

# Whatever is shown on public pages, or decides what is, besides pages themselves.
WATCHED_MODELS = (
    "directory.Agency",
    "directory.AgencyDocument",
    "directory.AgencyImage",
    "directory.Benefit",
    "directory.Dong",
    "directory.FacilityKind",
    "directory.ImportSource",
    "directory.Term",
    "pages.Award",
    "pages.AwardKind",
    "participation.Plan",
    "participation.Project",
    "participation.YearPlan",
    "participation.DecidingBody",
    "search.Synonym",
    "wagtailcore.Collection",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.Site",
    "wagtailredirects.Redirect",
)


def live_page_saved(sender, instance, update_fields=None, **kwargs):
    """A live page saved whole, without publishing, as importers do. Saving a draft names its fields."""
    if issubclass(sender, Page) and instance.live and update_fields is None:
        content_changed()


def page_deleted(sender, instance, **kwargs):
    if issubclass(sender, Page) and instance.live:
        content_changed()


def settings_saved(instance, created, **kwargs):
    """Wagtail makes the row, with its defaults, when the first page reads it: that changes nothing."""
    if not created:
        content_changed()


def connect():
    for signal in (page_published, page_unpublished, page_moved, page_slug_changed, public_content_changed):
        signal.connect(content_changed, dispatch_uid="content-changed")
    post_save.connect(live_page_saved, dispatch_uid="live-page-saved")
    post_delete.connect(page_deleted, dispatch_uid="page-deleted")
    for name in WATCHED_MODELS:
        model = apps.get_model(name)
        post_save.connect(content_changed, sender=model, dispatch_uid=f"{name}-saved")
        post_delete.connect(content_changed, sender=model, dispatch_uid=f"{name}-deleted")
    post_save.connect(settings_saved, sender=DistrictSettings, dispatch_uid="district-settings-saved")
    m2m_changed.connect(
        content_changed, sender=PageViewRestriction.groups.through, dispatch_uid="restriction-groups"
    )
