"""What headquarters types about surveys."""

from django import forms

from participation.balloting.admin_forms import TimesForm
from participation.models import Survey, SurveyQuestion
from participation.models.survey import LEAST_MINIMUM

MOST_MINIMUM = 1000


class SurveyForm(TimesForm):
    minimum = forms.IntegerField(
        label="결과를 보이는 가장 적은 답의 수",
        min_value=LEAST_MINIMUM,
        max_value=MOST_MINIMUM,
        initial=10,
        help_text="이보다 적은 분이 답하면 결과를 보이지 않습니다. 5 이상으로 적습니다.",
    )

    class Meta:
        model = Survey
        fields = ["title", "intro", "audience", "minimum", "opens_at", "closes_at"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 6})}

    field_order = Meta.fields

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class QuestionForm(forms.ModelForm):
    place = forms.IntegerField(label="차례", min_value=0, max_value=999)
    field_order = ["place"]

    class Meta:
        model = SurveyQuestion
        fields = ["label", "field_type", "required", "choices", "help_text"]
        widgets = {"choices": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"choices": "하나 고르기와 여럿 고르기에서만 씁니다. 한 줄에 하나씩 적습니다."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].initial = self.instance.sort_order

    def clean(self):
        data = super().clean()
        if "place" in data:
            self.instance.sort_order = data["place"]
        return data
