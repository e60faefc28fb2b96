"""Forms of the search's screens. What a group may be is decided in ``search.synonyms``."""

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from search.models import Synonym
from search.synonyms import LONGEST, checked, read_line, same_as

MOST_LINES = 500
MOST_TOLD = 10
TOO_LONG = f"모두 합해 {LONGEST}자까지 적을 수 있습니다. 나누어 적어 주십시오."


class SynonymForm(WagtailAdminModelForm):
    class Meta:
        model = Synonym
        fields = ["words", "instead", "note", "is_on"]
        widgets = {"words": AdminAutoHeightTextInput, "instead": AdminAutoHeightTextInput}
        help_texts = {
            "words": (
                "쉼표로 나누어 적습니다. 아래 칸을 비우면 여기 적은 말이 서로를 찾아 줍니다. "
                "예: 어르신, 노인 · 기초수급, 국민기초생활보장 · 옛 이름, 새 이름"
            ),
            "instead": (
                "한쪽으로만 이어야 할 때 적습니다. 예: 찾는 말에 ‘할머니’, 여기에 ‘노인’을 적으면 할머니를 찾는 분께 "
                "노인 복지도 보여 드리지만, 노인을 찾는 분께 할머니를 찾아 드리지는 않습니다."
            ),
            "note": "왜 넣었는지 적어 두면 다음 담당자가 압니다. 주민에게는 보이지 않습니다.",
            "is_on": "끄면 지우지 않고 쓰지 않습니다.",
        }
        error_messages = {
            "words": {"required": "찾는 말을 적어 주십시오.", "max_length": TOO_LONG},
            "instead": {"max_length": TOO_LONG},
        }

    def clean(self):
        given = super().clean()
        if {"words", "instead"} <= given.keys():
            try:
                given["words"], given["instead"] = checked(given["words"], given["instead"])
            except ValidationError as refused:
                self.add_error(None, refused)
            else:
                self._refuse_a_second(given)
        return given

    def _refuse_a_second(self, given):
        others = Synonym.objects.exclude(pk=self.instance.pk)
        if known := same_as(given["words"], given["instead"], others):
            off = "" if known.is_on else " 지금은 꺼져 있습니다."
            self.add_error("words", f"같은 동의어가 이미 있습니다: {known}.{off}")


class PasteForm(forms.Form):
    lines = forms.CharField(
        label="동의어",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 15}),
        help_text=(
            "한 줄에 한 묶음씩 적습니다. 서로 같은 말은 쉼표로(어르신, 노인), 한쪽으로만 이을 말은 화살표로(할머니 => 노인) 적습니다. "
            "#으로 시작하는 줄은 읽지 않습니다. 잘못된 줄이 하나라도 있으면 아무것도 넣지 않고 알려 드립니다."
        ),
        error_messages={"required": "동의어를 한 줄에 한 묶음씩 적어 주십시오."},
    )

    def clean_lines(self):
        """The groups as (words, instead); every wrong line is named."""
        lines = self.cleaned_data["lines"].splitlines()
        if len(lines) > MOST_LINES:
            raise ValidationError(f"한 번에 {MOST_LINES}줄까지 넣을 수 있습니다. 나누어 넣어 주십시오.")
        groups, refused = [], []
        for number, line in enumerate(lines, start=1):
            if line.strip() and not line.lstrip().startswith("#"):
                try:
                    groups.append(read_line(line))
                except ValidationError as error:
                    refused.append(f"{number}번째 줄: {' '.join(error.messages)}")
        if len(refused) > MOST_TOLD:
            refused[MOST_TOLD:] = [f"이 밖에 {len(refused) - MOST_TOLD}줄에도 잘못이 있습니다."]
        if refused:
            raise ValidationError(refused)
        return groups
