"""Whose pages somebody looks after."""

from functools import reduce
from operator import or_

from django.db.models import CharField, ExpressionWrapper, F, OuterRef, Q, Subquery

from accounts.roles import is_headquarters
from directory.models import Agency, AgencyPage

NOTHING = Q(pk__in=[])


def within(paths, lookup="path"):
    """The condition that the page at ``lookup`` stands in one of these sections."""
    return reduce(or_, (Q(**{f"{lookup}__startswith": path}) for path in paths), NOTHING)


def own_sections(user, lookup="path"):
    """All for headquarters; for others the agencies they work for now, suspended ones left out."""
    if is_headquarters(user):
        return Q()
    return within(Agency.objects.active().section_paths(user), lookup)


def looks_after(user, page):
    """Whether what concerns the page is for this person to settle."""
    if is_headquarters(user):
        return True
    return any(page.path.startswith(path) for path in Agency.objects.active().section_paths(user))


def section_title(path):
    """The title of the section that the page at ``path`` of the outer row stands in, as a sub-select."""
    outer = ExpressionWrapper(OuterRef(path), output_field=CharField())
    sections = AgencyPage.objects.alias(outer=outer).filter(outer__startswith=F("path"))
    return Subquery(sections.order_by().values("title")[:1])


def agencies_for(request):
    """The agencies that a person may choose among in a filter."""
    agencies = Agency.objects.select_related("page").order_by("page__title", "pk")
    if is_headquarters(request.user):
        return agencies
    return agencies.of_person(request.user)
