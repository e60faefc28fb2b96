"""What a resident chooses: how often, and of what. No choice on an axis means all of it."""

from django import forms

from common.letters.channels import channel
from common.strangers import TrapMixin, trap
from directory.models import AgencyPage, Dong
from directory.models.term import Axis, Term
from pages.models.subscribing import Frequency, ItemKind
from pages.subscribing.actions import Wishes

AXES = {"life": Axis.LIFE, "household": Axis.HOUSEHOLD, "topic": Axis.TOPIC}
UNKNOWN = "목록에 없는 것을 고르셨습니다. 다시 골라 주십시오."
# What is folded away, in the order of the form.
FOLDED = ("kinds", "life", "household", "topic", "dong", "agency")


def _several(label, help_text=""):
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
        error_messages={"invalid_choice": UNKNOWN, "invalid_list": UNKNOWN},
    )


class InterestForm(forms.Form):
    """The wishes alone. ``choices`` are those of the district."""

    frequency = forms.ChoiceField(
        label="얼마나 자주 받으시겠습니까",
        choices=Frequency.choices,
        initial=Frequency.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={"required": "얼마나 자주 받으실지 골라 주십시오.", "invalid_choice": UNKNOWN},
    )
    kinds = _several("무엇을", "고르지 않으시면 모두 보내 드립니다.")
    life = _several("생애주기")
    household = _several("가구상황")
    topic = _several("관심주제")
    dong = _several("동네", "구 전체를 위한 소식은 늘 함께 보내 드립니다.")
    agency = _several("기관")
    wants_newsletter = forms.BooleanField(label="[선택] 사무국이 엮은 소식지도 받겠습니다.", required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.root = choices.root
        offers = {name: choices.terms(axis) for name, axis in AXES.items()}
        offers |= {"kinds": ItemKind.choices, "dong": choices.dongs(), "agency": choices.agencies()}
        for name, pairs in offers.items():
            self.fields[name].choices = pairs

    def clean(self):
        given = super().clean()
        if given.get("frequency") == Frequency.NEVER and not given.get("wants_newsletter"):
            self.add_error(
                "wants_newsletter", "소식지만 받으시려면 여기에 표시해 주십시오. 아니면 주기를 골라 주십시오."
            )
        return given

    @property
    def folded(self):
        """Each with how many are chosen, and whether something in it is to be mended."""
        for name in FOLDED:
            field = self[name]
            known = {str(value) for value, _ in self.fields[name].choices}
            count = len(known & set(field.value() or ()))
            yield {"field": field, "count": count, "is_open": bool(field.errors)}

    def wishes(self):
        given = self.cleaned_data
        terms = [
            term
            for name, axis in AXES.items()
            for term in Term.objects.filter(axis=axis, code__in=given[name])
        ]
        return Wishes(
            frequency=given["frequency"],
            wants_newsletter=given["wants_newsletter"],
            kinds=given["kinds"],
            terms=terms,
            dongs=list(Dong.objects.filter(code__in=given["dong"])),
            agencies=list(AgencyPage.objects.descendant_of(self.root).filter(slug__in=given["agency"])),
        )


def initial_of(subscription):
    """What the form of settings shows as chosen; for a retired dong, those that took its place."""
    dongs = subscription.dongs.prefetch_related("successors")
    return {
        "frequency": subscription.frequency,
        "wants_newsletter": subscription.wants_newsletter,
        "kinds": subscription.kinds,
        **{name: [term.code for term in subscription.terms_on(axis)] for name, axis in AXES.items()},
        "dong": [each.code for dong in dongs for each in (dong, *dong.successors.all())],
        "agency": [agency.slug for agency in subscription.agencies.all()],
    }


def initial_from_list(parameters):
    """What a list's filters mean here: ``?topic=…&dong=…``; what makes no sense chooses nothing."""
    return {name: parameters.getlist(name)[:50] for name in FOLDED if parameters.getlist(name)}


class SubscribeForm(TrapMixin, InterestForm):
    """By a stranger: with an address, consents, and a field that only machines fill in."""

    email = forms.CharField(
        label="이메일",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "이메일을 적어 주십시오.",
            "max_length": "이메일 주소가 너무 깁니다.",
        },
    )
    is_of_age = forms.BooleanField(
        label="만 14세 이상입니다.",
        error_messages={"required": "만 14세가 되지 않은 분은 보호자의 이메일로 보호자께서 신청해 주십시오."},
    )
    consent = forms.BooleanField(
        label="[필수] 개인정보를 모으고 쓰는 데 동의합니다.",
        error_messages={
            "required": "동의하셔야 보내 드릴 수 있습니다. 누리집에서는 동의 없이 모두 보실 수 있습니다."
        },
    )
    remark = trap()

    field_order = ["email", "frequency", *FOLDED, "is_of_age", "consent", "wants_newsletter", "remark"]

    def clean_email(self):
        return channel("email").clean_address(self.cleaned_data["email"])
