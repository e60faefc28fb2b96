"""What an agency asks beside name and contact: Wagtail's form fields, fewer kinds of them."""

import hashlib
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.forms.models import AbstractFormField

from common.forms import PublicPageForm
from common.identifiers import holds_resident_number

FORBIDDEN = re.compile(
    r"주민(등록)?번호|주민등록|외국인등록번호|여권번호|운전면허번호|면허번호|카드번호|계좌번호"
)
MOST_CHOICES = 30


class QuestionKind(models.TextChoices):
    """Names of Wagtail's form builder."""

    LINE = "singleline", "한 줄 글"
    LINES = "multiline", "여러 줄 글"
    NUMBER = "number", "숫자"
    ONE_OF = "radio", "하나 고르기"
    SOME_OF = "checkboxes", "여럿 고르기"
    TICK = "checkbox", "확인(예)"
    DAY = "date", "날짜"


CHOOSING = (QuestionKind.ONE_OF, QuestionKind.SOME_OF)


class Question(AbstractFormField):
    """One question. Its name is made of its wording once, so that answers keep their column."""

    label = models.CharField("질문", max_length=100)
    field_type = models.CharField("답하는 방법", max_length=16, choices=QuestionKind.choices)
    field_type.required_on_save = True
    required = models.BooleanField("꼭 답해야 합니다", default=False)
    choices = models.TextField("고를 것", blank=True, max_length=2000, help_text="한 줄에 하나씩 적습니다.")
    help_text = models.CharField("도움말", max_length=200, blank=True)

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("field_type", required_on_save=True), FieldPanel("required")]),
        FieldPanel("choices"),
        FieldPanel("help_text"),
    ]

    class Meta(AbstractFormField.Meta):
        abstract = True
        verbose_name = "신청 질문"
        verbose_name_plural = "신청 질문"

    def __str__(self):
        return self.label

    @property
    def name(self):
        """The name of its field, and of its answers."""
        return self.clean_name or self.get_field_clean_name()

    def get_field_clean_name(self):
        wording = unicodedata.normalize("NFC", self.label).strip()
        return f"answer_{hashlib.blake2b(wording.encode(), digest_size=6).hexdigest()}"

    def clean(self):
        super().clean()
        wording = re.sub(
            r"\s", "", unicodedata.normalize("NFKC", f"{self.label}{self.help_text}{self.choices}")
        )
        if FORBIDDEN.search(wording) or holds_resident_number(self.label + self.help_text):
            raise ValidationError(
                {"label": "주민등록번호, 여권번호, 계좌번호 같은 번호는 물을 수 없습니다(개인정보 보호법)."}
            )
        if self.field_type in CHOOSING:
            self._clean_choices()

    def _clean_choices(self):
        choices = self.choices_in_lines()
        if len(choices) < 2:
            raise ValidationError({"choices": "고를 것을 한 줄에 하나씩, 둘 이상 적어 주십시오."})
        if len(choices) > MOST_CHOICES:
            raise ValidationError({"choices": f"고를 것은 {MOST_CHOICES}개까지 적을 수 있습니다."})
        if len(set(choices)) < len(choices):
            raise ValidationError({"choices": "같은 말이 두 번 있습니다."})

    def choices_in_lines(self):
        return [line.strip() for line in self.choices.splitlines() if line.strip()]


class QuestionsForm(PublicPageForm):
    """The page's editor, where no question may be asked twice: their answers would share a column."""

    def clean(self):
        data = super().clean()
        seen = set()
        for form in self.formsets["questions"].forms if "questions" in self.formsets else ():
            if not form.is_valid() or form.cleaned_data.get("DELETE") or not form.instance.label:
                continue
            if form.instance.name in seen:
                form.add_error("label", "같은 질문이 이미 있습니다. 말을 바꾸어 주십시오.")
            seen.add(form.instance.name)
        return data


class ProgramQuestion(Question):
    page = ParentalKey("directory.ProgramPage", on_delete=models.CASCADE, related_name="questions")

    class Meta(Question.Meta):
        abstract = False
