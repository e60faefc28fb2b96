"""Forms of 웹훅. What they decide is decided in ``api.webhooks.actions``."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils import timezone

from api.projection.types import BENEFIT, page_types
from api.webhooks import actions
from api.webhooks.models import Subscriber
from api.webhooks.posting import refuse_receiver
from directory.models import Benefit
from pages.pulling.fetching import FetchError

OLDEST_DAY = date(2000, 1, 1)
NOW, BEGINNING, CURSOR, DAY = "now", "beginning", "cursor", "day"
STARTS = ((NOW, "지금부터 바뀌는 것만"), (BEGINNING, "지금 공개된 것을 모두 보내고 이어서"))
PLACES = (
    (CURSOR, "어느 cursor 다음부터"),
    (DAY, "어느 날부터"),
    (BEGINNING, "처음부터 모두"),
    (NOW, "지금부터(그사이 것은 건너뜁니다)"),
)
OLD_SECRET = (
    (24, "하루 동안 둘 다"),
    (72, "사흘 동안 둘 다"),
    (168, "이레 동안 둘 다"),
    (0, "지금 바로 끝냄"),
)


def type_choices():
    kinds = [(label, str(model._meta.verbose_name)) for label, model in page_types().items()]
    kinds.append((BENEFIT, str(Benefit._meta.verbose_name)))
    return sorted(kinds, key=lambda kind: kind[1])


class SubscriberForm(forms.ModelForm):
    address = forms.URLField(
        label="주소",
        max_length=500,
        assume_scheme="https",
        help_text="https로 시작하고 인터넷에서 열리는 주소입니다. 내부망에는 보내지 않습니다.",
        error_messages={"invalid": "주소를 https://로 시작하게 적어 주십시오."},
    )
    types = forms.MultipleChoiceField(
        label="받는 종류",
        required=False,
        choices=type_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="아무것도 고르지 않으면 모두 보냅니다.",
    )

    class Meta:
        model = Subscriber
        fields = ["site", "name", "address", "types", "contact"]

    def clean_address(self):
        address = self.cleaned_data["address"]
        try:
            refuse_receiver(address)
        except FetchError as error:
            raise ValidationError(str(error)) from None
        return address


class NewSubscriberForm(SubscriberForm):
    start = forms.ChoiceField(label="어디부터", choices=STARTS, initial=NOW, widget=forms.RadioSelect)


class ReplayForm(forms.Form):
    """Says ``position``, and in ``where`` the same in words."""

    place = forms.ChoiceField(label="어디부터", choices=PLACES, initial=DAY, widget=forms.RadioSelect)
    cursor = forms.CharField(
        label="cursor",
        max_length=200,
        required=False,
        help_text="‘어느 cursor 다음부터’를 고르셨을 때 적습니다.",
    )
    day = forms.DateField(
        label="날",
        required=False,
        initial=timezone.localdate,
        validators=[MinValueValidator(OLDEST_DAY, "2000년 뒤의 날을 적어 주십시오.")],
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="‘어느 날부터’를 고르셨을 때 적습니다. 그날 0시부터입니다.",
    )

    def clean(self):
        given = super().clean()
        place = given.get("place")
        if place in (CURSOR, DAY) and place not in self.errors and not given.get(place):
            self.add_error(place, "적어 주십시오.")
        if self.errors:
            return given
        try:
            given["position"], given["where"] = self._place(place, given)
        except ValidationError as error:
            self.add_error(place if place in self.fields else None, error)
        return given

    def _place(self, place, given):
        if place == CURSOR:
            return actions.position_of_cursor(given["cursor"]), f"cursor {given['cursor']} 다음부터"
        if place == DAY:
            return actions.position_of_day(given["day"]), f"{given['day']:%Y-%m-%d}부터"
        if place == BEGINNING:
            return 0, "처음부터"
        return actions.newest_position(), f"{timezone.localtime():%Y-%m-%d %H:%M}부터(그사이 것은 건너뜀)"


class RotateForm(forms.Form):
    hours = forms.TypedChoiceField(
        label="앞 비밀키",
        coerce=int,
        choices=OLD_SECRET,
        initial=24,
        widget=forms.RadioSelect,
        help_text="그동안 두 비밀키로 서명합니다. 받는 쪽은 그 안에 새것으로 바꾸면 됩니다.",
    )
