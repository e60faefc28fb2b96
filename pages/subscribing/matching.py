"""Who is told of what: OR within an axis, AND between axes, and no choice on an axis means all.

A page for the whole district names no dong, and reaches every dong. A page that names no target or topic is
found by those who chose none on that axis, as in the lists. Everything is compared in memory: some hundred
pages by five thousand people are a second's work, and no question to the database.
"""

from dataclasses import dataclass

from directory.models import AgencyPage, Dong
from directory.models.term import Axis, Term
from pages.models.subscribing import ItemKind, Subscription

AXES = (Axis.LIFE, Axis.HOUSEHOLD, Axis.TOPIC)


@dataclass(frozen=True)
class Reach:
    """One new page as far as matching needs it."""

    page_id: int
    kind: str
    published_at: object
    agency_id: int
    terms: dict  # axis: ids
    dongs: frozenset


def reach_of(kind, page):
    """``page`` with its relations loaded."""
    terms = [*page.targets.all(), *page.topics.all()]
    return Reach(
        page_id=page.pk,
        kind=str(kind),
        published_at=page.first_published_at,
        agency_id=page.agency_id,
        terms={axis: frozenset(term.pk for term in terms if term.axis == axis) for axis in AXES},
        dongs=frozenset(dong.pk for dong in page.dongs.all()),
    )


@dataclass
class Interest:
    """What one subscriber chose; an empty set is no choice."""

    kinds: frozenset
    terms: dict
    dongs: frozenset
    agencies: frozenset

    def covers(self, reach):
        return (
            (not self.kinds or reach.kind in self.kinds)
            and (not self.agencies or reach.agency_id in self.agencies)
            and all(not chosen or chosen & reach.terms[axis] for axis, chosen in self.terms.items())
            and (not self.dongs or not reach.dongs or bool(self.dongs & reach.dongs))
        )


def same_dongs():
    """{id: ids that mean the same place}: a retired dong and its successors, both ways. One query."""
    same = {}
    for old, new in Dong.successors.through.objects.values_list("from_dong", "to_dong"):
        same.setdefault(old, {old}).add(new)
        same.setdefault(new, {new}).add(old)
    return same


def interests_of(subscriptions, same=None):
    """{subscription id: Interest}: three queries, however many there are."""
    ids = [subscription.pk for subscription in subscriptions]
    same = same_dongs() if same is None else same
    axis_of = dict(Term.objects.values_list("pk", "axis"))
    found = {
        subscription.pk: Interest(
            frozenset(kind for kind in subscription.kinds if kind in ItemKind.values),
            {axis: set() for axis in AXES},
            set(),
            set(),
        )
        for subscription in subscriptions
    }
    for pk, term in _links("terms", Term, ids):
        if axis_of[term] in found[pk].terms:
            found[pk].terms[axis_of[term]].add(term)
    for pk, dong in _links("dongs", Dong, ids):
        found[pk].dongs |= same.get(dong, {dong})
    for pk, agency in _links("agencies", AgencyPage, ids):
        found[pk].agencies.add(agency)
    return found


def _links(name, model, ids):
    through = getattr(Subscription, name).through
    far = f"{model._meta.model_name}_id"
    return through.objects.filter(subscription__in=ids).values_list("subscription_id", far)
