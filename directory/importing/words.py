"""What the import compares (codes, lists, rows of hours) in the words a person reads."""

from django.core.exceptions import FieldDoesNotExist

from directory.importing.facility_values import stored_hours, term_code
from directory.importing.target import target_of
from directory.models import Benefit, Dong, FacilityKind, FacilityPage, LegalDong, Term
from directory.models.source import SourceKind
from directory.models.term import Axis
from directory.opening import in_words

NOTHING = ("", None, [], {})
# Of benefits, whose fields say their axis.
AXES = {"life": Axis.LIFE, "household": Axis.HOUSEHOLD, "official_topics": Axis.TOPIC}
MODELS = {SourceKind.FACILITIES: FacilityPage, SourceKind.BENEFITS: Benefit}


class Words:
    """Loaded once for a screen, for lists of one kind."""

    def __init__(self, kind):
        self.kind, self.model = kind, MODELS[kind]
        self.labels = target_of(kind).labels
        terms = Term.objects.values_list("axis", "code", "label")
        self.terms = {term_code(axis, code): label for axis, code, label in terms}
        self.names = {
            name: {code: label for axis, code, label in terms if axis == wanted}
            for name, wanted in AXES.items()
        }
        self.names |= {
            "kind": dict(FacilityKind.objects.values_list("code", "label")),
            "legal_dong": dict(LegalDong.objects.values_list("code", "name")),
            "dongs": dict(Dong.objects.values_list("code", "name")),
        }

    def label(self, name):
        return self.labels.get(name, name)

    def value(self, name, value):
        if value in NOTHING:
            return "(빈칸)"
        if isinstance(value, bool):
            return "예" if value else "아니오"
        if name == "hours":
            return " · ".join(in_words([stored_hours(cells) for cells in value])) or "(빈칸)"
        if isinstance(value, list):
            return ", ".join(self._one(name, each) for each in value)
        return self._one(name, value)

    def _one(self, name, value):
        if isinstance(value, dict):
            return " ".join(str(part) for part in value.values() if part)
        for known in (self.names.get(name, {}), self._choices(name), self.terms):
            if value in known:
                return str(known[value])
        return str(value)

    def _choices(self, name):
        try:
            return dict(getattr(self.model._meta.get_field(name), "choices", None) or ())
        except FieldDoesNotExist:
            return {}

    def pairs(self, values):
        """(label, words) of what is said; empty values are left out."""
        return [
            (self.label(name), self.value(name, value))
            for name, value in values.items()
            if value not in NOTHING
        ]
