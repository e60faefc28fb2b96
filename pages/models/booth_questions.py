"""부스 질문: somebody asks an agency at its booth, the agency answers by mail, and both are forgotten."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.roles import is_headquarters
from directory.models.agency import Agency, AgencyPage

# What a person wrote, on either side.
PERSONAL = ("name", "email", "question", "answer")
# What nobody answered is forgotten all the same.
UNANSWERED_KEPT = timedelta(days=365)


class QuestionState(models.TextChoices):
    ASKED = "asked", "답을 기다림"
    ANSWERED = "answered", "답함"
    CLOSED = "closed", "답하지 않고 닫음"


class BoothQuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Headquarters sees all; the people of an agency that is not suspended, those put to it."""
        if is_headquarters(user):
            return self
        if not user.is_active:
            return self.none()
        return self.filter(
            agency__account__suspended_at__isnull=True, agency__account__in=Agency.objects.of_person(user)
        )

    def waiting(self):
        return self.filter(state=QuestionState.ASKED)

    def forgettable(self):
        return self.filter(purge_on__lte=timezone.localdate()).exclude(**dict.fromkeys(PERSONAL, ""))


class BoothQuestion(models.Model):
    """Who asks is personal data: read by the agency and headquarters only, every look is logged, and all that
    a person wrote is emptied on ``purge_on``. Neither history nor access log repeats any of it."""

    uuid = models.UUIDField("질문 번호", default=uuid.uuid4, unique=True, editable=False)
    fair = models.ForeignKey(
        "pages.FairPage", models.CASCADE, related_name="questions", verbose_name="사회복지대회·박람회"
    )
    agency = models.ForeignKey(
        AgencyPage, models.CASCADE, related_name="booth_questions", verbose_name="기관"
    )
    name = models.CharField("이름", max_length=40, blank=True)
    email = models.EmailField("이메일", blank=True)
    question = models.TextField("질문", max_length=1000, blank=True)
    state = models.CharField("상태", max_length=8, choices=QuestionState.choices, default=QuestionState.ASKED)
    answer = models.TextField("답", max_length=2000, blank=True)
    consented_at = models.DateTimeField("개인정보 동의한 때")
    asked_at = models.DateTimeField("질문한 때", auto_now_add=True)
    handled_at = models.DateTimeField("처리한 때", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    purge_on = models.DateField("개인정보를 지울 날")

    objects = BoothQuestionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "부스 질문"
        verbose_name_plural = "부스 질문"
        default_permissions = []
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=QuestionState.ASKED, handled_at__isnull=True)
                | (~Q(state=QuestionState.ASKED) & Q(handled_at__isnull=False)),
                name="booth_question_is_handled_once_at_a_time",
            )
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="booth_questions_of_an_agency"),
            models.Index(fields=["purge_on"], name="booth_questions_to_forget"),
        ]

    def __str__(self):
        return f"{self.agency} 부스 질문 {self.pk or ''}".strip()

    @property
    def is_over(self):
        return self.state != QuestionState.ASKED

    @property
    def is_forgotten(self):
        return not (self.name or self.email or self.question or self.answer)

    def link(self):
        """The private address at which who asked reads the answer."""
        return f"{settings.BASE_URL}{reverse('booth_question', args=[self.uuid])}"
