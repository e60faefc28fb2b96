"""Filters of news and events. A field's value becomes a queryset method, nothing else."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from directory.filters import ALL, ContentFilterForm
from pages.kinds import NewsKind
from pages.models.occurrences import EventOccurrence
from pages.periods import View, When, midnight, moments_of

# Further away no calendar of ours goes, and no database of ours overflows.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def within_the_calendar(day):
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError("2000년부터 2099년 사이의 날짜를 적어 주십시오.")


class NewsFilterForm(ContentFilterForm):
    kind = forms.ChoiceField(label="소식 종류", required=False, choices=[*ALL, *NewsKind.choices])

    under_way = forms.BooleanField(label="진행 중인 것만", required=False)

    field_order = ["q", "kind", "under_way"]

    def narrow(self, news):
        news = super().narrow(news)
        if "under_way" in self.chosen:
            news = news.under_way()
        return news.filter(kind=self.chosen["kind"]) if "kind" in self.chosen else news


class FilmFilterForm(ContentFilterForm):
    """``play`` is the place of the film that is watched in a row, and narrows nothing."""

    not_filters = ("play",)

    newcomers = forms.BooleanField(label="처음 오신 분께 보여 드리는 영상", required=False)
    signed = forms.BooleanField(label="수어가 나오는 영상", required=False)

    field_order = ["q", "newcomers", "signed", "topic", "agency"]

    def offer(self):
        super().offer()
        del self.fields["household"], self.fields["dong"], self.fields["life"]
        self.fields["topic"].label = "분야"

    def narrow(self, films):
        films = super().narrow(films)
        if "newcomers" in self.chosen:
            films = films.for_newcomers()
        return films.with_sign_language() if "signed" in self.chosen else films


def _day(label):
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[within_the_calendar],
        error_messages={"invalid": "날짜를 2026-11-28처럼 적어 주십시오."},
    )


class EventFilterForm(ContentFilterForm):
    """Without a tab and without days: what is still to come, each event once.

    Whoever asks for a stretch of time gets every time an event takes place in it.
    """

    tab_name, tab_choices = "when", When.choices
    not_filters = ("view", "day")

    online = forms.BooleanField(label="온라인으로 참여할 수 있는 행사", required=False)
    free = forms.BooleanField(label="무료 행사", required=False)
    view = forms.ChoiceField(choices=View.choices, required=False, widget=forms.HiddenInput)
    day = forms.DateField(required=False, widget=forms.HiddenInput, validators=[within_the_calendar])
    apply = forms.BooleanField(label="지금 신청할 수 있는 행사", required=False)

    field_order = ["q", "from", "to", "apply", "free", "online"]

    def offer(self):
        super().offer()
        self.fields |= {"from": _day("이날부터"), "to": _day("이날까지")}  # `from` is a word of Python
        if self.data.get("view") in (View.WEEK, View.MONTH):  # which says itself what time is meant
            for name in ("from", "to", self.tab_name):
                del self.fields[name]
        self.order_fields(self.field_order)

    def clean(self):
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and last < first:
            self.add_error("to", "끝나는 날이 시작하는 날보다 빠릅니다.")
        for name in self.not_filters:  # hidden fields have no place for a sentence
            if name in self.errors:
                del self.errors[name]
        return self.cleaned_data

    @property
    def shown_as(self):
        return View(self.cleaned_data.get("view") or View.LIST)

    def narrow(self, events):
        """The events themselves, for whoever does not ask when."""
        events = super().narrow(events)
        if "online" in self.chosen:
            events = events.online()
        if "apply" in self.chosen:
            events = events.open_for_application()
        return events.free() if "free" in self.chosen else events

    def taking_place(self, events):
        """Those of ``events``, which are narrowed already, that have a time that is asked for."""
        return events.filter(pk__in=self.occurrences(events).order_by().values("event"))

    @property
    def asks_when(self):
        """Whether a stretch of time was chosen, the past one included."""
        return bool({"from", "to", self.tab_name} & self.chosen.keys())

    def occurrences(self, events):
        """The times of ``events``, which are narrowed already, that are asked for, in the order of the list."""
        times = EventOccurrence.objects.of(events)
        first, last = self.chosen.get("from"), self.chosen.get("to")
        if first or last:
            times = times.touching(
                midnight(first or FIRST_DAY), midnight((last or LAST_DAY) + timedelta(days=1))
            )
            if self.tab == When.PAST:
                return times.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")
        elif self.tab == When.PAST:
            return times.last_of_each()
        if self.tab not in (When.UPCOMING, When.PAST):
            return times.touching(*moments_of(self.tab, timezone.localdate()))
        return times if first or last else times.next_of_each()
