"""What the deeds of headquarters ask. What they decide is decided in the actions of this package."""

from django import forms
from django.utils import timezone

from directory.people_forms import ReasonForm
from participation.models import Issue, Verdict, YearPlan
from participation.models.notice import NOTICE_DAYS, earliest_end
from participation.planning.rules import ADOPTED, LINKABLE


def day_field(label, **kwargs):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "날짜를 골라 주십시오.",
            "invalid": "날짜를 2026-11-28처럼 적어 주십시오.",
        },
        **kwargs,
    )


def long_text(label, length, required="적어 주십시오.", **kwargs):
    return forms.CharField(
        label=label,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": required, "max_length": f"{length:,}자까지 적을 수 있습니다."},
        **kwargs,
    )


class PublicReasonForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "주민 모두가 읽습니다."


class AnnounceForm(forms.Form):
    year_plan = forms.ModelChoiceField(
        label="무엇을 공고하는가", queryset=YearPlan.objects.none(), required=False, empty_label="4년 계획"
    )
    starts_on = day_field("시작하는 날")
    ends_on = day_field(
        "끝나는 날",
        help_text=f"시작한 날은 세지 않고 {NOTICE_DAYS}일 이상이어야 합니다(시행령 제20조 제2항). 끝나는 날 밤 12시까지 의견을 받습니다.",
    )
    number = forms.CharField(
        label="공고 번호",
        max_length=60,
        required=False,
        help_text="구보나 게시판에 먼저 공고했으면 그 번호를 적습니다. 예: 동대문구 공고 제2026-123호",
    )
    text = long_text("공고 내용", 4000, "공고할 내용을 적어 주십시오.")

    def __init__(self, *args, plan, **kwargs):
        today = timezone.localdate()
        kwargs["initial"] = {"starts_on": today, "ends_on": earliest_end(today)} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        self.fields["year_plan"].queryset = plan.year_plans.select_related("plan").order_by("nth")


class MoveForm(PublicReasonForm):
    """To one of the states that may follow the one that was ``seen``."""

    to = forms.ChoiceField(label="바꿀 상태")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)
    field_order = ["to", "reason", "seen"]

    def __init__(self, *args, thing, follows, **kwargs):
        kwargs["initial"] = {"seen": thing.state} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        words = dict(type(thing)._meta.get_field("state").choices)
        # All states, so that what was decided in front of another one is told so, and not "unknown choice".
        offered = follows[thing.state] if not self.is_bound else words
        self.fields["to"].choices = [(code, words[code]) for code in offered]


class ProgressForm(forms.Form):
    year = forms.TypedChoiceField(label="어느 해", coerce=int)
    on = day_field("한 날")
    text = long_text(
        "한 일", 2000, "한 일을 적어 주십시오.", help_text="이어진 과제에 공감한 분들께도 전해집니다."
    )
    achieved = forms.IntegerField(
        label="진도(%)",
        min_value=0,
        max_value=100,
        required=False,
        error_messages={
            "invalid": "0부터 100까지의 숫자로 적어 주십시오.",
            "min_value": "0부터 적을 수 있습니다.",
            "max_value": "100까지 적을 수 있습니다.",
        },
    )

    def __init__(self, *args, plan, **kwargs):
        today = timezone.localdate()
        year = min(max(today.year, plan.first_year), plan.last_year)
        kwargs["initial"] = {"on": today, "year": year} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(each, f"{each}년") for each in plan.years]


class IssueField(forms.ModelChoiceField):
    """By number, typed: there may be thousands."""

    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": "1"})

    def to_python(self, value):
        if value in self.empty_values:
            return None
        text = str(value).strip()
        found = text.isdecimal() and len(text) < 19 and self.queryset.filter(pk=int(text)).first()
        if not found:
            raise forms.ValidationError("그런 번호의 과제가 없거나 아직 채택되지 않았습니다.")
        return found

    def prepare_value(self, value):
        return value


class LinkForm(forms.Form):
    issue = IssueField(
        label="과제 번호",
        queryset=Issue.objects.none(),
        help_text="공유복지에 공개된, 채택된 과제의 번호입니다.",
        error_messages={"required": "과제의 번호를 적어 주십시오."},
    )
    why = long_text("왜 잇는가", 1000, "왜 잇는지 적어 주십시오.", help_text="주민 모두가 읽습니다.")
    statuses = LINKABLE

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        issues = Issue.objects.public().filter(site=plan.site_id, status__in=self.statuses)
        self.fields["issue"].queryset = issues


class LeaveOutForm(LinkForm):
    statuses = ADOPTED

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].label = "왜 반영하지 않는가"
        self.fields["why"].error_messages["required"] = "까닭을 적어 주십시오."


class AnswerForm(forms.Form):
    verdict = forms.ChoiceField(
        label="반영 여부",
        choices=[("", "고르십시오"), *Verdict.choices],
        error_messages={"required": "반영 여부를 골라 주십시오."},
    )
    gist = long_text(
        "의견의 요지",
        1000,
        "의견의 요지를 적어 주십시오.",
        help_text="공고가 끝나면 공개합니다. 의견 낸 분을 알 수 있는 말은 빼고 적어 주십시오.",
    )
    reason = long_text("까닭", 1000, "까닭을 적어 주십시오.", help_text="의견 낸 분과 주민 모두가 읽습니다.")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
