"""The forms of who decides. What may be done, and why not, is said by the deeds themselves."""

from django import forms

from participation.models import Hold, Issue, Reason
from participation.models.moderation import AGAINST
from participation.models.takedown import LONGEST_DAYS

REASONS = [("", "고르십시오"), *((reason.value, reason.label) for reason in AGAINST)]
WORDS_ERRORS = {"max_length": "1,000자까지 적을 수 있습니다."}


def _deed(choices):
    return forms.ChoiceField(
        label="무엇을 할까요",
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "무엇을 할지 골라 주십시오.",
            "invalid_choice": "지금 할 수 없는 일입니다. 다시 골라 주십시오.",
        },
    )


def _reason(help_text):
    return forms.ChoiceField(
        label="까닭",
        choices=REASONS,
        required=False,
        help_text=help_text,
        error_messages={"invalid_choice": "목록에서 까닭을 골라 주십시오."},
    )


def _words(label, help_text="", **kwargs):
    return forms.CharField(
        label=label,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
        error_messages=WORDS_ERRORS | {"required": "까닭을 적어 주십시오."},
        **kwargs,
    )


def _days(**kwargs):
    return forms.IntegerField(
        label="임시조치 일수",
        min_value=1,
        max_value=LONGEST_DAYS,
        error_messages={
            "invalid": "숫자로 적어 주십시오.",
            "min_value": "1 이상으로 적어 주십시오.",
            "max_value": f"{LONGEST_DAYS}일까지 할 수 있습니다.",
        },
        **kwargs,
    )


class ReasonNeeded:
    """What keeps a text from others needs a reason of the list."""

    def clean(self):
        data = super().clean()
        against = data.get("deed") in ("refuse", "block", "make_private")
        if against and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "목록에서 까닭을 골라 주십시오.")
        return data


class DecideForm(ReasonNeeded, forms.Form):
    deed = _deed(())
    reason = _reason("게시하지 않거나 내릴 때 고릅니다. 누구나 보는 살핌 기록에 남습니다.")
    words = _words(
        "쓴 분께 전할 말", "무엇을 어떻게 고치면 되는지 적어 주십시오. 쓴 분만 봅니다.", required=False
    )
    days = _days(
        required=False,
        help_text="‘게시중단’을 정한 날 동안만 할 때 적습니다. 비우면 다시 게시할 때까지입니다.",
    )

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deed"].choices = deeds_for(thing)


def deeds_for(thing):
    """What may be done with a thing as it is now, in words."""
    if thing.withdrawn_at:
        return []
    if thing.blocked_at:
        choices = [("restore", "다시 게시")]
        return [*choices, ("block", "기한 없이 게시중단")] if thing.blocked_until else choices
    choices = []
    if thing.hold and thing.published_at is None:
        choices += [("release", "게시"), ("refuse", "게시하지 않음: 고쳐서 다시 보내시게 함")]
    else:
        choices += [("release", "그대로 둠: 규칙에 어긋나지 않음")]
    choices.append(("block", "게시중단"))
    if isinstance(thing, Issue) and not thing.is_private:
        choices.append(("make_private", "공개하지 않고 사무국이 따로 봄"))
    return choices


class BulkForm(ReasonNeeded, forms.Form):
    """The same for several at once."""

    deed = _deed([("release", "게시·그대로 둠"), ("refuse", "게시하지 않음"), ("block", "게시중단")])
    reason = _reason("게시하지 않거나 내릴 때 고릅니다.")
    words = _words("쓴 분들께 전할 말", required=False)


class TakedownForm(forms.Form):
    deed = _deed(())
    days = _days(initial=LONGEST_DAYS, required=False)
    words = _words(
        "요청하신 분과 쓴 분께 전할 말", "게시중단하지 않을 때는 꼭 적어 주십시오.", required=False
    )

    def __init__(self, *args, takedown, **kwargs):
        super().__init__(*args, **kwargs)
        if takedown.state == "waiting":
            self.fields["deed"].choices = [
                ("accept", "임시조치: 게시를 임시로 중단"),
                ("decline", "게시중단하지 않음"),
            ]
        else:
            self.fields["deed"].choices = [("remove", "계속 게시중단"), ("restore", "다시 게시")]
            del self.fields["days"]


class AppealAnswerForm(forms.Form):
    deed = _deed([("uphold", "받아들임: 결정을 되돌림"), ("reject", "받아들이지 않음: 결정을 그대로 둠")])
    words = _words("답", "신청하신 분께 전해집니다.")


def initial_for(thing):
    """The reason that the hold suggests."""
    suggested = {
        Hold.PERSONAL: Reason.PERSONAL,
        Hold.CRISIS: Reason.CRISIS,
        Hold.WORDS: Reason.ABUSE,
        Hold.LINKS: Reason.ADVERT,
    }
    return {"reason": suggested.get(thing.hold, "")}
