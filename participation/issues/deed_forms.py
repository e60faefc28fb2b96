"""What headquarters decides about an issue."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from participation.models import BodyKind, DecidingBody, Issue, Status
from participation.models.body import OF_THE_COUNCIL
from participation.way import BODY_OF, due_after, may_follow

READ_BY_ALL = "모두가 읽는 화면에 그대로 실립니다. 쉬운 말로, 이름 없이 적어 주십시오."


class PublicReasonForm(forms.Form):
    """``seen`` is the state in front of which it was decided."""

    reason = forms.CharField(
        label="까닭",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=READ_BY_ALL,
        error_messages={"required": "까닭을 적어 주십시오.", "max_length": "2,000자까지 적을 수 있습니다."},
    )
    seen = forms.ChoiceField(choices=Status.choices, widget=forms.HiddenInput)

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, **kwargs)
        self.issue = issue


def bodies_of(issue):
    return DecidingBody.objects.filter(site=issue.site_id, is_active=True)


class BodyForm(WagtailAdminModelForm):
    class Meta:
        model = DecidingBody
        fields = ["site", "kind", "name", "email", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [pair for pair in BodyKind.choices if pair[0] not in OF_THE_COUNCIL]


class MoveForm(PublicReasonForm):
    to = forms.ChoiceField(label="어디로")
    body = forms.ModelChoiceField(
        label="다루는 곳",
        queryset=DecidingBody.objects.none(),
        required=False,
        empty_label="고르십시오",
        help_text="분과 검토, 실무협의체, 대표협의체 심의로 보낼 때 고릅니다.",
    )
    due_on = forms.DateField(
        label="답하기로 하는 날",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="비우면 정한 기한(보완 7일, 답변 1개월)대로 합니다.",
    )
    field_order = ["to", "body", "due_on", "reason", "seen"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [
            (status.value, f"{status.label}{' (기한이 새로 잡힙니다)' if _has_clock(status) else ''}")
            for status in may_follow(self.issue.status)
        ]
        self.fields["body"].queryset = bodies_of(self.issue).filter(kind__in=BODY_OF.values())


def _has_clock(status):
    return due_after(status, timezone.localdate()) is not None


class AnswerForm(PublicReasonForm):
    body = forms.ModelChoiceField(
        label="답하는 곳",
        queryset=DecidingBody.objects.none(),
        required=False,
        empty_label="사무국·복지정책과",
    )
    due_on = forms.DateField(
        label="다음에 답하기로 하는 날", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ["body", "reason", "due_on", "seen"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "답변"
        self.fields["body"].queryset = bodies_of(self.issue)


class MergeForm(PublicReasonForm):
    into = forms.IntegerField(
        label="합칠 과제의 번호",
        min_value=1,
        max_value=2**31,
        help_text="이 과제의 공감은 그 과제로 모입니다. 두 번 세지 않습니다. 이 과제는 읽을 수 있게 남고 그 과제를 가리킵니다.",
        error_messages={"invalid": "번호만 적어 주십시오."},
    )
    field_order = ["into", "reason", "seen"]

    def clean_into(self):
        into = Issue.objects.public().filter(pk=self.cleaned_data["into"]).first()
        if into is None:
            raise ValidationError("그 번호의 공개된 과제가 없습니다.")
        return into
