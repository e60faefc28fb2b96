"""Name, telephone and mailbox as forms ask people for them: the same words everywhere, for the same mistakes."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from common.identifiers import holds_resident_number

PHONE = "전화번호를 02-123-4567처럼 적어 주십시오."
phone_rule = RegexValidator(r"^\+?[\d\-\s().]{7,20}$", PHONE)


def refuse_resident_numbers(text):
    if holds_resident_number(text):
        raise ValidationError("주민등록번호로 보이는 숫자가 있습니다. 지우고 다시 보내 주십시오.")


def name_field():
    return forms.CharField(
        label="이름",
        max_length=40,
        validators=[refuse_resident_numbers],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "이름을 적어 주십시오.", "max_length": "40자까지 적을 수 있습니다."},
    )


def phone_field(*, label="전화번호", error_messages=(), **kwargs):
    return forms.CharField(
        label=label,
        max_length=20,
        validators=[phone_rule, refuse_resident_numbers],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": "전화번호를 적어 주십시오.", "max_length": PHONE} | dict(error_messages),
        **kwargs,
    )


def email_field(*, error_messages=(), **kwargs):
    return forms.EmailField(
        label="이메일",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "이메일을 적어 주십시오.",
            "invalid": "이메일 주소를 hong@example.kr처럼 적어 주십시오.",
        }
        | dict(error_messages),
        **kwargs,
    )
