"""The agency's questions as form fields: Wagtail's form builder, in our words and within our bounds."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from wagtail.contrib.forms.forms import FormBuilder

from common.contact_fields import refuse_resident_numbers
from directory.models.questions import QuestionKind

LONGEST_LINE, LONGEST_TEXT = 200, 1000
BIGGEST = 999_999_999
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
CHOOSE = "목록에서 골라 주십시오."


def within_the_calendar(day):
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError("1900년부터 2099년 사이의 날짜를 적어 주십시오.")


class QuestionFormBuilder(FormBuilder):
    def get_field_options(self, field):
        return {
            "label": field.label if field.required else f"{field.label} (선택)",
            "help_text": super().get_field_options(field)["help_text"],
            "required": field.required,
            "error_messages": {"required": "답해 주십시오."},
        }

    def get_formatted_field_choices(self, field):
        return [(choice, choice) for choice in field.choices_in_lines()]

    def _text(self, options, length, **kwargs):
        options["error_messages"]["max_length"] = f"{length}자까지 적을 수 있습니다."
        return forms.CharField(**options, max_length=length, validators=[refuse_resident_numbers], **kwargs)

    def create_singleline_field(self, field, options):
        return self._text(options, LONGEST_LINE)

    def create_multiline_field(self, field, options):
        return self._text(options, LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))

    def create_number_field(self, field, options):
        sentence = f"0부터 {BIGGEST:,} 사이의 숫자를 적어 주십시오."
        options["error_messages"] |= dict.fromkeys(("invalid", "min_value", "max_value"), sentence)
        widget = forms.NumberInput(attrs={"inputmode": "numeric"})
        return forms.IntegerField(**options, min_value=0, max_value=BIGGEST, widget=widget)

    def create_date_field(self, field, options):
        options["error_messages"]["invalid"] = "날짜를 2026-11-28처럼 적어 주십시오."
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(**options, widget=widget, validators=[within_the_calendar])

    def create_radio_field(self, field, options):
        options["error_messages"]["invalid_choice"] = CHOOSE
        choices = self.get_formatted_field_choices(field)
        return forms.ChoiceField(**options, choices=choices, widget=forms.RadioSelect)

    def create_checkboxes_field(self, field, options):
        options["error_messages"] |= {"invalid_choice": CHOOSE, "invalid_list": CHOOSE}
        choices = self.get_formatted_field_choices(field)
        return forms.MultipleChoiceField(**options, choices=choices, widget=forms.CheckboxSelectMultiple)


def question_fields(page):
    """The fields of the page's questions, in their order."""
    return QuestionFormBuilder(list(page.questions.all())).formfields


def in_words(kind, value):
    """An answer as it is kept, read and exported."""
    if kind == QuestionKind.TICK:
        return "예" if value else "아니요"
    if kind == QuestionKind.SOME_OF:
        return ", ".join(value)
    return "" if value is None else str(value)


def answers_of(page, cleaned):
    """Each question as it was worded, with its answer."""
    return [
        {
            "name": question.name,
            "label": question.label,
            "answer": in_words(question.field_type, cleaned.get(question.name)),
        }
        for question in page.questions.all()
    ]
