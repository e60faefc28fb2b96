"""The ballot paper on the screen: why one may vote, and what one chooses."""

from django import forms
from django.core.exceptions import ValidationError

from participation.models import BallotKind, Ground

GROUND_WORDS = {
    Ground.LIVES: "우리 구에 삽니다.",
    Ground.WORKS: "우리 구에 있는 직장이나 학교에 다닙니다.",
    Ground.GROUP: "우리 구에 있는 단체의 구성원입니다.",
}
CHOOSE = "목록에서 골라 주십시오."


class VoteForm(forms.Form):
    """Fields by the ballot's kind; ``choices`` are the numbers chosen, in ranking the first first."""

    def __init__(self, *args, ballot, **kwargs):
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        self.offered = [
            (str(option.number), option.label) for option in ballot.options.select_related("issue")
        ]
        self.words = dict(self.offered)
        self.fields["ground"] = forms.ChoiceField(
            label="투표하실 수 있는 까닭",
            choices=[(ground, GROUND_WORDS[ground]) for ground in ballot.grounds],
            widget=forms.RadioSelect,
            error_messages={"required": "해당하는 것을 골라 주십시오.", "invalid_choice": CHOOSE},
        )
        {
            BallotKind.SEVERAL: self._offer_several,
            BallotKind.RANKING: self._offer_places,
        }.get(ballot.kind, self._offer_one)()

    def _offer_one(self):
        self.fields["choice"] = forms.ChoiceField(
            label="하나를 고르십시오",
            choices=self.offered,
            widget=forms.RadioSelect,
            error_messages={"required": "하나를 골라 주십시오.", "invalid_choice": CHOOSE},
        )

    def _offer_several(self):
        self.fields["choice"] = forms.MultipleChoiceField(
            label=f"{self.ballot.most}개까지 고르십시오",
            choices=self.offered,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "하나 이상 골라 주십시오.",
                "invalid_choice": CHOOSE,
                "invalid_list": CHOOSE,
            },
        )

    def _offer_places(self):
        for place in range(1, self.ballot.most + 1):
            self.fields[f"place_{place}"] = forms.ChoiceField(
                label=f"{place}순위" if place == 1 else f"{place}순위 (선택)",
                choices=[("", "고르지 않음"), *self.offered],
                required=place == 1,
                error_messages={"required": "1순위를 골라 주십시오.", "invalid_choice": CHOOSE},
            )

    def clean_choice(self):
        choice = self.cleaned_data["choice"]
        if isinstance(choice, list) and len(choice) > self.ballot.most:
            raise ValidationError(
                f"{self.ballot.most}개까지 고를 수 있습니다. 지금 {len(choice)}개를 고르셨습니다."
            )
        return choice

    def clean(self):
        data, seen, is_open = super().clean(), {}, True
        for name in (name for name in self.fields if name.startswith("place_")):
            value, place = data.get(name, ""), int(name.removeprefix("place_"))
            if value and value in seen:
                self.add_error(name, f"{seen[value]}순위에서 이미 고르신 것입니다.")
            elif value and not is_open:
                self.add_error(name, f"{place - 1}순위를 먼저 골라 주십시오.")
            seen.setdefault(value, place)
            is_open = bool(value)
        return data

    @property
    def choices(self):
        data = self.cleaned_data
        if self.ballot.kind == BallotKind.RANKING:
            places = [data[name] for name in self.fields if name.startswith("place_")]
            return [int(value) for value in places if value]
        chosen = data["choice"] if isinstance(data["choice"], list) else [data["choice"]]
        return sorted(map(int, set(chosen)))

    @property
    def choices_in_words(self):
        return [self.words[str(number)] for number in self.choices]

    @property
    def ground_in_words(self):
        return GROUND_WORDS[self.cleaned_data["ground"]]


class ReceiptForm(forms.Form):
    """A receipt as somebody noted it down: small letters, blanks and dashes do not matter."""

    receipt = forms.CharField(
        label="접수번호",
        max_length=30,
        help_text="투표하신 뒤에 적어 두신 열두 글자입니다. 예: 7K2M-9QXA-4TDV",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "접수번호를 적어 주십시오.",
            "max_length": "접수번호는 열두 글자입니다.",
        },
    )

    def clean_receipt(self):
        letters = "".join(letter for letter in self.cleaned_data["receipt"].upper() if letter.isalnum())
        return letters.translate(str.maketrans("OIL", "011"))
