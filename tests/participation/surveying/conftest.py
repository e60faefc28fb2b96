"""One survey for verified residents with a question of each kind, and a clock inside its time."""

import pytest

from participation.models import SurveyQuestion
from participation.surveying.actions import answer
from tests.factories.ballots import SurveyFactory
from tests.factories.residents import ResidentFactory, VoiceFactory
from tests.participation.balloting.conftest import INSIDE

QUESTIONS = {
    "house": ("사는 집은 어떻습니까", "radio", "자기 집\n전세\n월세"),
    "needs": ("무엇이 더 필요합니까", "checkboxes", "쉼터\n급식\n교통"),
    "people": ("몇 분이 함께 사십니까", "number", ""),
    "wish": ("바라는 것을 적어 주십시오", "multiline", ""),
}


@pytest.fixture(autouse=True)
def clock(time_machine):
    def move(moment):
        time_machine.move_to(moment, tick=False)

    move(INSIDE)
    return move


def with_questions(survey):
    for order, (label, kind, choices) in enumerate(QUESTIONS.values()):
        SurveyQuestion.objects.create(
            **{"survey": survey, "label": label, "field_type": kind, "choices": choices},
            **{"sort_order": order, "required": kind == "radio"},
        )
    return survey


@pytest.fixture
def survey(db):
    return with_questions(SurveyFactory())


@pytest.fixture
def open_survey(db):
    return with_questions(SurveyFactory(audience="everybody"))


@pytest.fixture
def person(client, db):
    resident = ResidentFactory(verified=True)
    client.force_login(resident.user)
    return resident


def named(survey):
    """The names of its fields, by our own words for them."""
    return dict(zip(QUESTIONS, (question.name for question in survey.questions.all()), strict=True))


def answered(survey, times=1, **answers):
    names = named(survey)
    for _ in range(times):
        answer(survey, {names[word]: value for word, value in answers.items()}, voice=VoiceFactory())
