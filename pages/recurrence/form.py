"""The edit form of an event: a rule asked in plain words, kept as RFC 5545 writes it."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.admin.widgets import AdminDateInput

from accounts.roles import is_headquarters
from council.models import Committee
from directory.day_boxes import weekday_boxes
from directory.models.questions import QuestionsForm
from pages.models.of_council import OF_THE_MEETING
from pages.recurrence import rules
from pages.recurrence.rules import Humane, Repeats
from pages.recurrence.schedule import Occurrence

NEVER = ("", "되풀이하지 않음")
AS_IT_IS = "as-it-is"
WEEKLY = (Repeats.WEEKLY, Repeats.BIWEEKLY)


class EventPageForm(QuestionsForm):
    repeats = forms.ChoiceField(
        label="되풀이",
        required=False,
        choices=[NEVER, *Repeats.choices],
        help_text="주민에게는 ‘매주 화·목 오전 10시, 12월 31일까지, 공휴일 제외’처럼 보입니다.",
    )
    repeat_days = forms.IntegerField(
        label="요일",
        required=False,
        min_value=0,
        max_value=127,
        widget=weekday_boxes(),
        help_text="매주, 두 주에 한 번일 때만 고릅니다. 고르지 않으면 시작하는 날의 요일입니다.",
    )
    repeat_until = forms.DateField(
        label="언제까지",
        required=False,
        widget=AdminDateInput(),
        help_text="이날까지 되풀이합니다. 2년까지 적을 수 있습니다.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance
        self._offer_committees()
        if page.meeting_id:
            self._leave_to_the_meeting()
            return
        if not (page.rrule and page.starts_at):
            return
        asked = rules.humane(page.rrule, page.starts_at)
        if asked is None:
            words = rules.in_words(page.rrule, page.starts_at)
            self.fields["repeats"].choices = [
                NEVER,
                (AS_IT_IS, f"지금 그대로({words})"),
                *Repeats.choices,
            ]
            self.initial["repeats"] = AS_IT_IS
        else:
            self.initial |= {
                "repeats": asked.repeats,
                "repeat_days": asked.days,
                "repeat_until": asked.until,
            }

    def _offer_committees(self):
        """Only headquarters says which body of the council holds an event."""
        if "committee" not in self.fields:
            return
        if self.for_user is None or not is_headquarters(self.for_user):
            del self.fields["committee"]
            return
        site = (self.parent_page or self.instance).get_site()
        bodies = Committee.objects.in_site(site)
        chosen = Q(pk=self.instance.committee_id)
        self.fields["committee"].queryset = (bodies.standing() | bodies.filter(chosen)).in_order()

    def _leave_to_the_meeting(self):
        for name in OF_THE_MEETING:
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].help_text = "회의를 따릅니다. 바꾸려면 회의를 고쳐 주십시오."

    def clean(self):
        data = super().clean()
        if self.instance.meeting_id:
            return data
        if {"repeats", "repeat_days", "repeat_until", "starts_at"} & self.errors.keys():
            return data
        self._decide(data)
        return data

    def _decide(self, data):
        repeats, starts_at, until = (data.get(name) for name in ("repeats", "starts_at", "repeat_until"))
        if repeats == AS_IT_IS:
            return
        self.instance.rrule = ""
        if not repeats:
            return
        if not starts_at:
            self.add_error("starts_at", "되풀이하려면 처음 시작하는 날과 시각을 적어 주십시오.")
            return
        first = rules.seoul(starts_at)
        if until is None:
            self.add_error("repeat_until", "언제까지 되풀이하는지 적어 주십시오.")
        elif until < first.date():
            self.add_error("repeat_until", "끝나는 날이 시작하는 날보다 빠릅니다.")
        elif until > (first + rules.LONGEST).date():
            self.add_error("repeat_until", "시작하는 날에서 2년 안의 날짜를 적어 주십시오.")
        else:
            days = data.get("repeat_days") if repeats in WEEKLY else 0
            asked = Humane(repeats, days or 0, until)
            try:
                self.instance.rrule = asked.rule(starts_at, is_all_day=bool(data.get("is_all_day")))
            except ValidationError as refusal:
                self.add_error("repeats", refusal)

    def is_valid(self):
        """Also the dates below, which the page itself learns of only when the form is saved."""
        return super().is_valid() and self._dates_make_sense()

    def _dates_make_sense(self):
        if self.instance.meeting_id:
            return not self.errors
        days = [day for day in self._sent("skipped_days", "day") if day]
        if len(days) != len(set(days)):
            self.add_error(None, "쉬는 날에 같은 날짜가 두 번 있습니다.")
        schedule = self.instance.schedule
        if schedule is not None:
            schedule = replace(schedule, skipped=frozenset(days), others=tuple(self._other_dates()))
            if not schedule.occurrences():
                self.add_error(None, "쉬는 날을 빼면 열리는 날이 하나도 없습니다.")
        return not self.errors

    def _other_dates(self):
        times = zip(self._sent("other_dates", "starts_at"), self._sent("other_dates", "ends_at"), strict=True)
        return [Occurrence(starts_at, ends_at) for starts_at, ends_at in times if starts_at and ends_at]

    def _sent(self, name, field):
        """That field of every row that was sent and is not to be deleted."""
        forms_sent = self.formsets[name].forms if name in self.formsets else []
        rows = [each.cleaned_data for each in forms_sent if getattr(each, "cleaned_data", None)]
        return [row.get(field) for row in rows if not row.get("DELETE")]
