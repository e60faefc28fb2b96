"""Filters of issues, the same for the list, its feed, its table and, where a word means the same, the API."""

from django import forms

from common.lists import FilterForm
from directory.filters import ALL
from directory.models.term import Axis
from participation.models import Status
from participation.way import GROUPS

NEWEST, MOST = "newest", "most"
ORDERS = [(NEWEST, "최신순"), (MOST, "공감순")]
TARGET_AXES = (Axis.LIFE, Axis.HOUSEHOLD)
# A blocked issue is in no list.
PUBLIC_STATUSES = {status.value for status in Status} - {Status.BLOCKED.value}


def statuses(code):
    """The statuses of a group; a status's own code means itself."""
    return {group: states for group, _, states in GROUPS}.get(code, (code,))


class IssueFilterForm(FilterForm):
    """By words, place, subject, for whom, how far it has come. ``choices`` are those of the district.

    ``status`` is a group of statuses, or the code of one. ``target`` is ``life-003``: codes are unique within an axis.
    """

    not_filters = ("order",)

    dong = forms.ChoiceField(label="동네", required=False)
    topic = forms.ChoiceField(label="관심주제", required=False)
    target = forms.ChoiceField(label="대상", required=False)
    status = forms.ChoiceField(label="어디까지 왔나", required=False)
    late = forms.BooleanField(label="답이 늦은 과제만", required=False)
    order = forms.ChoiceField(label="차례", required=False, choices=ORDERS)

    def __init__(self, data, *, choices, **kwargs):
        self.choices = choices
        super().__init__(data, **kwargs)

    def offer(self):
        self.fields["dong"].choices = ALL + self.choices.dongs(also=self.data.get("dong", ""))
        self.fields["topic"].choices = ALL + self.choices.terms(Axis.TOPIC)
        self.fields["target"].choices = ALL + [
            (axis.label, [(f"{axis.value}-{code}", label) for code, label in self.choices.terms(axis)])
            for axis in TARGET_AXES
        ]
        # A single status is asked for by its code alone, so the list offers it only where it is chosen.
        asked = self.data.get("status", "")
        single = [(asked, Status(asked).label)] if asked in PUBLIC_STATUSES else []
        self.fields["status"].choices = ALL + [(code, label) for code, label, _ in GROUPS] + single

    @property
    def chosen(self):
        """Newest first is the order that needs no word."""
        chosen = super().chosen
        if chosen.get("order") == NEWEST:
            chosen.pop("order")
        return chosen

    def narrow(self, issues):
        """``issues`` as far as they match every choice; in no order."""
        chosen, issues = self.chosen, self.saying(issues)
        if "dong" in chosen:
            issues = issues.in_dong(chosen["dong"])
        if "topic" in chosen:
            issues = issues.about(chosen["topic"])
        if "target" in chosen:
            issues = issues.for_target(*chosen["target"].split("-", 1))
        if "status" in chosen:
            issues = issues.filter(status__in=statuses(chosen["status"]))
        return issues.late() if "late" in chosen else issues

    def ordered(self, issues):
        return issues.most_supported() if self.chosen.get("order") == MOST else issues.newest_first()

    def found(self, issues):
        return self.ordered(self.narrow(issues))
