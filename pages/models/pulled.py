"""What a page says of where it was pulled from: for news and events alike."""

from django.core.exceptions import ObjectDoesNotExist

from directory.models import AgencyContentQuerySet


class PulledQuerySet(AgencyContentQuerySet):
    def for_facts(self):
        return super().for_facts().select_related("pulled__source")


class PulledMixin:
    """``source`` among the facts: the name of the agency's own site and the way to the original, or None."""

    @property
    def pulled_item(self):
        if self.pk is None:
            return None
        try:
            return self.pulled
        except ObjectDoesNotExist:
            return None

    def public_source(self):
        item = self.pulled_item
        return item and item.facts()
