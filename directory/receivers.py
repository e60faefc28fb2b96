"""What happens in the register when Wagtail's tree changes."""

from django.apps import apps
from django.db.models.signals import m2m_changed
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page
from wagtail.signals import post_page_move

from common.indexing import each_once
from directory.models import AgencyContentPage, AgencyPage


def page_moved(sender, instance, url_path_before, url_path_after, **kwargs):
    """A page, and all below it, belongs to the agency in whose section it now stands."""
    agency = AgencyPage.objects.containing(instance.path).first()
    if agency is None:
        return
    below = Page.objects.descendant_of(instance, inclusive=True).values("pk")
    with each_once():
        for model in apps.get_models():
            if issubclass(model, AgencyContentPage):
                _hand_to(agency, model, model.objects.filter(pk__in=below).exclude(agency=agency))


def _hand_to(agency, model, pages):
    """Their entries in the search index name the agency as well."""
    pks = list(pages.order_by().values_list("pk", flat=True))
    model.objects.filter(pk__in=pks).update(agency=agency)
    for pk in pks:
        insert_or_update_object_task.enqueue(model._meta.app_label, model._meta.model_name, str(pk))


def reach_changed(sender, instance, **kwargs):
    """Remembered until the page has been saved; see `AgencyContentPage.save`."""
    if isinstance(instance, AgencyContentPage):
        instance.reach_has_changed = True


def connect():
    m2m_changed.connect(reach_changed, dispatch_uid="reach-changed")
    post_page_move.connect(page_moved, dispatch_uid="agency-follows-the-tree")
