"""What a visitor types at a booth, and what the agency answers."""

from django import forms
from django.core.exceptions import ValidationError

from common.contact_fields import email_field, name_field
from common.strangers import TrapMixin, trap, uuid_of
from participation.moderating.looking import look_at


class BoothQuestionForm(TrapMixin, forms.Form):
    question = forms.CharField(
        label="질문",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="건강이나 형편 같은 사정은 적지 않으셔도 됩니다. 연락처는 아래 칸에만 적어 주십시오.",
        error_messages={
            "required": "무엇이 궁금하신지 적어 주십시오.",
            "max_length": "1,000자까지 적을 수 있습니다.",
        },
    )
    email = email_field(help_text="답을 받으실 주소입니다.")
    name = name_field()
    is_of_age = forms.BooleanField(
        label="만 14세 이상입니다.",
        error_messages={"required": "만 14세가 되지 않은 분은 보호자와 함께 전화로 물어봐 주십시오."},
    )
    consent = forms.BooleanField(
        label="[필수] 개인정보를 모으고 쓰는 데 동의합니다.",
        error_messages={
            "required": "동의하셔야 질문을 받을 수 있습니다. 원하지 않으시면 전화로 물어봐 주십시오."
        },
    )
    remark = trap()
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, booth, **kwargs):
        super().__init__(*args, **kwargs)
        self.booth = booth
        self.fields["name"].required = False
        self.fields["name"].label = "이름(적지 않으셔도 됩니다)"

    def clean_question(self):
        text = self.cleaned_data["question"]
        if personal := look_at(text).personal:
            found = ", ".join(dict.fromkeys(f"‘{each.text}’({each.label})" for each in personal))
            raise ValidationError(f"개인정보로 보이는 것이 있습니다. 빼고 다시 보내 주십시오: {found}")
        return text

    @property
    def said(self):
        return {name: self.cleaned_data[name] for name in ("question", "email", "name")}

    @property
    def uuid(self):
        return uuid_of("pages.fair.ask", self.cleaned_data["key"], *self.booth, self.said)


class BoothAnswerForm(forms.Form):
    answer = forms.CharField(
        label="답",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="적으신 글이 질문하신 분께 메일로 갑니다. 다른 분의 개인정보는 적지 마십시오.",
        error_messages={"required": "답을 적어 주십시오.", "max_length": "2,000자까지 적을 수 있습니다."},
    )
