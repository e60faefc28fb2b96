"""Filters of what agencies publish. A field's value becomes a queryset method, nothing else."""

from django import forms

from common.lists import FilterForm
from directory.models.agency import AgencyKind
from directory.models.benefit import NEAREST_FIRST
from directory.models.term import Axis

ALL = [("", "모두")]
# Which of its lists the directory shows.
VIEWS = [
    ("facilities", "시설"),
    ("programs", "프로그램"),
    ("benefits", "복지서비스"),
    ("resources", "자원 나눔"),
    ("agencies", "기관"),
]


class ContentFilterForm(FilterForm):
    """By agency, for whom, about what, where. ``choices`` are those of the district."""

    life = forms.ChoiceField(label="생애주기", required=False)
    household = forms.ChoiceField(label="가구상황", required=False)
    topic = forms.ChoiceField(label="관심주제", required=False)
    dong = forms.ChoiceField(label="동네", required=False)
    agency = forms.ChoiceField(label="기관", required=False)

    def __init__(self, data, *, choices, **kwargs):
        self.choices = choices
        super().__init__(data, **kwargs)

    def offer(self):
        choices = self.choices
        self.fields["life"].choices = ALL + choices.terms(Axis.LIFE)
        self.fields["household"].choices = ALL + choices.terms(Axis.HOUSEHOLD)
        self.fields["topic"].choices = ALL + choices.terms(Axis.TOPIC)
        self.fields["dong"].choices = ALL + choices.dongs(also=self.data.get("dong", ""))
        self.fields["agency"].choices = ALL + choices.agencies()

    def narrow(self, pages):
        """``pages`` as far as they match every choice."""
        chosen, pages = self.chosen, self.saying(pages)
        for axis in ("life", "household"):
            if axis in chosen:
                pages = pages.for_target(axis, chosen[axis])
        if "topic" in chosen:
            pages = pages.about(chosen["topic"])
        if "dong" in chosen:
            pages = pages.in_dong(chosen["dong"])
        if "agency" in chosen:
            pages = pages.for_agency(chosen["agency"])
        return pages


class BenefitFilterForm(FilterForm):
    """By whose help it is, for whom, about what. Dongs and agencies of ours mean nothing here."""

    tab_name, tab_choices = "view", VIEWS

    origin = forms.ChoiceField(
        label="누구의 지원",
        required=False,
        choices=[*ALL, *((origin.value, origin.label) for origin in NEAREST_FIRST)],
    )
    life = forms.ChoiceField(label="생애주기", required=False)
    household = forms.ChoiceField(label="가구상황", required=False)
    topic = forms.ChoiceField(label="관심주제", required=False)

    def __init__(self, data, *, choices, **kwargs):
        self.choices = choices
        super().__init__(data, **kwargs)

    def offer(self):
        for axis in (Axis.LIFE, Axis.HOUSEHOLD, Axis.TOPIC):
            self.fields[axis.value].choices = ALL + self.choices.terms(axis)

    def narrow(self, benefits):
        """``benefits`` as far as they match every choice."""
        chosen, benefits = self.chosen, self.saying(benefits)
        if "origin" in chosen:
            benefits = benefits.of_origin(chosen["origin"])
        for axis in ("life", "household"):
            if axis in chosen:
                benefits = benefits.for_target(axis, chosen[axis])
        return benefits.about(chosen["topic"]) if "topic" in chosen else benefits


class AgencyFilterForm(FilterForm):
    tab_name, tab_choices = "view", VIEWS

    kind = forms.ChoiceField(label="기관 구분", required=False, choices=[*ALL, *AgencyKind.choices])

    def __init__(self, data, *, choices=None, **kwargs):
        """The choices of the district are those of its agencies' content; agencies need none of them."""
        super().__init__(data, **kwargs)

    def narrow(self, agencies):
        agencies = self.saying(agencies)
        return agencies.filter(kind=self.chosen["kind"]) if "kind" in self.chosen else agencies
