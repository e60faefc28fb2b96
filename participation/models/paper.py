"""투표용지: who voted and what was voted, in two tables that nothing joins.

No row has a time, a number that counts up, or a key to the other table. How rows lie on the disk, and
which transaction wrote them, is mixed by `participation.balloting.stirring`.
"""

import uuid

from django.db import models

from accounts.models import Voice
from participation.models.ballot import Ballot, Ground
from participation.models.survey import Survey

RECEIPT_LENGTH = 12


class Voter(models.Model):
    """That somebody voted. Without ``voice`` one who counts on after her voice was forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="voters", verbose_name="투표")
    voice = models.ForeignKey(Voice, models.SET_NULL, null=True, related_name="voters", verbose_name="목소리")
    ground = models.CharField("밝힌 자격", max_length=5, choices=Ground.choices)

    class Meta:
        verbose_name = "투표한 사람"
        verbose_name_plural = "투표한 사람"
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["ballot", "voice"], name="voter_once_per_ballot"),
        ]

    def __str__(self):
        return "투표한 사람"


class Paper(models.Model):
    """What somebody voted: numbers of options, in ranking the first first. Known by its receipt alone."""

    receipt = models.CharField("접수번호", max_length=RECEIPT_LENGTH, primary_key=True)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="papers", verbose_name="투표")
    choices = models.JSONField("고른 것")

    class Meta:
        verbose_name = "투표용지"
        verbose_name_plural = "투표용지"
        ordering = ["receipt"]
        default_permissions = []

    def __str__(self):
        return "투표용지"

    @property
    def receipt_in_words(self):
        """In groups of four, to be read aloud and noted down."""
        return "-".join(self.receipt[start : start + 4] for start in range(0, RECEIPT_LENGTH, 4))


class Respondent(models.Model):
    """That somebody answered a survey in which each person answers once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="respondents", verbose_name="설문")
    voice = models.ForeignKey(
        Voice, models.SET_NULL, null=True, related_name="respondents", verbose_name="목소리"
    )

    class Meta:
        verbose_name = "설문에 답한 사람"
        verbose_name_plural = "설문에 답한 사람"
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["survey", "voice"], name="respondent_once_per_survey"),
        ]

    def __str__(self):
        return "설문에 답한 사람"


class AnswerSheet(models.Model):
    """What somebody answered: by the question's name, in its own kind (text, number, list, yes or no)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sheets", verbose_name="설문")
    answers = models.JSONField("답")

    class Meta:
        verbose_name = "설문 답"
        verbose_name_plural = "설문 답"
        ordering = ["pk"]
        default_permissions = []

    def __str__(self):
        return "설문 답"
