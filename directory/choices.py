"""What filters offer: terms, dongs, kinds and agencies, read with one query for all of them."""

from collections import defaultdict

from django.db.models import Case, CharField, IntegerField, Q, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import cached_property

from directory.finding.boundaries import middles
from directory.models.agency import AgencyPage
from directory.models.area import Dong
from directory.models.kind import FacilityKind
from directory.models.term import Axis, Term

KIND, DONG, RETIRED_DONG, AGENCY = "kind", "dong", "retired-dong", "agency"


def _rows(queryset, source, code, label, group=None, order=None):
    """Rows of one shape, whatever they are rows of."""
    return queryset.order_by().values_list(
        source,
        Cast(code, CharField()),
        Cast(label, CharField()),
        Cast(group or Value(""), CharField()),
        Cast(order or Value(0), IntegerField()),
    )


class Choices:
    """Choices for the filters of the district below ``root``; read when first asked for."""

    def __init__(self, root):
        self.root = root

    @cached_property
    def _by_source(self):
        today = timezone.localdate()
        in_force = When(
            (Q(valid_from__isnull=True) | Q(valid_from__lte=today))
            & (Q(valid_until__isnull=True) | Q(valid_until__gt=today)),
            then=Value(DONG),
        )
        dong = Case(in_force, default=Value(RETIRED_DONG), output_field=CharField())
        agencies = AgencyPage.objects.published().descendant_of(self.root)
        rows = _rows(Term.objects, Cast("axis", CharField()), "code", "label").union(
            _rows(Dong.objects, dong, "code", "name"),
            _rows(FacilityKind.objects, Value(KIND), "code", "label", "parent__code", "order"),
            _rows(agencies, Value(AGENCY), "slug", "title"),
            all=True,
        )
        by_source = defaultdict(list)
        for source, code, label, group, order in rows:
            by_source[source].append((order or 0, code, label, group or ""))
        return by_source

    def _pairs(self, source):
        return [(code, label) for _, code, label, _ in sorted(self._by_source[source])]

    def terms(self, axis):
        return self._pairs(Axis(axis).value)

    def dongs(self, also=""):
        """Dongs in force by name; a retired one only when it is the one asked for."""
        retired = [(code, f"{label}(옛 이름)") for code, label in self._pairs(RETIRED_DONG) if code == also]
        return [*sorted(self._pairs(DONG), key=lambda pair: pair[1]), *retired]

    def dongs_on_the_map(self):
        """Dongs whose boundaries we have, so that something can be near them."""
        return [(code, label) for code, label in self.dongs() if code in middles()]

    def agencies(self):
        return sorted(self._pairs(AGENCY), key=lambda pair: pair[1])

    def kinds(self):
        """Groups of kinds, each group itself the first of its choices."""
        rows = sorted(self._by_source[KIND])
        below = defaultdict(list)
        for _, code, label, group in rows:
            if group:
                below[group].append((code, label))
        return [
            (label, [(code, f"{label} 모두"), *below[code]]) if code in below else (code, label)
            for _, code, label, group in rows
            if not group
        ]
