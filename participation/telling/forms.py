from django import forms

from participation.models import DigestRhythm

UNKNOWN = "목록에 없는 것을 고르셨습니다. 다시 골라 주십시오."


class PreferenceForm(forms.Form):
    is_on = forms.BooleanField(
        label="알림을 메일로 받습니다.",
        required=False,
        help_text="끄시면 메일은 보내지 않고, 이 누리집의 ‘알림’에만 남깁니다.",
    )
    at_once = forms.BooleanField(
        label="내 과제와 내 글에 관한 소식은 바로 받습니다.",
        required=False,
        help_text="단계가 바뀌거나 답변, 댓글이 달리면 바로 알려 드립니다. 끄시면 모음에 함께 실어 드립니다.",
    )
    digest = forms.ChoiceField(
        label="공감하거나 댓글을 쓰거나 소식을 받기로 한 과제의 모음",
        choices=DigestRhythm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "모음을 얼마나 자주 받으실지 골라 주십시오.", "invalid_choice": UNKNOWN},
    )
