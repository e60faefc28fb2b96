"""The awards of all years as a list: by year and by kind."""

from django import forms

from common.lists import FilterForm
from directory.filters import ALL


class AwardFilterForm(FilterForm):
    """Offers only years and kinds of which a name is public."""

    year = forms.ChoiceField(label="해", required=False)
    kind = forms.ChoiceField(label="훈격", required=False)

    def __init__(self, data, *, awards, **kwargs):
        self.awards = awards
        super().__init__(data, **kwargs)

    def offer(self):
        for name in ("q", "exact"):
            del self.fields[name]
        rows = self.awards.order_by().values_list("year", "kind__order", "kind", "kind__label").distinct()
        rows = list(rows)
        years = sorted({row[0] for row in rows}, reverse=True)
        kinds = sorted({row[1:] for row in rows})
        self.fields["year"].choices = ALL + [(str(year), f"{year}년") for year in years]
        self.fields["kind"].choices = ALL + [(str(pk), label) for _, pk, label in kinds]

    def narrow(self, awards):
        chosen = self.chosen
        return awards.filter(**{name: chosen[name] for name in ("year", "kind") if name in chosen})


def award_cards(awards, request=None):
    return [
        {
            "year": award.year,
            "kind": award.kind.facts(),
            "recipient": award.recipient,
            "affiliation": award.affiliation,
            "merit": award.merit,
        }
        for award in awards
    ]
