"""What is said to a 공고, and by whom: a resident who is signed in, or anybody with a way to be answered."""

from django import forms
from django.core.exceptions import ValidationError

from common.contact_fields import email_field, name_field, phone_field
from common.strangers import TrapMixin, trap, uuid_of
from participation.models import Project
from participation.moderating.looking import look_at

TEXT = 2000


def refuse_personal(text):
    """Names what is to be taken out; nothing that was typed is lost."""
    found = look_at(text).personal
    if found:
        told = ", ".join(f"{each.label} ‘{each.text}’" for each in found[:5])
        raise ValidationError(f"개인정보로 보이는 것이 있습니다. 지우고 다시 보내 주십시오: {told}")


class OpinionForm(forms.Form):
    text = forms.CharField(
        label="의견",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="무엇을 어떻게 바꾸면 좋을지 적어 주십시오. 건강이나 형편 같은 사정, 다른 분의 이야기는 적지 않으셔도 됩니다.",
        validators=[refuse_personal],
        error_messages={
            "required": "의견을 적어 주십시오.",
            "max_length": f"{TEXT:,}자까지 적을 수 있습니다.",
        },
    )
    project = forms.ModelChoiceField(
        label="어느 세부사업에 대한 의견인가 (없으면 그대로 두십시오)",
        queryset=Project.objects.none(),
        required=False,
        empty_label="계획 전체",
        error_messages={"invalid_choice": "목록에 있는 세부사업을 골라 주십시오."},
    )

    def __init__(self, *args, notice, **kwargs):
        self.notice = notice
        super().__init__(*args, **kwargs)
        projects = Project.objects.of_plan(notice.plan).select_related("strategy").in_order()
        self.fields["project"].queryset = projects
        self.order_fields(["project", "text"])

    @property
    def wish(self):
        """What `submit` is told."""
        names = ("text", "project", "name", "phone", "email")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class ContactMixin(forms.Form):
    name = name_field()
    phone = phone_field(required=False)
    email = email_field(
        required=False,
        help_text="전화번호와 이메일 가운데 하나는 적어 주십시오. 이메일을 적으시면 답을 메일로 보내 드립니다.",
    )

    def refuse_without_contact(self):
        if {"phone", "email"} & self.errors.keys():
            return
        if not (self.cleaned_data.get("phone") or self.cleaned_data.get("email")):
            self.add_error("email", "전화번호나 이메일 가운데 하나는 적어 주십시오.")


class SendingMixin(TrapMixin, forms.Form):
    """What comes from the public page: consent, a field only machines fill in, and the key of the form."""

    consent = forms.BooleanField(
        label="[필수] 개인정보를 모으고 쓰는 데 동의합니다.",
        error_messages={
            "required": "동의하셔야 의견을 받을 수 있습니다. 원하지 않으시면 전화로 말씀해 주십시오."
        },
    )
    remark = trap()
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    @property
    def uuid(self):
        return uuid_of("participation.planning.say", self.cleaned_data["key"], self.notice.pk, self.wish)


class ResidentOpinionForm(SendingMixin, OpinionForm):
    """Who is signed in has said who they are: nothing more is asked."""

    field_order = ["project", "text", "consent", "remark", "key"]


class StrangerOpinionForm(SendingMixin, ContactMixin, OpinionForm):
    is_of_age = forms.BooleanField(
        label="만 14세 이상입니다.",
        error_messages={"required": "만 14세가 되지 않은 분은 보호자와 함께 전화로 말씀해 주십시오."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(
            ["project", "text", "name", "phone", "email", "is_of_age", "consent", "remark", "key"]
        )

    def clean(self):
        cleaned = super().clean()
        self.refuse_without_contact()
        return cleaned


class NoteOpinionForm(ContactMixin, OpinionForm):
    """By headquarters: what came on paper or by phone."""

    consent = forms.BooleanField(
        label="개인정보를 모으고 쓰는 데 동의를 받았습니다.",
        error_messages={"required": "동의를 받은 뒤에 적어 주십시오."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "적으시면 답을 메일로 보내 드립니다."
        self.order_fields(["project", "text", "name", "phone", "email", "consent"])
