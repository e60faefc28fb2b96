"""What happens in the register when Wagtail's tree changes."""

from django.apps import apps
from wagtail.models import Page
from wagtail.signals import post_page_move

from directory.models import AgencyContentPage, AgencyPage


def page_moved(sender, instance, url_path_before, url_path_after, **kwargs):
    """A page, and all below it, belongs to the agency in whose section it now stands."""
    agency = AgencyPage.objects.containing(instance.path).first()
    if agency is None:
        return
    below = Page.objects.descendant_of(instance, inclusive=True).values("pk")
    for model in apps.get_models():
        if issubclass(model, AgencyContentPage):
            model.objects.filter(pk__in=below).exclude(agency=agency).update(agency=agency)


def connect():
    post_page_move.connect(page_moved, dispatch_uid="agency-follows-the-tree")
