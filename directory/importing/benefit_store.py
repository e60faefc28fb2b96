"""Benefits in the database, many at a time. ``is_hidden`` and our own topics are never read nor written."""

from collections import defaultdict
from datetime import date, datetime

from common.indexing import index_stored
from common.signals import public_things_changed
from directory.importing.target import Snapshot, Store, Written
from directory.models import Benefit, Term
from directory.models.term import Axis

TEXTS = (
    *("title", "summary", "origin", "organisation", "department", "region"),
    *("who", "criteria", "support", "how_to_apply", "apply_by", "contact", "phone", "documents", "laws"),
    *("url", "cycle", "provision"),
)
DAYS = ("starts_on", "ends_on", "source_date", "withdrawn_on")
COLUMNS = (*TEXTS, *DAYS, "basis_year", "applies_online")
# What is written → the relation that holds it, and the axis of its terms.
LINKS = {
    "life": ("targets", Axis.LIFE),
    "household": ("targets", Axis.HOUSEHOLD),
    "official_topics": ("official_topics", Axis.TOPIC),
}


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


def _stored(name, value):
    if name in DAYS:
        return date.fromisoformat(value) if value else None
    return value


class BenefitStore(Store):
    def __init__(self, source, section, moment):
        super().__init__(source, section, moment)
        terms = Term.objects.values_list("axis", "code", "pk")
        self.terms = {(Axis(axis), code): pk for axis, code, pk in terms}
        self.known = {pk: key for key, pk in self.terms.items()}

    # Reading ----------------------------------------------------------------------------------

    def snapshots(self, pks, *, lock=False):
        benefits = Benefit.objects.filter(pk__in=pks).order_by("pk")
        if lock:
            list(benefits.select_for_update(of=("self",)).values_list("pk"))
        links = self._links(pks)
        found = {}
        for pk, *cells in benefits.values_list("pk", *COLUMNS):
            values = dict(zip(COLUMNS, map(_plain, cells), strict=True))
            values |= {
                name: self._codes(links[relation, pk], axis) for name, (relation, axis) in LINKS.items()
            }
            found[pk] = Snapshot(values["title"], values)
        return found

    def _links(self, pks):
        """(relation, benefit) → ids of its terms."""
        found = defaultdict(set)
        for relation in {relation for relation, _ in LINKS.values()}:
            through = getattr(Benefit, relation).through.objects.filter(benefit__in=pks)
            for benefit, term in through.values_list("benefit_id", "term_id"):
                found[relation, benefit].add(term)
        return found

    def _codes(self, terms, axis):
        return sorted(self.known[pk][1] for pk in terms if self.known[pk][0] == axis)

    # Writing ----------------------------------------------------------------------------------

    def create(self, items):
        benefits = [Benefit(source=self.source, source_key=item.key) for item in items]
        for benefit, item in zip(benefits, items, strict=True):
            self._set(benefit, item.values)
        Benefit.objects.bulk_create(benefits)
        self._write_links({benefit.pk: item.values for benefit, item in zip(benefits, items, strict=True)})
        self._tell(benefits)
        return [Written(benefit.pk, {}, self._state(benefit)) for benefit in benefits]

    def update(self, changes):
        benefits = list(Benefit.objects.filter(pk__in=list(changes)))
        before = {benefit.pk: self._state(benefit) for benefit in benefits}
        for benefit in benefits:
            benefit.updated_at = self.moment
        self._write(benefits, changes)
        return [Written(benefit.pk, before[benefit.pk], self._state(benefit)) for benefit in benefits]

    def _write(self, benefits, changes):
        for benefit in benefits:
            self._set(benefit, changes[benefit.pk])
        names = {name for values in changes.values() for name in values if name in COLUMNS}
        Benefit.objects.bulk_update(benefits, [*sorted(names), "updated_at"], batch_size=100)
        self._write_links(changes)
        self._tell(benefits)

    @staticmethod
    def _tell(benefits):
        pks = [benefit.pk for benefit in benefits]
        index_stored(Benefit, pks)
        public_things_changed.send(sender=Benefit, pks=pks)

    @staticmethod
    def _set(benefit, values):
        for name, value in values.items():
            if name in COLUMNS:
                setattr(benefit, name, _stored(name, value))

    def _write_links(self, changes):
        """Make the terms of each benefit what is to be written of them; axes that are not named stay."""
        there = self._links(list(changes))
        for relation in {relation for relation, _ in LINKS.values()}:
            through = getattr(Benefit, relation).through
            new = []
            for benefit, values in changes.items():
                named = [name for name, (target, _) in LINKS.items() if target == relation and name in values]
                axes = {LINKS[name][1] for name in named}
                wanted = {self.terms[LINKS[name][1], code] for name in named for code in values[name]}
                here = {pk for pk in there[relation, benefit] if self.known[pk][0] in axes}
                if here - wanted:
                    through.objects.filter(benefit=benefit, term__in=here - wanted).delete()
                new += [through(benefit_id=benefit, term_id=pk) for pk in sorted(wanted - here)]
            through.objects.bulk_create(new)

    @staticmethod
    def _state(benefit):
        return {"updated_at": benefit.updated_at.isoformat()}

    # Taking back ------------------------------------------------------------------------------

    def is_untouched(self, written):
        now = dict(Benefit.objects.filter(pk__in=list(written)).values_list("pk", "updated_at"))
        return {
            pk
            for pk, after in written.items()
            if pk in now and now[pk] == datetime.fromisoformat(after["updated_at"])
        }

    def remove(self, made):
        gone = self.is_untouched(made)
        there = set(Benefit.objects.filter(pk__in=list(made)).values_list("pk", flat=True))
        Benefit.objects.filter(pk__in=gone).delete()
        return dict.fromkeys(there - gone, "그 뒤에 사람이 주제를 고르거나 숨긴 것이라")

    def restore(self, written):
        benefits = list(Benefit.objects.filter(pk__in=list(written)))
        for benefit in benefits:
            benefit.updated_at = datetime.fromisoformat(written[benefit.pk][1]["updated_at"])
        self._write(benefits, {pk: values for pk, (values, _, _) in written.items()})
