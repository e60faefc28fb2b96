"""설문: questions to residents, and who may answer them."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from wagtail.models import Site

from directory.models.questions import Question
from participation.models.ballot import Timed, TimedQuerySet

LEAST_MINIMUM = 5


class Audience(models.TextChoices):
    VERIFIED = "verified", "본인확인을 한 주민, 한 사람에 한 번"
    EVERYBODY = "everybody", "누구나"


class Survey(Timed):
    """Nothing that fewer than ``minimum`` answered is shown; what is, is in `participation.surveying.results`."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="누리집")
    title = models.CharField("제목", max_length=100)
    intro = models.TextField("안내", max_length=4000)
    audience = models.CharField(
        "누가 답하나", max_length=10, choices=Audience.choices, default=Audience.VERIFIED
    )
    minimum = models.PositiveSmallIntegerField(
        "결과를 보이는 가장 적은 답의 수",
        default=10,
        validators=[MinValueValidator(LEAST_MINIMUM)],
        help_text="이보다 적은 분이 답하면 결과를 보이지 않습니다. 5 이상으로 적습니다.",
    )

    objects = TimedQuerySet.as_manager()

    class Meta:
        verbose_name = "설문"
        verbose_name_plural = "설문"
        ordering = ["-closes_at", "-pk"]
        default_permissions = []
        constraints = [
            *Timed.Meta.constraints,
            models.CheckConstraint(name="survey_tells_nobody_apart", condition=Q(minimum__gte=LEAST_MINIMUM)),
        ]
        indexes = [models.Index(fields=["site", "-closes_at", "-id"], name="survey_latest_first")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/surveys/{self.pk}/"

    @property
    def is_for_verified(self):
        return self.audience == Audience.VERIFIED


class SurveyQuestion(Question):
    """The same kinds of question that agencies ask of applicants."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions", verbose_name="설문")

    class Meta(Question.Meta):
        abstract = False
        verbose_name = "설문 질문"
        verbose_name_plural = "설문 질문"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["survey", "clean_name"], name="question_once_per_survey"),
        ]
