"""Finding facilities: by all that both lists know, and by kind, hours, access and distance."""

from django import forms

from directory.filters import ALL
from directory.finding.fields import MY_PLACE, NearField
from directory.finding.forms import FinderForm
from directory.finding.found import Found
from directory.finding.near import place_of, point_in
from directory.finding.reading import ANY
from directory.models.term import Axis

NOW = "now"


class FacilityFinderForm(FinderForm):
    AXES = (*FinderForm.AXES, "kind", "open", "access")
    ORDERS = (("", "이름순"), ("confirmed", "최근 확인순"))
    ORDERS_WITH_NEAR = (("", "가까운 순"), ("name", "이름순"), ("confirmed", "최근 확인순"))

    kind = forms.ChoiceField(label="시설종류", required=False)
    near = NearField(label="가까운 순", required=False)
    open = forms.ChoiceField(label="운영", required=False, choices=[*ALL, (NOW, "지금 열린 곳")])
    access = forms.ChoiceField(label="편의시설", required=False)

    field_order = ("q", "kind", "dong", "near", "open", "life", "household", "topic", "fee", "access")

    def offer(self):
        super().offer()
        choices = self.listing.choices
        self.fields["kind"].choices = ALL + choices.kinds()
        self.fields["access"].choices = [*ALL, (ANY, "하나라도 있는 곳"), *choices.terms(Axis.ACCESS)]
        self.fields["near"].choices = [("", "정하지 않음"), *choices.dongs_on_the_map()]
        self.fields["sort"].choices = self.ORDERS_WITH_NEAR

    def clean(self):
        """By name is the order without saying so, where nothing is near."""
        if not self.cleaned_data.get("near") and self.cleaned_data.get("sort") == "name":
            self.cleaned_data["sort"] = ""
        return self.cleaned_data

    def marks_of(self, axis, code):
        return self._open_now() if axis == "open" else super().marks_of(axis, code)

    def counts(self, axis):
        if axis == "open":
            return {NOW: (self._left_by(without=axis) & self._open_now()).bit_count()}
        return super().counts(axis)

    def _open_now(self):
        return self.listing.open_now.marks()

    def show_counts(self):
        super().show_counts()
        near = self.chosen.get("near", "")
        if point_in(near):
            self.fields["near"].widget.choices = [*self.fields["near"].choices, (near, MY_PLACE)]

    def found(self):
        near = place_of(self.chosen["near"]) if "near" in self.chosen else None
        return Found(self.listing, self._left_by(), order=self._order(), near=near)

    @property
    def orders(self):
        return self.ORDERS_WITH_NEAR if "near" in self.chosen else self.ORDERS

    def shared_query(self, **instead):
        """What may be passed on: a dong, but not where somebody stood."""
        hidden = ("near",) if point_in(self.chosen.get("near", "")) else ()
        return self.query_string(without=hidden, **instead)

    def canonical_query(self):
        return self.query_string(without=(*self.not_filters, "near"))
