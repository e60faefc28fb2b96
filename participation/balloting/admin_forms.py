"""What headquarters types about ballots; what it means is in ``drafting`` and ``actions``."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from participation.balloting.drafting import as_typed, options_in
from participation.balloting.rules import places_of
from participation.models import Ballot, BallotKind
from participation.models.ballot import MANY, MOST_OPTIONS

TO_THE_MINUTE = "%Y-%m-%dT%H:%M"
MOST_PEOPLE = 10_000_000
LATEST_YEAR = 2099


class MinuteField(forms.DateTimeField):
    """A moment of the district's clock, to the minute."""

    widget = forms.DateTimeInput

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TO_THE_MINUTE)
        )
        super().__init__(
            **kwargs,
            error_messages={
                "required": "날짜와 시각을 적어 주십시오.",
                "invalid": "날짜와 시각을 2026-12-04T18:00처럼 적어 주십시오.",
            },
        )

    def clean(self, value):
        moment = super().clean(value)
        if moment and not 2000 <= moment.year <= LATEST_YEAR:
            raise ValidationError(f"2000년부터 {LATEST_YEAR}년 사이로 적어 주십시오.")
        return moment and moment.replace(second=0, microsecond=0)


class TimesForm(forms.ModelForm):
    """When it opens and when it closes."""

    opens_at = MinuteField(label="시작", help_text="이 시각부터 받습니다. 대한민국 시각입니다.")
    closes_at = MinuteField(
        label="마감",
        help_text="이 시각부터는 받지 않습니다. 오후 6시 정각까지 받으려면 18:00로 적습니다.",
    )

    def clean(self):
        data = super().clean()
        opens_at, closes_at = data.get("opens_at"), data.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "마감은 시작보다 뒤여야 합니다.")
        return data


class BallotForm(TimesForm):
    options_text = forms.CharField(
        label="항목",
        required=False,
        max_length=MOST_OPTIONS * 210,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="한 줄에 하나씩 적습니다. 등록된 과제를 올리려면 #12처럼 번호를 적습니다. 찬반이면 비워 두십시오.",
    )

    class Meta:
        model = Ballot
        fields = [
            *("title", "explanation", "kind", "most", "opens_at", "closes_at"),
            *("for_lives", "for_works", "for_group"),
        ]
        widgets = {"explanation": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"most": "여럿 고르기와 순위 매기기에서만 씁니다. 2 이상으로 적습니다."}

    field_order = [
        *("title", "explanation", "kind", "options_text", "most", "opens_at", "closes_at"),
        *("for_lives", "for_works", "for_group"),
    ]

    def __init__(self, *args, site, **kwargs):
        super().__init__(*args, **kwargs)
        self.site = site
        if self.instance.pk:
            self.fields["options_text"].initial = as_typed(self.instance)

    def clean_options_text(self):
        return options_in(self.cleaned_data["options_text"], self.site)

    def clean(self):
        data = super().clean()
        if not any(data.get(name) for name in ("for_lives", "for_works", "for_group")):
            self.add_error("for_lives", "누가 투표할 수 있는지 하나 이상 골라 주십시오.")
        kind, options = data.get("kind"), data.get("options_text")
        if kind in MANY:
            self._clean_many(data.get("most"), options)
        elif "most" in data:
            data["most"] = 1
        if kind and kind != BallotKind.YES_NO and options is not None and len(options) < 2:
            self.add_error("options_text", "항목을 둘 이상 적어 주십시오.")
        return data

    def _clean_many(self, most, options):
        if most is not None and most < 2:
            self.add_error("most", "2 이상으로 적어 주십시오.")
        elif most and options and most > len(options):
            self.add_error("most", "항목의 수보다 많습니다.")

    @property
    def values(self):
        """What ``make`` and ``change`` are told."""
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return values | {"options": self.cleaned_data["options_text"]}


class PublicReasonForm(forms.Form):
    reason = forms.CharField(
        label="까닭",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="누구나 볼 수 있게 투표의 화면에 남습니다.",
        error_messages={"required": "까닭을 적어 주십시오."},
    )


class ExtendForm(PublicReasonForm):
    closes_at = MinuteField(label="새 마감", help_text="지금 마감보다 뒤여야 합니다.")
    field_order = ["closes_at", "reason"]


class OfflineForm(forms.Form):
    held_on = forms.DateField(
        label="열린 날",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "열린 날을 적어 주십시오.",
            "invalid": "날짜를 2026-11-28처럼 적어 주십시오.",
        },
    )
    place = forms.CharField(label="곳", max_length=100)
    participants = forms.IntegerField(label="참가한 사람", min_value=1, max_value=MOST_PEOPLE)
    source = forms.CharField(label="근거", max_length=200, help_text="예: 2026년 원탁회의 결과보고서")
    note = forms.CharField(
        label="덧붙이는 말 (선택)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, ballot, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = {}
        word = "점" if places_of(ballot) > 1 else "표"
        for option in ballot.options.select_related("issue"):
            name = f"count_{option.number}"
            self.numbers[name] = option.number
            self.fields[name] = forms.IntegerField(
                label=f"{option.label} ({word})", min_value=0, max_value=MOST_PEOPLE
            )

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > timezone.localdate() or held_on.year < 2000:
            raise ValidationError("2000년부터 오늘 사이의 날짜를 적어 주십시오.")
        return held_on

    @property
    def values(self):
        data = self.cleaned_data
        counts = {number: data[name] for name, number in self.numbers.items()}
        kept = {name: data[name] for name in ("held_on", "place", "participants", "source", "note")}
        return kept | {"counts": counts}
