"""What is asked of members, in their words."""

from django import forms
from django.core.exceptions import ValidationError

from council.models import Answer, Committee, IdeaState, Meeting, Membership

PICK = "목록에서 골라 주십시오."
PICK_DEED = "‘확인’이나 ‘고쳐 주십시오’를 눌러 주십시오."


def line(label, longest, *, required=True, help_text=""):
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=help_text,
        error_messages={
            "required": f"‘{label}’ 칸을 적어 주십시오.",
            "max_length": f"{longest:,}자까지 적을 수 있습니다.",
        },
    )


def area(label, longest, *, rows=8, **kwargs):
    field = line(label, longest, **kwargs)
    field.widget = forms.Textarea(attrs={"rows": rows, "maxlength": longest})
    return field


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label="참석 여부",
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "참석인지 불참인지 골라 주십시오.", "invalid_choice": PICK},
    )
    note = line(
        "하실 말씀 (선택)",
        200,
        required=False,
        help_text="늦게 오시거나 대신 오는 분이 있으면 적어 주십시오.",
    )


class ConfirmForm(forms.Form):
    """``state`` is the look that was on the screen."""

    state = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    deed = forms.ChoiceField(
        choices=(("right", "확인"), ("wrong", "고쳐 주십시오")),
        widget=forms.HiddenInput,
        error_messages={"required": PICK_DEED, "invalid_choice": PICK_DEED},
    )
    comment = area(
        "고칠 곳 (고쳐 달라고 하실 때만)", 2000, rows=5, required=False,
        help_text="어디가 어떻게 다른지 적어 주십시오. 사무국이 읽고 고쳐 다시 보냅니다.",
    )  # fmt: skip


class IdeaForm(forms.Form):
    committee = forms.ModelChoiceField(
        Committee.objects.none(), to_field_name="uuid", label="받는 조직", empty_label=None,
        error_messages={"required": PICK, "invalid_choice": PICK},
    )  # fmt: skip
    title = line("제목", 120)
    text = area(
        "내용", 4000, rows=10, help_text="무엇을, 왜, 누구와 하면 좋을지 떠오르는 대로 적으셔도 됩니다."
    )

    def __init__(self, *args, takers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = takers
        if len(takers) == 1:
            self.fields["committee"].widget = forms.HiddenInput()
            self.fields["committee"].initial = takers[0]


class RespondForm(forms.Form):
    """``seen`` is the state that was on the screen."""

    STATES = [
        (state.value, state.label) for state in (IdeaState.REVIEWING, IdeaState.ADOPTED, IdeaState.DECLINED)
    ]

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)
    state = forms.ChoiceField(
        label="어떻게 하기로 했습니까",
        choices=STATES,
        widget=forms.RadioSelect,
        error_messages={"required": PICK, "invalid_choice": PICK},
    )
    words = area(
        "제안한 위원이 읽을 답", 2000, rows=5, required=False, help_text="‘검토 중’이면 비워 두셔도 됩니다."
    )


class TaskForm(forms.Form):
    """A task of one body: its members and its coming meetings are offered, no others."""

    title = line("할 일", 160)
    due_on = forms.DateField(
        label="언제까지 (선택)",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "날짜를 2026-11-28처럼 적어 주십시오."},
    )
    assignee = forms.ModelChoiceField(
        Membership.objects.none(), to_field_name="uuid", label="맡은 위원 (선택)", required=False,
        empty_label="위원 누구나",
        error_messages={"invalid_choice": PICK},
    )  # fmt: skip
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), to_field_name="uuid", label="어느 회의의 일 (선택)", required=False,
        empty_label="회의와 관계없음",
        error_messages={"invalid_choice": PICK},
    )  # fmt: skip

    def __init__(self, *args, committee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = committee.memberships.on().in_order()
        self.fields["assignee"].label_from_instance = lambda seat: f"{seat.get_post_display()} {seat.name}"
        self.fields["meeting"].queryset = committee.meetings.newest_first()
        self.fields["meeting"].label_from_instance = lambda meeting: meeting.name

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and not 2000 <= due_on.year <= 2100:
            raise ValidationError("날짜를 다시 보아 주십시오.")
        return due_on
