"""What a resident writes: an issue, a comment, what 보완요청 asked for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from common.strangers import uuid_of
from directory.models import Dong, Term
from directory.models.term import Axis
from participation.models import CommentKind
from participation.moderating.looking import look_at

PUBLIC, PRIVATE = "public", "private"
VISIBILITIES = (
    (PUBLIC, "모두에게 공개합니다"),
    (PRIVATE, "비공개로 사무국에만 보냅니다"),
)
KEEP_IT = "keep"
NUL = "\x00"
PICK = "목록에서 골라 주십시오."


def area(label, rows, *, required, longest, help_text=""):
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": f"‘{label}’을(를) 적어 주십시오.",
            "max_length": f"{longest:,}자까지 적을 수 있습니다.",
        },
    )


def current_dongs():
    return Dong.objects.current().order_by("name", "code")


class LookedThroughForm(forms.Form):
    """What is typed in the fields ``screened`` is looked through; how that ended is in ``findings``."""

    # Sent along by who was shown what was found and wants the secretariat to look at it first.
    insists = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    screened = ()

    def clean(self):
        cleaned = super().clean()
        self.findings = look_at(*(cleaned.get(name, "") for name in self.screened))
        return cleaned

    @property
    def stops(self):
        """What the writer has to look at before it is sent: help in a crisis, or what to take out."""
        if not self.is_valid() or self.cleaned_data.get("insists") == KEEP_IT:
            return ""
        if self.findings.crisis:
            return "crisis"
        return "personal" if self.findings.personal and self.is_public else ""

    @property
    def is_public(self):
        return self.cleaned_data.get("visibility", PUBLIC) == PUBLIC

    def found_in_words(self):
        """Each thing to take out, with the field it stands in."""
        for finding in self.findings.personal:
            yield {"field": self[self.screened[finding.index]], "label": finding.label, "text": finding.text}


class WordsForm(LookedThroughForm):
    """Title, problem and wish."""

    title = forms.CharField(
        label="제목",
        max_length=80,
        help_text="예: 청량리역 앞 버스 정류장에 의자가 없습니다",
        error_messages={"required": "제목을 적어 주십시오.", "max_length": "80자까지 적을 수 있습니다."},
    )
    problem = area(
        "무엇이 문제인가",
        8,
        required=True,
        longest=4000,
        help_text="언제, 어디서, 누가 어려운지 적어 주시면 좋습니다.",
    )
    wish = area("바라는 해결", 4, required=False, longest=2000)

    screened = ("title", "problem", "wish")


def terms(label, *axes):
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=Term.objects.filter(axis__in=axes),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": PICK, "invalid_pk_value": PICK},
    )


class PlacedForm(WordsForm):
    """With where it is, for whom, and about what."""

    dong = forms.ModelChoiceField(
        label="어느 동",
        queryset=Dong.objects.none(),
        to_field_name="code",
        empty_label="고르십시오",
        error_messages={"required": "어느 동의 일인지 골라 주십시오.", "invalid_choice": PICK},
    )
    targets = terms("누구에게 필요합니까", Axis.LIFE, Axis.HOUSEHOLD)
    topics = terms("관심주제", Axis.TOPIC)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dong"].queryset = current_dongs()

    def raised(self, salt, sender):
        """What `raise_issue` is told; the same form sent twice by the same ``sender`` is one issue."""
        data = self.cleaned_data
        names = ("title", "problem", "wish", "dong", "targets", "topics")
        uuid = uuid_of(salt, data["key"], sender.pk, data["title"], data["problem"])
        return {name: data[name] for name in names} | {"uuid": uuid}


class IssueForm(PlacedForm):
    """The one page. Three fields are required; the rest may stay empty."""

    visibility = forms.ChoiceField(
        label="누가 볼 수 있게 할까요",
        choices=VISIBILITIES,
        widget=forms.RadioSelect,
        error_messages={
            "required": "모두에게 공개할지, 사무국에만 보낼지 골라 주십시오.",
            "invalid_choice": "둘 가운데 하나를 골라 주십시오.",
        },
    )
    field_order = ["title", "problem", "dong", "wish", "targets", "topics", "visibility"]

    def __init__(self, *args, resident, **kwargs):
        super().__init__(*args, **kwargs)
        self.resident = resident

    @property
    def wishes(self):
        return self.raised("issue", self.resident) | {"is_private": not self.is_public}


class SupplementForm(WordsForm):
    """What an author changes when asked to."""


class CommentForm(LookedThroughForm):
    kind = forms.ChoiceField(
        label="어떤 말씀입니까",
        choices=CommentKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "하나를 골라 주십시오.", "invalid_choice": "하나를 골라 주십시오."},
    )
    text = area("내용", 5, required=True, longest=1000)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    screened = ("text",)


class AppealForm(forms.Form):
    reason = area("왜 다시 보아야 합니까", 5, required=True, longest=2000, help_text="모두가 읽습니다.")

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if look_at(reason).personal:
            raise ValidationError("개인정보가 들어 있는 것 같습니다. 전화번호, 주소, 번호를 빼 주십시오.")
        return reason


def read_typed(post):
    """What is kept of a form that is still being written: its texts and choices, bounded; nothing else."""
    typed = {
        name: post.get(name, "").replace(NUL, "")[:5000] for name in ("title", "problem", "wish", "dong")
    }
    typed |= {name: [code[:10] for code in post.getlist(name)[:40]] for name in ("targets", "topics")}
    visibility = post.get("visibility", "")
    return typed | {"visibility": visibility if visibility in dict(VISIBILITIES) else ""}


def said_at():
    """When a draft was kept, as its writer reads it."""
    return f"{timezone.localtime():%H:%M}에 저장했습니다."
