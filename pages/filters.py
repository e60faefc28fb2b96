"""Filters of news and events. A field's value becomes a queryset method, nothing else."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from directory.filters import ALL, ContentFilterForm
from pages.kinds import NewsKind
from pages.periods import When, midnight, moments_of

# Further away no calendar of ours goes, and no database of ours overflows.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def within_the_calendar(day):
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError("2000년부터 2099년 사이의 날짜를 적어 주십시오.")


class NewsFilterForm(ContentFilterForm):
    kind = forms.ChoiceField(label="소식 종류", required=False, choices=[*ALL, *NewsKind.choices])

    field_order = ["q", "kind"]

    def narrow(self, news):
        news = super().narrow(news)
        return news.filter(kind=self.chosen["kind"]) if "kind" in self.chosen else news


def _day(label):
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[within_the_calendar],
        error_messages={"invalid": "날짜를 2026-11-28처럼 적어 주십시오."},
    )


class EventFilterForm(ContentFilterForm):
    """Without a tab and without days: what is still to come."""

    tab_name, tab_choices = "when", When.choices

    online = forms.BooleanField(label="온라인으로 참여할 수 있는 행사", required=False)
    free = forms.BooleanField(label="무료 행사", required=False)
    apply = forms.BooleanField(label="지금 신청할 수 있는 행사", required=False)

    field_order = ["q", "from", "to", "apply", "free", "online"]

    def offer(self):
        super().offer()
        self.fields |= {"from": _day("이날부터"), "to": _day("이날까지")}  # `from` is a word of Python
        self.order_fields(self.field_order)

    def clean(self):
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and last < first:
            self.add_error("to", "끝나는 날이 시작하는 날보다 빠릅니다.")
        return self.cleaned_data

    def narrow(self, events):
        events = self._in_time(super().narrow(events))
        if "online" in self.chosen:
            events = events.online()
        if "apply" in self.chosen:
            events = events.open_for_application()
        return events.free() if "free" in self.chosen else events

    def _in_time(self, events):
        first, last = self.chosen.get("from"), self.chosen.get("to")
        if first or last:
            events = events.touching(
                midnight(first or FIRST_DAY), midnight((last or LAST_DAY) + timedelta(days=1))
            )
        if self.tab == When.PAST:
            return events.past()
        if self.tab != When.UPCOMING:
            return events.between(*moments_of(self.tab, timezone.localdate()))
        return events.soonest_first() if first or last else events.upcoming()
