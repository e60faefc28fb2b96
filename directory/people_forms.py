"""Forms about agencies and people. What they decide is decided in ``directory.actions``."""

import re

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_email

from accounts.models import User
from directory.models import Agency
from directory.models.agency import RESERVED_SLUGS, AgencyKind, PublishingMode
from directory.models.invitation import StaffRole, may_invite

code_rule = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "영문 소문자, 숫자와 붙임표(-)만 쓸 수 있습니다.")


class OnboardingForm(forms.Form):
    """A new agency: everything it needs to begin, at once."""

    title = forms.CharField(label="기관 이름", max_length=100, help_text="주민에게 보이는 이름입니다.")
    code = forms.CharField(
        label="기관 코드",
        max_length=40,
        validators=[code_rule],
        help_text="기관의 주소가 됩니다. 예: ddm-senior-center → /directory/ddm-senior-center/. 나중에 바꿀 수 없습니다.",
    )
    kind = forms.ChoiceField(label="기관 구분", choices=AgencyKind.choices, initial=AgencyKind.WELFARE)
    publishing = forms.ChoiceField(
        label="게시 방식",
        choices=PublishingMode.choices,
        initial=PublishingMode.REVIEW,
        help_text="‘승인 후 게시’는 사무국이 검토한 뒤에 주민에게 보입니다. 나중에 바꿀 수 있습니다.",
    )
    emails = forms.CharField(
        label="담당자 이메일",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="한 줄에 하나씩 적습니다. 적은 분께 초대 메일이 갑니다. 나중에 초대하려면 비워 두십시오.",
    )

    def clean_code(self):
        code = self.cleaned_data["code"]
        if Agency.objects.filter(code=code).exists():
            raise ValidationError("이미 쓰고 있는 기관 코드입니다.")
        if code in RESERVED_SLUGS:
            raise ValidationError("누리넷이 쓰는 주소입니다. 다른 코드를 적어 주십시오.")
        return code

    def clean_emails(self):
        emails = [word.lower() for word in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if word]
        for email in emails:
            try:
                validate_email(email)
            except ValidationError as error:
                raise ValidationError(f"‘{email}’은(는) 이메일 주소가 아닙니다.") from error
        return list(dict.fromkeys(emails))


class PublishingForm(forms.Form):
    publishing = forms.ChoiceField(
        label="게시 방식",
        choices=PublishingMode.choices,
        help_text="‘바로 게시’로 바꾸면 이 기관의 글은 사무국 검토 없이 바로 주민에게 보입니다.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="사유",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="접속기록에 남습니다.",
        error_messages={"required": "사유를 적어 주십시오."},
    )


class TellingReasonForm(ReasonForm):
    """Who asked is told by mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "신청하신 분께 메일로 전해집니다."


class TransferForm(ReasonForm):
    to = forms.ModelChoiceField(
        label="옮겨 갈 기관", queryset=Agency.objects.none(), empty_label="고르십시오"
    )
    field_order = ["to", "reason"]

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.active().select_related("page").order_by("page__title", "pk")
        self.fields["to"].queryset = agencies.exclude(pk=membership.agency_id)


class InviteEditorForm(forms.Form):
    email = forms.EmailField(label="이메일", help_text="이 주소로 초대 메일이 갑니다.")
    name = forms.CharField(label="이름", max_length=60, required=False)


class InviteHeadquartersForm(InviteEditorForm):
    role = forms.ChoiceField(label="역할")

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (role.value, role.label)
            for role in (StaffRole.SECRETARIAT, StaffRole.OFFICE, StaffRole.DONG)
            if may_invite(by, role)
        ]


class AcceptInvitationForm(forms.Form):
    """A new person's name and password. What was typed stays, the passwords do not."""

    last_name = forms.CharField(
        label="성", max_length=50, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    first_name = forms.CharField(
        label="이름", max_length=50, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    password1 = forms.CharField(
        label="비밀번호",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="10자 이상. 흔한 비밀번호나 이름·이메일과 비슷한 것은 쓸 수 없습니다.",
    )
    password2 = forms.CharField(
        label="비밀번호 확인",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "같은 비밀번호를 한 번 더 적어 주십시오."},
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        cleaned = super().clean()
        password = cleaned.get("password1")
        if password and cleaned.get("password2") and password != cleaned["password2"]:
            self.add_error("password2", "두 비밀번호가 서로 다릅니다.")
        if password:
            person = User(
                email=self.email,
                last_name=cleaned.get("last_name", ""),
                first_name=cleaned.get("first_name", ""),
            )
            try:
                password_validation.validate_password(password, person)
            except ValidationError as error:
                self.add_error("password1", error)
        return cleaned
