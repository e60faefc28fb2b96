"""Finding programmes: by all that both lists know, and by sign-up and weekday."""

from django import forms

from directory.filters import ALL
from directory.finding.forms import FinderForm
from directory.finding.reading import RECRUITING
from directory.weekdays import WEEKDAY_CHOICES


class ProgramFinderForm(FinderForm):
    AXES = (*FinderForm.AXES, "recruit", "day")
    ORDERS = (("", "최근 등록순"), ("name", "이름순"), ("confirmed", "최근 확인순"))

    recruit = forms.ChoiceField(
        label="모집", required=False, choices=[*ALL, *((state.value, state.label) for state in RECRUITING)]
    )
    day = forms.ChoiceField(
        label="요일",
        required=False,
        choices=[*ALL, *((str(bit), f"{label}요일") for bit, label in WEEKDAY_CHOICES)],
    )

    field_order = ("q", "recruit", "life", "household", "topic", "day", "fee", "dong")
