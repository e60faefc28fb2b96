"""What a stranger asks: words, and what narrows the answer, each choice with the number it would leave."""

from dataclasses import dataclass

from django import forms

from common.looking import has_words
from directory.filters import ALL
from directory.finding.forms import FinderForm
from directory.models.term import Axis
from search.periods import PERIODS
from search.sources import SOURCES

# A whole question in a resident's own words fits.
LONGEST = 200


@dataclass(frozen=True)
class Question:
    """The words asked for. Longer ones are cut: nobody has to be told to ask more shortly."""

    text: str
    literally: bool = False
    was_cut: bool = False

    @classmethod
    def asked(cls, data):
        text = " ".join(data.get("q", "").split())
        return cls(
            text[:LONGEST].strip(), forms.BooleanField().to_python(data.get("exact")), len(text) > LONGEST
        )

    @property
    def has_words(self):
        return has_words(self.text)


class SearchForm(FinderForm):
    """Filters of ``listing``, which are the `Results` of a question. Only what is a result is counted."""

    tab_name = "kind"
    tab_choices = [("", "모두"), *((source.kind, source.label) for source in SOURCES)]
    not_filters = ("q",)
    AXES = ("kind", "life", "household", "topic", "dong", "agency", "period")

    q = forms.CharField(required=False, widget=forms.HiddenInput)
    fee = sort = None
    period = forms.ChoiceField(label="기간", required=False, choices=[*ALL, *PERIODS])
    near = forms.ChoiceField(label="가까운 곳 먼저", required=False)

    field_order = ("q", "near", "life", "household", "topic", "dong", "agency", "period")

    def offer(self):
        choices = self.listing.reach.choices
        for axis in (Axis.LIFE, Axis.HOUSEHOLD, Axis.TOPIC):
            self.fields[axis.value].choices = ALL + choices.terms(axis)
        self.fields["dong"].choices = ALL + choices.dongs(also=self.data.get("dong", ""))
        self.fields["agency"].choices = ALL + choices.agencies()
        self.fields["near"].choices = [("", "정하지 않음"), *choices.dongs_on_the_map()]

    @classmethod
    def asked(cls, data, question, results):
        """The words as they are looked for, not as long as they were."""
        return cls({name: data[name] for name in data} | {"q": question.text}, listing=results)

    @property
    def is_plain(self):
        """Words alone, and nothing that narrows what they find."""
        return self.chosen.keys() <= {"q"}

    def left(self):
        """What all choices leave, as a set of positions."""
        return self._left_by()

    def counts(self, axis):
        others = self._left_by(without=axis) & self.listing.good
        return {code: (others & marks).bit_count() for code, marks in self.listing.marks[axis].items()}

    def kind_tabs(self, url):
        """Kinds in which something was found, each with its number, and the chosen one."""
        counts = self.counts("kind")
        counts[""] = sum(counts.values())
        tabs = []
        for (code, _), tab in zip(self.tab_choices, self.tabs(url), strict=True):
            count = counts.get(code, 0)
            if count or not code or tab["current"]:
                tabs.append(tab | {"count": count})
        return tabs

    def _in_words(self, name, value):
        text = super()._in_words(name, value)
        return f"{text}에서 가까운 곳 먼저" if name == "near" else text
