"""What residents and staff type about the register."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from common.identifiers import holds_resident_number
from directory.models import Agency, AgencyPage, FacilityPage
from directory.models.keeping import CorrectionKind

CONSENT = "답을 받기 위해 이메일 주소를 내는 것에 동의합니다(선택)."
CONSENT_TERMS = (
    "이메일 주소는 접수와 답을 알려 드리는 데에만 쓰고, 처리한 날부터 90일이 지나면 지웁니다. "
    "동의하지 않으셔도 요청하실 수 있습니다."
)


class CorrectionForm(forms.Form):
    """What is wrong, and where to answer. A field that no person sees catches what fills in everything."""

    kind = forms.ChoiceField(
        label="무엇이 다른가요",
        widget=forms.RadioSelect,
        error_messages={
            "required": "무엇이 다른지 골라 주십시오.",
            "invalid_choice": "무엇이 다른지 골라 주십시오.",
        },
    )
    message = forms.CharField(
        label="어떻게 다른가요",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="맞는 내용을 아시면 적어 주십시오. 이름, 주민등록번호 같은 개인정보는 적지 마십시오.",
        error_messages={
            "required": "어떻게 다른지 적어 주십시오.",
            "max_length": "1,000자까지 적으실 수 있습니다.",
        },
    )
    email = forms.EmailField(
        label="답을 받을 이메일(선택)",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "이메일 주소를 다시 확인해 주십시오."},
    )
    consent = forms.BooleanField(label=CONSENT, required=False, help_text=CONSENT_TERMS)
    number = forms.UUIDField(widget=forms.HiddenInput, required=False)
    nickname = forms.CharField(required=False, label="비워 두십시오")

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = CorrectionKind.choices
        if not isinstance(thing, FacilityPage | AgencyPage):
            kinds = [(value, label) for value, label in kinds if value != CorrectionKind.CLOSED]
        self.fields["kind"].choices = kinds
        self.initial.setdefault("number", uuid.uuid4())

    def clean_message(self):
        message = self.cleaned_data["message"]
        if holds_resident_number(message):
            raise ValidationError("주민등록번호처럼 보이는 숫자가 있습니다. 지우고 다시 보내 주십시오.")
        return message

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("email") and not cleaned.get("consent"):
            self.add_error(
                "consent", "이메일로 답을 받으시려면 동의해 주십시오. 아니면 이메일을 지워 주십시오."
            )
        if cleaned.get("nickname"):
            self.data = self.data.copy()
            self.data["nickname"] = ""
            raise ValidationError("저절로 채운 것으로 보여 받지 않았습니다. 한 번 더 보내 주십시오.")
        return cleaned

    @property
    def shown(self):
        """The fields that a person fills in."""
        return [field for field in self.visible_fields() if field.name != "nickname"]


class AnswerForm(forms.Form):
    """고쳤습니다: with or without words for who asked."""

    answer = forms.CharField(
        label="알릴 말",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="이메일을 남긴 분께 보내고, 그분의 확인 화면에 보입니다. 비워 두어도 됩니다.",
    )


class ReasonedAnswerForm(forms.Form):
    """그대로 둡니다."""

    answer = forms.CharField(
        label="그대로 두는 까닭",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="이메일을 남긴 분께 보내고, 그분의 확인 화면에 보입니다.",
        error_messages={"required": "그대로 두는 까닭을 적어 주십시오."},
    )


class AskAgencyForm(forms.Form):
    agency = forms.ModelChoiceField(label="기관", queryset=Agency.objects.none(), empty_label="고르십시오")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = (
            Agency.objects.active().select_related("page").order_by("page__title", "pk")
        )


class ClaimForm(forms.Form):
    agency = forms.ModelChoiceField(label="우리 기관", queryset=Agency.objects.none(), empty_label=None)
    message = forms.CharField(
        label="설명",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="우리 기관 시설임을 알 수 있는 것을 적어 주십시오. 예: 2024년부터 위탁 운영",
    )

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
        self.initial.setdefault("agency", agencies.first())


class HandOverForm(AskAgencyForm):
    pass


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="까닭",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="신청한 기관에 메일로 전합니다.",
        error_messages={"required": "까닭을 적어 주십시오."},
    )


class MergeForm(forms.Form):
    """Which of the two stays, or that they are two."""

    decision = forms.ChoiceField(
        label="결정",
        choices=[
            ("first", "같은 곳입니다. 왼쪽을 남깁니다."),
            ("second", "같은 곳입니다. 오른쪽을 남깁니다."),
            ("different", "다른 곳입니다. 다시 묻지 않습니다."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "하나를 골라 주십시오.", "invalid_choice": "하나를 골라 주십시오."},
    )
    fills = forms.BooleanField(
        label="남기는 쪽의 빈 칸을 다른 쪽의 값으로 채웁니다",
        required=False,
        initial=True,
    )
