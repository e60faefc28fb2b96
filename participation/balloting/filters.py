"""The list of ballots, and of surveys: what may be asked of it."""

from common.lists import FilterForm
from participation.models import BallotState

TABS = (
    ("", "모두"),
    (BallotState.OPEN, BallotState.OPEN.label),
    (BallotState.COMING, BallotState.COMING.label),
    (BallotState.CLOSED, BallotState.CLOSED.label),
    (BallotState.CANCELLED, BallotState.CANCELLED.label),
)


class TimedFilterForm(FilterForm):
    """By state, as tabs; words are looked for in titles."""

    tab_name = "state"
    tab_choices = TABS

    def found(self, things):
        if self.tab:
            things = things.in_state(self.tab)
        if "q" in self.chosen:
            things = things.filter(title__icontains=self.chosen["q"])
        return things
