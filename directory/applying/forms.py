"""Who applies, what the agency asks, and what is consented to, each by itself."""

from django import forms
from django.utils import timezone

from common.contact_fields import email_field, name_field, phone_field
from common.strangers import TrapMixin, trap, uuid_of
from directory.applying.builder import answers_of, question_fields

# The wording of `templates/directory/applying/_consent.html`; a new wording gets a new number.
CONSENT_VERSION = "1"
OPTIONAL_CONSENTS = {
    "news": ("asks_news_consent", "[선택] 이 기관의 소식을 메일로 받는 데 동의합니다."),
    "photo": ("asks_photo_consent", "[선택] 사진을 찍고 기관 소식에 쓰는 데 동의합니다."),
}


class ApplicantForm(forms.Form):
    name = name_field()
    phone = phone_field()
    email = email_field(help_text="이 주소로 보내는 메일에서 ‘신청 마치기’를 누르셔야 신청이 됩니다.")

    def __init__(self, *args, page, **kwargs):
        self.page = page
        super().__init__(*args, **kwargs)
        self.fields |= question_fields(page)
        self.offer_consents()

    def offer_consents(self):
        """The consents stand last, none of them ticked."""

    def consent(self, name, label, sentence):
        self.fields[name] = forms.BooleanField(
            label=label, required=bool(sentence), error_messages={"required": sentence}
        )

    @property
    def person(self):
        """What `apply` and `note` are told."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("name", "phone", "email")},
            "answers": answers_of(self.page, data),
            "consents": [
                {
                    "purpose": purpose,
                    "version": CONSENT_VERSION,
                    "given": bool(data[name]),
                    "at": timezone.now().isoformat(),
                }
                for purpose, name in self.consent_names()
            ],
        }

    def consent_names(self):
        """(purpose, field) of each consent asked for."""
        names = [("personal", "consent"), ("of_age", "is_of_age")]
        names += [(purpose, f"consent_{purpose}") for purpose in OPTIONAL_CONSENTS]
        return [(purpose, name) for purpose, name in names if name in self.fields]


class ApplyForm(TrapMixin, ApplicantForm):
    """By a stranger: with consent, and a field that only machines fill in."""

    remark = trap()
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def offer_consents(self):
        self.consent(
            "is_of_age",
            "만 14세 이상입니다.",
            "만 14세가 되지 않은 분은 보호자와 함께 전화로 신청해 주십시오.",
        )
        self.consent(
            "consent",
            "[필수] 개인정보를 모으고 쓰는 데 동의합니다.",
            "동의하셔야 신청을 받을 수 있습니다. 원하지 않으시면 전화로 물어봐 주십시오.",
        )
        for purpose, (switch, label) in OPTIONAL_CONSENTS.items():
            if getattr(self.page, switch):
                self.consent(f"consent_{purpose}", label, "")
        self.fields["remark"] = self.fields.pop("remark")

    @property
    def uuid(self):
        told = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return uuid_of("directory.applying.apply", self.cleaned_data["key"], str(self.page.uuid), told)


class NoteForm(ApplicantForm):
    """By the agency, which was called. What it did not ask on the phone may stay empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name in ("name", "phone", "consent")
        self.fields["email"].help_text = "적으시면 확정, 대기, 취소를 메일로 알려 드립니다."

    def offer_consents(self):
        self.consent(
            "consent",
            "개인정보를 모으고 쓰는 데 전화로 동의를 받았습니다.",
            "동의를 받은 뒤에 적어 주십시오.",
        )
        self.fields["consent"].help_text = (
            "이름, 전화번호와 적은 답을 이 신청에만 쓰고, 끝난 뒤에 지운다고 알려 드려 주십시오. "
            "만 14세가 되지 않은 분이면 보호자의 동의를 받아 주십시오."
        )
