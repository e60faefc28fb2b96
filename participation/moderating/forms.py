"""What residents send in: a report, an 이의신청, a 게시중단 요청."""

from django import forms
from django.core.exceptions import ValidationError

from common.contact_fields import email_field, name_field, phone_field, refuse_resident_numbers
from common.strangers import TrapMixin, trap, uuid_of
from participation.models import Right
from participation.models.moderation import REPORTABLE
from participation.moderating.places import LARGEST, find_public
from participation.moderating.rules import meaning_of

# The wording of `templates/participation/moderating/_consent.html`; a new wording gets a new number.
CONSENT_VERSION = "1"
NOT_FOUND = "지금 누구나 볼 수 있는 글 가운데 그런 번호가 없습니다. 과제 화면의 번호를 확인해 주십시오."


def _text(label, length, *, rows=0, required="", **kwargs):
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput
    return forms.CharField(
        label=label,
        max_length=length,
        required=bool(required),
        widget=kwargs.pop("widget", widget),
        validators=[refuse_resident_numbers, *kwargs.pop("validators", ())],
        error_messages={"max_length": f"{length:,}자까지 적을 수 있습니다.", "required": required},
        **kwargs,
    )


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label="까닭",
        choices=[(reason.value, f"{reason.label}: {meaning_of(reason)}") for reason in REPORTABLE],
        widget=forms.RadioSelect,
        error_messages={
            "required": "까닭을 골라 주십시오.",
            "invalid_choice": "목록에서 까닭을 골라 주십시오.",
        },
    )
    words = _text("덧붙일 말 (적지 않으셔도 됩니다)", 500, rows=3)


class AppealForm(forms.Form):
    text = _text(
        "무엇이 다르다고 생각하십니까",
        1000,
        rows=6,
        required="무엇이 다르다고 생각하시는지 적어 주십시오.",
        help_text="한 번 하실 수 있습니다. 사무국이 읽고 까닭을 적어 답합니다.",
    )


class TakedownForm(TrapMixin, forms.Form):
    number = forms.IntegerField(
        label="과제 번호",
        min_value=1,
        max_value=LARGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text="과제 화면의 주소와 제목 곁에 있는 번호입니다.",
        error_messages={
            "required": "과제 번호를 적어 주십시오.",
            "invalid": "과제 번호를 숫자로 적어 주십시오.",
            "min_value": NOT_FOUND,
            "max_value": NOT_FOUND,
        },
    )
    comment = forms.UUIDField(required=False, widget=forms.HiddenInput)
    right = forms.ChoiceField(
        label="침해된 권리",
        choices=[("", "고르십시오"), *Right.choices],
        error_messages={"required": "권리를 골라 주십시오.", "invalid_choice": "목록에서 골라 주십시오."},
    )
    what = _text("어느 부분이 문제입니까", 1000, rows=3, required="문제가 되는 부분을 적어 주십시오.")
    why = _text(
        "왜 권리가 침해되었습니까",
        2000,
        rows=5,
        required="권리가 침해된 까닭을 적어 주십시오.",
        help_text="사실과 다른 점, 본인임을 알 수 있는 까닭을 적어 주십시오. 주민등록번호는 적지 마십시오.",
    )
    name = name_field()
    email = email_field(
        help_text="이 주소로 보내는 메일에서 ‘요청 마치기’를 누르셔야 요청이 됩니다.",
        error_messages={"max_length": "254자까지 적을 수 있습니다."},
    )
    phone = phone_field(
        label="전화번호 (적지 않으셔도 됩니다)",
        required=False,
        error_messages={"max_length": "20자까지 적을 수 있습니다."},
    )
    is_of_age = forms.BooleanField(
        label="만 14세 이상입니다.",
        error_messages={"required": "만 14세가 되지 않은 분은 보호자와 함께 사무국에 전화해 주십시오."},
    )
    consent = forms.BooleanField(
        label="[필수] 개인정보를 모으고 쓰는 데 동의합니다.",
        error_messages={
            "required": "동의하셔야 요청을 받을 수 있습니다. 원하지 않으시면 사무국에 전화해 주십시오."
        },
    )
    remark = trap()
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, site, **kwargs):
        super().__init__(*args, **kwargs)
        self.site = site

    def clean(self):
        data = super().clean()
        if not {"number", "comment"} & self.errors.keys():
            self.thing = find_public(self.site, data["number"], data["comment"])
            if self.thing is None:
                self.add_error("number", ValidationError(NOT_FOUND))
        return data

    @property
    def told(self):
        """What `request_takedown` is told."""
        names = ("right", "what", "why", "name", "email", "phone")
        told = {name: self.cleaned_data[name] for name in names}
        return told | {"consent_version": CONSENT_VERSION, "uuid": self._uuid(told)}

    def _uuid(self, told):
        return uuid_of("participation.moderating.takedown", self.cleaned_data["key"], self.thing.pk, told)
