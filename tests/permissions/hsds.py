"""The directory in HSDS's words is asked for what agency B has published, and for words of the vocabulary."""

from api.hsds.mapping import terms
from directory.models import Term


def _known(find):
    return lambda own: [({"uuid": str(find(own))}, "")]


def _a_term(own):
    term = Term.objects.first()
    return terms.term_id(term.axis, term.code)


SPECIAL = {
    "hsds_services_detail": _known(lambda own: own.course.uuid),
    "hsds_organizations_detail": _known(lambda own: own.section.uuid),
    # No facility of agency B that is published has a place that is known.
    "hsds_service_at_locations_detail": _known(lambda own: own.course.uuid),
    "hsds_taxonomies_detail": _known(lambda own: terms.taxonomy_id("life")),
    "hsds_taxonomy_terms_detail": _known(_a_term),
}
