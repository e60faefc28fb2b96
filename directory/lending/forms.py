"""What is asked for and when, and by whom. What may be lent is decided in ``directory.lending.rules``."""

from datetime import time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from common.contact_fields import email_field, name_field, phone_field, refuse_resident_numbers
from common.moments import midnight
from common.strangers import TrapMixin, trap, uuid_of
from directory.lending.rules import furthest_day, nearest_day, refuse_unlendable
from directory.lending.slots import at_clock
from directory.models.resource import LendingUnit

HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
END_OF_DAY = "24:00"


def _text(label, length, **kwargs):
    errors = {"max_length": f"{length}자까지 적을 수 있습니다.", "required": f"{label}을(를) 적어 주십시오."}
    return forms.CharField(
        label=label,
        max_length=length,
        error_messages=errors | kwargs.pop("error_messages", {}),
        validators=[refuse_resident_numbers, *kwargs.pop("validators", ())],
        **kwargs,
    )


def _day(label, **kwargs):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "날짜를 골라 주십시오.",
            "invalid": "날짜를 2026-11-28처럼 적어 주십시오.",
        },
        **kwargs,
    )


def _clock(label, choices):
    errors = {"required": "시각을 골라 주십시오.", "invalid_choice": "목록에 있는 시각을 골라 주십시오."}
    choices = [("", "고르십시오"), *choices]
    return forms.ChoiceField(label=label, choices=choices, error_messages=errors)


class WishForm(forms.Form):
    """Who asks for how many from when to when, in the resource's own unit of time."""

    by_giver = False

    name = name_field()
    organisation = _text(
        "소속 (없으면 비워 두십시오)",
        60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    phone = phone_field(error_messages={"max_length": "20자까지 적을 수 있습니다."})
    email = email_field()
    purpose = _text(
        "쓰임새",
        300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="무엇에 쓰시는지 한두 문장으로 적어 주십시오. 건강이나 형편 같은 사정은 적지 않으셔도 됩니다.",
        error_messages={"required": "쓰임새를 적어 주십시오."},
    )

    def __init__(self, *args, resource, **kwargs):
        self.resource = resource
        super().__init__(*args, **kwargs)
        if resource.quantity > 1:
            self.fields["quantity"] = forms.IntegerField(
                label=f"수량({resource.unit_word})",
                min_value=1,
                max_value=resource.quantity,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "required": "수량을 적어 주십시오.",
                    "invalid": "숫자로 적어 주십시오.",
                    "min_value": "1 이상으로 적어 주십시오.",
                    "max_value": f"모두 {resource.quantity}{resource.unit_word}가 있습니다. 그보다 적게 적어 주십시오.",
                },
            )
        self.days = ("first_day", "last_day")
        if resource.lending_unit == LendingUnit.HALF_HOUR:
            self._offer_hours()
        else:
            self.fields |= {"first_day": _day("빌려 가는 날"), "last_day": _day("돌려주는 날")}
            self.places = {"starts_at": "first_day", "ends_at": "last_day"}
        for name in self.days:
            bounds = {"min": self.earliest.isoformat(), "max": furthest_day(resource).isoformat()}
            self.fields[name].widget.attrs |= bounds
        self.order_fields([*self.days, "from_time", "until_time", "quantity", *self.base_fields])

    def _offer_hours(self):
        opens, closes = self.resource.opens_at or time(), self.resource.closes_at
        clocks = [clock for clock in HALF_HOURS if clock >= opens and (closes is None or clock <= closes)]
        words = [(f"{clock:%H:%M}", f"{clock:%H:%M}") for clock in clocks]
        ends = words[1:] if closes else [*words[1:], (END_OF_DAY, END_OF_DAY)]
        self.days = ("day",)
        self.fields |= {
            "day": _day("날짜"),
            "from_time": _clock("시작 시각", words[:-1] if closes else words),
            "until_time": _clock("끝 시각", ends),
        }
        self.places = {"starts_at": "from_time", "ends_at": "until_time"}

    @property
    def earliest(self):
        """The giver may still write down what began some days ago."""
        nearest = nearest_day(self.resource)
        return nearest - timedelta(days=self.resource.longest_days) if self.by_giver else nearest

    def clean(self):
        first, last = self.earliest, furthest_day(self.resource)
        for name in self.days:
            day = self.cleaned_data.get(name)
            if day and not first <= day <= last:
                self.add_error(name, f"{first}부터 {last} 사이의 날짜를 골라 주십시오.")
        if not {*self.days, *self.places.values(), "quantity"} & self.errors.keys():
            self._decide()
        return self.cleaned_data

    def _decide(self):
        data = self.cleaned_data
        if "day" in self.fields:
            until = data["until_time"]
            starts_at = at_clock(data["day"], time.fromisoformat(data["from_time"]))
            ends_at = at_clock(data["day"], None if until == END_OF_DAY else time.fromisoformat(until))
        else:
            starts_at, ends_at = midnight(data["first_day"]), midnight(data["last_day"] + timedelta(days=1))
        data.setdefault("quantity", 1)
        self.when = {"starts_at": starts_at, "ends_at": ends_at, "quantity": data["quantity"]}
        try:
            refuse_unlendable(self.resource, **self.when, by_giver=self.by_giver)
        except ValidationError as refusal:
            for place, errors in refusal.error_dict.items():
                name = self.places.get(place, place)
                self.add_error(name if name in self.fields else self.places["starts_at"], errors)

    @property
    def wish(self):
        """What `ask` is told."""
        names = ("name", "organisation", "phone", "email", "purpose")
        return self.when | {name: self.cleaned_data[name] for name in names}


class AskForm(TrapMixin, WishForm):
    """By a stranger: with consent, and a field that only machines fill in."""

    is_of_age = forms.BooleanField(
        label="만 14세 이상입니다.",
        error_messages={"required": "만 14세가 되지 않은 분은 보호자와 함께 전화로 신청해 주십시오."},
    )
    consent = forms.BooleanField(
        label="[필수] 개인정보를 모으고 쓰는 데 동의합니다.",
        error_messages={
            "required": "동의하셔야 신청을 받을 수 있습니다. 원하지 않으시면 전화로 물어봐 주십시오."
        },
    )
    remark = trap()
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    @property
    def uuid(self):
        return uuid_of("directory.lending.ask", self.cleaned_data["key"], self.resource.pk, self.wish)


class NoteForm(WishForm):
    """By the giver, who was called."""

    by_giver = True

    consent = forms.BooleanField(
        label="개인정보를 모으고 쓰는 데 전화로 동의를 받았습니다.",
        help_text="이름, 연락처, 쓰임새를 빌려주는 일에만 쓰고, 끝난 뒤에 지운다고 알려 드려 주십시오.",
        error_messages={"required": "동의를 받은 뒤에 적어 주십시오."},
    )
    accept_now = forms.BooleanField(label="바로 승낙합니다", required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["email"].help_text = "적으시면 상태가 바뀔 때마다 메일을 보내 드립니다."


def day_initial(form_resource, day):
    """What a link from the calendar fills in."""
    names = ("day",) if form_resource.lending_unit == LendingUnit.HALF_HOUR else ("first_day", "last_day")
    return dict.fromkeys(names, day) if day and day >= timezone.localdate() else {}
