"""A ballot and a survey that are not published yet, named by the agency's word."""

from datetime import date, timedelta

from django.utils import timezone

from participation.models import Ballot, OfflineResult, Option, Survey, SurveyQuestion
from tests.factories.ballots import BallotFactory, SurveyFactory


def give(own):
    opens_at = timezone.now() + timedelta(days=10)
    times = {"opens_at": opens_at, "closes_at": opens_at + timedelta(days=3), "published_at": None}
    own.ballot = BallotFactory(title=own.title("투표초안"), options=(f"{own.word}하나", "둘"), **times)
    own.offline = OfflineResult.objects.create(
        **{"ballot": own.ballot, "held_on": date(2026, 11, 2), "place": f"{own.word}강당"},
        **{"participants": 3, "counts": {"1": 2, "2": 1}, "source": "보고서"},
    )
    own.survey = SurveyFactory(title=own.title("설문초안"), **times)
    own.question = SurveyQuestion.objects.create(
        survey=own.survey, sort_order=1, label=f"{own.word}질문", field_type="singleline"
    )


PRIMARY_KEYS = {
    "ballot": lambda own: own.ballot.pk,
    "ballots_admin": lambda own: own.ballot.pk,
    "survey": lambda own: own.survey.pk,
    "surveys_admin": lambda own: own.survey.pk,
}
SPECIAL = {
    "ballots_admin:offline_out": lambda own: [({"number": own.offline.pk}, "")],
    "surveys_admin:question_edit": lambda own: [({"number": own.question.pk}, "")],
    "surveys_admin:question_out": lambda own: [({"number": own.question.pk}, "")],
}


def rows(own):
    yield Ballot.objects.filter(pk=own.ballot.pk)
    yield Option.objects.filter(ballot=own.ballot.pk)
    yield OfflineResult.objects.filter(ballot=own.ballot.pk)
    yield Survey.objects.filter(pk=own.survey.pk)
    yield SurveyQuestion.objects.filter(survey=own.survey.pk)
