"""Forms of the council's deeds."""

from django import forms

from council.actions import Move, Votes, usual_move
from council.models import HIDING, FileKind, Ground, Result
from directory.people_forms import ReasonForm
from participation.models import DecidingBody, Status
from participation.models.body import OF_THE_COUNCIL
from participation.way import BODY_OF, may_follow

STAYS = ("", "그대로 둠(경과에 한 줄만)")


def _count(label):
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=999)


class PublicReasonForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "까닭"
        self.fields["reason"].help_text = "모두가 읽습니다."


class AttendanceForm(forms.Form):
    """Who was there, among those who had a seat on the day."""

    present = forms.ModelMultipleChoiceField(
        label="나온 위원", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = seats
        self.fields["present"].label_from_instance = lambda seat: (
            f"{seat.name} ({seat.get_side_display()} · {seat.get_post_display()})"
        )


class DecideForm(forms.Form):
    """Result, counts, and for each issue of the item where it goes."""

    result = forms.ChoiceField(label="결과", choices=Result.choices)
    resolution = forms.CharField(
        label="의결 내용",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="회의록을 공개할 때 함께 보입니다.",
    )
    votes_for = _count("찬성")
    votes_against = _count("반대")
    votes_abstain = _count("기권")
    words = forms.CharField(
        label="과제의 경과에 덧붙일 말",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="과제를 올린 분과 공감한 분들이 곧바로 읽습니다.",
    )
    reason = forms.CharField(label="고치는 까닭", required=False, max_length=300)

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item
        self.issues = [link.issue for link in item.issue_links.select_related("issue")]
        self.bodies = DecidingBody.objects.filter(
            site=item.meeting.committee.site, kind__in=OF_THE_COUNCIL, is_active=True
        ).order_by("kind", "name", "pk")
        if not item.is_decided:
            del self.fields["reason"]
        for issue in self.issues:
            self._offer(issue)

    def _offer(self, issue):
        follows = [(status, Status(status).label) for status in may_follow(issue.status)]
        self.fields[f"to_{issue.pk}"] = forms.ChoiceField(
            label=f"{issue.pk}번 과제 ‘{issue.title}’ (지금 {issue.get_status_display()})",
            choices=[STAYS, *follows],
            required=False,
            initial=usual_move(self.item, issue, Result.ADOPTED),
        )
        self.fields[f"body_{issue.pk}"] = forms.ModelChoiceField(
            label=f"{issue.pk}번 과제를 다룰 곳",
            queryset=self.bodies,
            required=False,
            empty_label="(한 곳뿐이면 그곳)",
        )
        self.fields[f"seen_{issue.pk}"] = forms.CharField(widget=forms.HiddenInput, initial=issue.status)

    def moves(self):
        return [self._move(issue) for issue in self.issues]

    def _move(self, issue):
        to, body = self.cleaned_data[f"to_{issue.pk}"], self.cleaned_data[f"body_{issue.pk}"]
        if to in BODY_OF and body is None:
            of_kind = [each for each in self.bodies if each.kind == BODY_OF[to]]
            body = of_kind[0] if len(of_kind) == 1 else None
        return Move(issue, self.cleaned_data[f"seen_{issue.pk}"], to, body if to in BODY_OF else None)

    def votes(self):
        return Votes(*(self.cleaned_data[f"votes_{name}"] for name in ("for", "against", "abstain")))


class PhraseForm(forms.Form):
    phrase = forms.CharField(
        label="가릴 말", max_length=300, help_text="회의록에 적힌 그대로 적습니다. 나오는 곳마다 가립니다."
    )
    ground = forms.ChoiceField(label="까닭", choices=Ground.choices)

    def deed(self):
        return self.cleaned_data | {"hides": self.cleaned_data["ground"] in HIDING}


class CommentForm(forms.Form):
    comment = forms.CharField(
        label="남길 말",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="전에 공개한 회의록을 고칠 때는 고치는 까닭을 적습니다. 모두가 읽습니다.",
    )


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label="고칠 것", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class FileForm(forms.Form):
    file = forms.FileField(label="파일", help_text="HWPX, PDF, DOCX, ODT, HWP. 30MB까지.")
    kind = forms.ChoiceField(label="구분", choices=FileKind.choices)
    looked_through = forms.BooleanField(
        label="이 파일에 가릴 말이 없음을 눈으로 확인했습니다",
        required=False,
        help_text="글을 읽을 수 없는 파일(그림으로 된 PDF, HWP)은 이것을 표시해야 공개됩니다.",
    )
