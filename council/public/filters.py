"""By what the list of meetings is narrowed: 조직, 구분, 연도, those with minutes, words."""

from django import forms
from django.db.models import Q

from common.lists import FilterForm
from council.models import AgendaItem, Committee, Meeting
from directory.filters import ALL
from participation.models import BodyKind
from participation.models.body import OF_THE_COUNCIL

MOST_WORDS = 8


class MeetingFilterForm(FilterForm):
    # What is said at meetings is found by the site's search; here names and agendas are looked through.
    exact = None

    kind = forms.ChoiceField(label="구분", required=False)
    body = forms.ChoiceField(label="조직", required=False)
    year = forms.ChoiceField(label="연도", required=False)
    minutes = forms.BooleanField(label="회의록이 있는 회의만", required=False)

    def __init__(self, data, *, site, **kwargs):
        self.site = site
        super().__init__(data, **kwargs)

    def offer(self):
        self.fields["kind"].choices = [*ALL, *((kind.value, BodyKind(kind).label) for kind in OF_THE_COUNCIL)]
        bodies = Committee.objects.in_site(self.site).in_order().values_list("slug", "name")
        self.fields["body"].choices = [*ALL, *bodies]
        years = Meeting.objects.public().in_site(self.site).order_by("-year").values_list("year", flat=True)
        self.fields["year"].choices = [*ALL, *((str(year), f"{year}년") for year in years.distinct())]

    def saying(self, meetings):
        """Those that say every word in their names or agendas, as everybody reads them."""
        for word in self.chosen.get("q", "").split()[:MOST_WORDS]:
            items = AgendaItem.objects.filter(Q(title__icontains=word) | Q(summary__icontains=word))
            own = Q(committee__name__icontains=word) | Q(title__icontains=word) | Q(notice__icontains=word)
            meetings = meetings.filter(own | Q(pk__in=items.order_by().values("meeting")))
        return meetings

    def narrow(self, meetings):
        """``meetings`` as far as they match every choice; in no order."""
        chosen, meetings = self.chosen, self.saying(meetings)
        if "kind" in chosen:
            meetings = meetings.filter(committee__kind=chosen["kind"])
        if "body" in chosen:
            meetings = meetings.filter(committee__slug=chosen["body"])
        if "year" in chosen:
            meetings = meetings.filter(year=int(chosen["year"]))
        return meetings.with_publication().filter(has_minutes=True) if "minutes" in chosen else meetings
