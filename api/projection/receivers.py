"""Who tells which things may say something else to the public now. Each only marks; see `settling`."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    Site,
)
from wagtail.signals import post_page_move

from api.models import ChangeCounter, Doubt
from api.projection.dependents import copies_of
from api.projection.marking import (
    mark_below,
    mark_benefits,
    mark_collection,
    mark_everything,
    mark_naming,
    mark_pages,
    naming,
)
from common.signals import public_things_changed
from directory.models import AgencyDocument, AgencyImage, Benefit, FacilityPage, ImportSource
from pages.models import EventPage, FairPage

# Words that any thing may use.
VOCABULARY = ("directory.Dong", "directory.LegalDong", "directory.FacilityKind", "directory.Term")
# Whose names a fair tells, and whether it may now.
OF_FAIRS = ("pages.Award", "pages.AwardKind", "pages.DistrictSettings")


def things_changed(sender, pks, merged_into=None, **kwargs):
    if sender is Benefit:
        mark_benefits(pks)
        return
    mark_pages(pks, merged_into=merged_into)


def page_deleting(sender, instance, **kwargs):
    """Before: with the page, its copies forget whose they are. Who names it, `reference_forgotten` tells."""
    mark_pages(copies_of({instance.pk}))


def reference_forgotten(sender, instance, **kwargs):
    """Wagtail forgets who names a thing when the thing goes, also those who began to a moment ago."""
    if instance.base_content_type_id == ContentType.objects.get_for_model(Page).pk:
        mark_pages([int(instance.object_id)])


def page_deleted(sender, instance, **kwargs):
    """Once for each page, whatever its type: all rows of pages are rows of this table."""
    mark_pages([instance.pk])


def page_moved(sender, instance, **kwargs):
    mark_pages([instance.pk])
    mark_below([instance.pk])


def restriction_changed(sender, instance, **kwargs):
    mark_pages([instance.page_id])
    mark_below([instance.page_id])


def collection_changed(sender, instance, **kwargs):
    """Files below it are open or closed now."""
    mark_collection(instance.collection_id)


def collection_moved(sender, instance, created=False, **kwargs):
    """Wagtail saves a collection before it moves it; where it stands is asked after both."""
    if not created:
        mark_collection(instance.pk)


def file_changed(sender, instance, **kwargs):
    mark_naming(instance)


def file_deleted(sender, instance, **kwargs):
    mark_pages(naming(sender, [instance.pk]))


def benefit_changed(sender, instance, **kwargs):
    mark_benefits([instance.pk])


def topics_chosen(sender, instance, action, **kwargs):
    if action.startswith("post_") and isinstance(instance, Benefit):
        mark_benefits([instance.pk])


def word_changed(sender, instance, created=False, **kwargs):
    """A new word is used by nothing yet."""
    if not created:
        mark_everything()


def source_changed(sender, instance, created=False, **kwargs):
    """Its name and terms of use are told with everything that came from it."""
    if not created:
        for model, mark in ((FacilityPage, mark_pages), (Benefit, mark_benefits)):
            mark(list(model.objects.filter(source=instance).values_list("pk", flat=True)), Doubt.MAY_BE_OLD)


def site_changed(sender, instance, **kwargs):
    """Another address, or another front door: what belongs to which district is not known any more."""
    mark_everything(Doubt.MUST_WAIT)
    ChangeCounter.take(1)  # what processes remember of districts is of another version now


def awards_changed(sender, **kwargs):
    """Names that somebody agreed to, or does not any more."""
    mark_pages(list(FairPage.objects.filter(live=True).values_list("pk", flat=True)))


def council_changed(sender, instance, **kwargs):
    field = "committee" if sender._meta.model_name == "committee" else "meeting"
    events = EventPage.objects.filter(**{field: instance.pk}, live=True)
    mark_pages(list(events.values_list("pk", flat=True)))


def connect():
    public_things_changed.connect(things_changed, dispatch_uid="projection-things")
    pre_delete.connect(page_deleting, sender=Page, dispatch_uid="projection-deleting")
    pre_delete.connect(reference_forgotten, sender=ReferenceIndex, dispatch_uid="projection-forgotten")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="projection-deleted")
    post_page_move.connect(page_moved, dispatch_uid="projection-moved")
    _on_change(PageViewRestriction, restriction_changed)
    _on_change(CollectionViewRestriction, collection_changed)
    post_save.connect(collection_moved, sender=Collection, dispatch_uid="projection-collection")
    _on_change(Benefit, benefit_changed)
    for relation in (Benefit.targets, Benefit.topics, Benefit.official_topics):
        m2m_changed.connect(
            topics_chosen, sender=relation.through, dispatch_uid=f"projection-{relation.field.name}"
        )
    for model in (AgencyImage, AgencyDocument):
        post_save.connect(file_changed, sender=model, dispatch_uid=f"projection-{model.__name__}")
        pre_delete.connect(file_deleted, sender=model, dispatch_uid=f"projection-{model.__name__}-gone")
    for name in VOCABULARY:
        _on_change(apps.get_model(name), word_changed)
    _on_change(ImportSource, source_changed)
    _on_change(Site, site_changed)
    for name in OF_FAIRS:
        _on_change(apps.get_model(name), awards_changed)
    for name in ("council.Committee", "council.Meeting"):
        _on_change(apps.get_model(name), council_changed)


def _on_change(model, receiver):
    for signal in (post_save, post_delete):
        uid = f"projection-{model._meta.label}-{receiver.__name__}"
        signal.connect(receiver, sender=model, dispatch_uid=uid)
