"""Taxonomies and their terms: a few hundred words, read when they are asked for."""

from api.hsds.mapping import terms
from directory.models import FacilityKind, Term


def all_taxonomies():
    return [terms.taxonomy(axis) for axis in terms.TAXONOMIES]


def all_terms():
    """Every term, by taxonomy and in its order. Two queries."""
    found = [terms.term(term.axis, term.code, term.label) for term in Term.objects.order_by("axis", "code")]
    kinds = FacilityKind.objects.select_related("parent").order_by("order", "pk")
    return found + [
        terms.term("kind", kind.code, kind.label, kind.parent and kind.parent.code) for kind in kinds
    ]


def term_and_below(wanted):
    """The term's UUID, and those of the terms below it."""
    pairs = FacilityKind.objects.filter(parent__isnull=False).values_list("code", "parent__code")
    wanted = str(wanted)
    return [
        wanted,
        *(terms.term_id("kind", code) for code, above in pairs if terms.term_id("kind", above) == wanted),
    ]
