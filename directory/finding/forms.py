"""Finding facilities and programmes: filters that add up, each choice with the number it would leave."""

from functools import cached_property

from django import forms

from common.lists import FilterForm, address
from directory.filters import ALL, VIEWS
from directory.finding.found import Found
from directory.models.fees import FeeKind
from directory.models.term import Axis


class FinderForm(FilterForm):
    """What both lists have. A field of ``AXES`` is a set of pages for each of its choices."""

    tab_name, tab_choices = "view", VIEWS
    not_filters = ("sort",)
    AXES = ("life", "household", "topic", "dong", "fee", "agency")
    ORDERS = ()

    life = forms.ChoiceField(label="생애주기", required=False)
    household = forms.ChoiceField(label="가구상황", required=False)
    topic = forms.ChoiceField(label="관심주제", required=False)
    dong = forms.ChoiceField(label="동네", required=False)
    fee = forms.ChoiceField(label="비용", required=False, choices=[*ALL, *FeeKind.choices])
    agency = forms.ChoiceField(label="기관", required=False)
    sort = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, listing, **kwargs):
        self.listing = listing
        super().__init__(data, **kwargs)
        if "sort" in self.errors:  # a hidden field has no place for a sentence
            self.add_error(None, self.errors.pop("sort").as_data())
        self.show_counts()

    def offer(self):
        choices = self.listing.choices
        for axis in (Axis.LIFE, Axis.HOUSEHOLD, Axis.TOPIC):
            self.fields[axis.value].choices = ALL + choices.terms(axis)
        self.fields["dong"].choices = ALL + choices.dongs(also=self.data.get("dong", ""))
        self.fields["agency"].choices = ALL + choices.agencies()
        self.fields["sort"].choices = self.ORDERS

    @cached_property
    def _chosen_marks(self):
        """For each field in use the pages it leaves."""
        marks = {axis: self.marks_of(axis, self.chosen[axis]) for axis in self.AXES if axis in self.chosen}
        if "q" in self.chosen:
            marks["q"], self.understanding = self.listing.saying(self.chosen["q"], "exact" in self.chosen)
        return marks

    def marks_of(self, axis, code):
        return self.listing.marks[axis].get(code, 0)

    def _left_by(self, without=None):
        left = self.listing.everything
        for name, marks in self._chosen_marks.items():
            if name != without:
                left &= marks
        return left

    def found(self):
        return Found(self.listing, self._left_by(), order=self._order())

    def _order(self):
        """None is the order in which the listing itself stands."""
        orders = {"name": self.listing.by_title, "confirmed": self.listing.by_confirmation}
        return orders.get(self.chosen.get("sort"))

    def counts(self, axis):
        """How many pages each choice of a field would leave, the other fields staying as they are."""
        others = self._left_by(without=axis)
        return {code: (others & marks).bit_count() for code, marks in self.listing.marks[axis].items()}

    def show_counts(self):
        """Choices that would leave nothing are not shown, but for the one that is chosen; all stay valid."""
        for axis in self.AXES:
            counts, field = self.counts(axis), self.fields[axis]
            kept = {code for code, count in counts.items() if count} | {self.chosen.get(axis)}
            field.widget.choices = list(_with_counts(field.choices, counts, kept))

    @property
    def orders(self):
        return self.ORDERS

    def order_links(self, url):
        """The orders as links, of which one is current."""
        return [
            {
                "label": label,
                "url": address(url, self.query_string(sort=code)),
                "current": code == self.chosen.get("sort", ""),
            }
            for code, label in self.orders
        ]

    def shared_query(self, **instead):
        return self.query_string(**instead)


def _with_counts(choices, counts, kept):
    for code, label in choices:
        if isinstance(label, list | tuple):
            below = list(_with_counts(label, counts, kept))
            if below:
                yield code, below
        elif not code:
            yield code, label
        elif code in kept:
            yield code, f"{label} ({counts.get(code, 0)})"
