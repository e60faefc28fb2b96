"""What is typed at the counter. Nothing that says who the person is has a field here."""

from django import forms
from django.core.exceptions import ValidationError

from directory.models import Dong
from participation.issues.forms import PICK, PlacedForm, current_dongs

LARGEST_RECEIPT = 99_999_999
ASKED = "이 분이 직접 오셔서 부탁하셨고, 누구나 읽게 된다는 것을 설명드렸습니다."
TOLD = {"required": "확인하신 뒤 표시해 주십시오."}


class ProxyIssueForm(PlacedForm):
    """Title, problem and wish as a resident types them. Personal data are taken out before it is sent."""

    asked = forms.BooleanField(label=ASKED, error_messages=TOLD)

    def __init__(self, *args, officer, **kwargs):
        super().__init__(*args, **kwargs)
        self.officer = officer
        del self.fields["insists"]

    def clean(self):
        cleaned = super().clean()
        for finding in self.findings.personal:
            self.add_error(
                self.screened[finding.index],
                ValidationError(
                    f"누구인지 알 수 있는 {finding.label}이(가) 있습니다. 빼 주십시오: {finding.text}"
                ),
            )
        return cleaned

    def words(self):
        return self.raised("proxy-issue", self.officer)


class ProxyEmpathyForm(forms.Form):
    receipt = forms.IntegerField(
        label="접수 번호",
        min_value=1,
        max_value=LARGEST_RECEIPT,
        help_text="그 분이 서명하신 쪽지의 번호입니다. 같은 과제에 같은 번호는 한 번만 적을 수 있습니다. 이름은 적지 않습니다.",
        error_messages={
            "required": "접수 번호를 적어 주십시오.",
            "invalid": "숫자로 적어 주십시오.",
            "min_value": "1부터 적을 수 있습니다.",
            "max_value": "여덟 자리까지 적을 수 있습니다.",
        },
    )
    asked = forms.BooleanField(
        label="이 분이 직접 오셔서 이 과제에 공감한다고 하셨습니다. 한 분의 공감입니다.", error_messages=TOLD
    )


class AppointForm(forms.Form):
    dong = forms.ModelChoiceField(
        label="동주민센터",
        queryset=Dong.objects.none(),
        error_messages={"required": "동을 골라 주십시오.", "invalid_choice": PICK},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dong"].queryset = current_dongs()
