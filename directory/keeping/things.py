"""What a resident may report on: pages of agencies, and benefits, known by their public uuid."""

from django.apps import apps

from directory.models import Agency, AgencyContentPage, AgencyPage, Benefit


def page_types():
    return [
        AgencyPage,
        *(model for model in apps.get_models() if issubclass(model, AgencyContentPage)),
    ]


def find_thing(uuid):
    """What the public knows under this number, or None."""
    for model in page_types():
        if page := model.objects.published().filter(uuid=uuid).first():
            return page
    return Benefit.objects.listed().filter(uuid=uuid).first()


def public_thing(correction):
    """What the request is about, if the public may still know of it; else None."""
    thing = correction.page.specific if correction.page else correction.benefit
    known = type(thing).objects
    known = known.published() if correction.page else known.listed()
    return known.filter(pk=thing.pk).first()


def agency_of(thing):
    """Who answers for it; None for what belongs to no agency."""
    return None if isinstance(thing, Benefit) else Agency.objects.holding(thing)
