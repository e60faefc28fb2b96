"""What is asked of residents, and as little of it as will do."""

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from accounts.models import Purpose
from accounts.residents import choices, nicknames
from common.contact_fields import email_field

EIGHT_DIGITS = RegexValidator(r"^\s*\d{4}[\s-]?\d{4}\s*$", "여덟 자리 숫자를 1234-5678처럼 적어 주십시오.")


class EmailForm(forms.Form):
    email = email_field(error_messages={"max_length": "이메일 주소가 너무 깁니다."})

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if len(email) > self.fields["email"].max_length:  # a capital may be shorter than its small letter
            raise forms.ValidationError(self.fields["email"].error_messages["max_length"])
        return email


class CodeForm(forms.Form):
    code = forms.CharField(
        label="메일로 받은 여섯 자리 번호",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "번호를 적어 주십시오.", "max_length": "여섯 자리 번호를 적어 주십시오."},
    )


class ProfileForm(forms.Form):
    """What others see of a resident, and where he lives. All but the name may stay empty."""

    nickname = forms.CharField(
        label="보이는 이름",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={
            "required": "보이는 이름을 적어 주십시오.",
            "max_length": "보이는 이름은 20자까지 적을 수 있습니다.",
        },
    )
    dong_code = forms.ChoiceField(label="사는 동 (선택)", required=False)
    life_code = forms.ChoiceField(label="생애주기 (선택)", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nickname"].help_text = (
            "글에 이름 대신 보입니다. 별명이나 ‘홍○○’처럼 가린 이름을 쓰십시오. "
            f"예: {', '.join(nicknames.suggestions())}"
        )
        offered = {"dong_code": choices.dongs(), "life_code": choices.lives()}
        for name, pairs in offered.items():
            self.fields[name].choices = [("", "밝히지 않음"), *pairs]
            self.fields[name].error_messages["invalid_choice"] = "목록에 있는 것을 골라 주십시오."

    def clean_nickname(self):
        name = nicknames.cleaned(self.cleaned_data["nickname"])
        if len(name) > self.fields["nickname"].max_length:  # one letter may stand for many
            raise forms.ValidationError(self.fields["nickname"].error_messages["max_length"])
        nicknames.refuse_unfit(name)
        return name


class JoinForm(ProfileForm):
    """The same, with one's age and each consent by itself; nothing is ticked beforehand."""

    is_of_age = forms.BooleanField(
        label="만 14세 이상입니다",
        error_messages={
            "required": "만 14세 이상이면 표시해 주십시오. 만 14세가 되지 않았으면 아래 ‘만 14세가 되지 않았습니다’를 눌러 주십시오."
        },
    )
    terms = forms.BooleanField(
        label="[필수] 이용약관에 동의합니다",
        error_messages={"required": "이용약관에 동의하셔야 가입할 수 있습니다."},
    )
    personal = forms.BooleanField(
        label="[필수] 개인정보를 모으고 쓰는 데 동의합니다",
        error_messages={"required": "개인정보를 모으고 쓰는 데 동의하셔야 가입할 수 있습니다."},
    )
    mail = forms.BooleanField(
        label="[선택] 소식을 메일로 받는 데 동의합니다",
        required=False,
        help_text="동의하지 않아도 가입할 수 있고, 내 글에 대한 답은 알려 드립니다.",
    )

    def __init__(self, *args, has_guardian=False, **kwargs):
        super().__init__(*args, **kwargs)
        if has_guardian:
            self.fields["is_of_age"].required = False
            self.fields["is_of_age"].widget = forms.HiddenInput()

    @property
    def agreed(self):
        return [purpose for purpose in Purpose if self.cleaned_data[purpose.value]]


class NumberForm(forms.Form):
    """The eight digits from the desk."""

    number = forms.CharField(
        label="창구에서 받은 여덟 자리 번호",
        max_length=12,
        validators=[EIGHT_DIGITS],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "번호를 적어 주십시오.", "max_length": EIGHT_DIGITS.message},
    )

    def clean_number(self):
        return "".join(letter for letter in self.cleaned_data["number"] if letter in "0123456789")


class GuardianConsentForm(forms.Form):
    agrees = forms.BooleanField(
        label="법정대리인으로서, 아이가 가입하고 위의 개인정보를 모으고 쓰는 데 동의합니다",
        error_messages={"required": "동의하시면 표시해 주십시오."},
    )


class PersonForm(forms.Form):
    """Name and birthday, to be turned into a hash and forgotten: for practice, and at the desk."""

    name = forms.CharField(
        label="이름",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "이름을 적어 주십시오.",
            "max_length": "이름은 40자까지 적을 수 있습니다.",
        },
    )
    born_on = forms.DateField(
        label="생년월일",
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        error_messages={
            "required": "생년월일을 적어 주십시오.",
            "invalid": "생년월일을 1990-03-15처럼 적어 주십시오.",
        },
    )

    def clean_name(self):
        name = nicknames.cleaned(self.cleaned_data["name"])
        if not any(letter.isalpha() for letter in name):
            raise forms.ValidationError("이름을 적어 주십시오.")
        return name

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on.year < 1900 or born_on > timezone.localdate():
            raise forms.ValidationError("생년월일을 다시 보아 주십시오.")
        return born_on


class LeaveForm(forms.Form):
    WORD = "탈퇴합니다"

    word = forms.CharField(
        label=f"‘{WORD}’를 그대로 적어 주십시오",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": f"‘{WORD}’를 적어 주십시오.",
            "max_length": f"‘{WORD}’를 그대로 적어 주십시오.",
        },
    )

    def clean_word(self):
        if self.cleaned_data["word"].strip(" .") != self.WORD:
            raise forms.ValidationError(f"‘{self.WORD}’를 그대로 적어 주십시오.")
        return self.WORD
