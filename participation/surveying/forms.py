"""A survey as a form: its questions, and for those open to everybody a trap for machines."""

from datetime import date

from django import forms

from common.strangers import TrapMixin, trap, uuid_of
from directory.applying.builder import question_fields
from directory.models.questions import QuestionKind
from participation.screening import screen

WRITTEN = (QuestionKind.LINE, QuestionKind.LINES)


class SurveyForm(TrapMixin, forms.Form):
    remark = trap()
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, survey, **kwargs):
        super().__init__(*args, **kwargs)
        self.survey = survey
        self.kinds = {question.name: question.field_type for question in survey.questions.all()}
        self.fields |= question_fields(survey)
        if survey.is_for_verified:
            del self.fields["remark"]
        else:
            self.fields["remark"] = self.fields.pop("remark")

    def clean(self):
        data = super().clean()
        for name in self._written():
            personal = screen(data.get(name) or "").personal
            if personal:
                found = ", ".join(dict.fromkeys(f"‘{each.text}’({each.label})" for each in personal))
                self.add_error(name, f"개인정보로 보이는 것이 있습니다. 빼고 다시 보내 주십시오: {found}")
        return data

    def _written(self):
        return [name for name, kind in self.kinds.items() if kind in WRITTEN]

    @property
    def answers(self):
        """By the question's name; what was left empty is left out."""
        given = {name: self.cleaned_data.get(name) for name in self.kinds}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in given.items()
            if value not in (None, "", []) or self.kinds[name] == QuestionKind.TICK
        }

    @property
    def sheet_key(self):
        told = {name: self.cleaned_data.get(name) for name in self.kinds}
        return uuid_of("participation.surveying", self.cleaned_data["key"], self.survey.pk, told)

    @property
    def sounds_like_a_crisis(self):
        return bool(screen(*(self.cleaned_data.get(name) or "" for name in self._written())).crisis)
