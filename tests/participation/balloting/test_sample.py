"""The sample's ballots and survey are made by the deeds alone, and show what they should."""

import pytest

from participation.balloting.results import results_of
from participation.models import BallotState
from participation.sample.ballots import make_ballots
from participation.surveying.results import results_of as answers_of
from tests.factories.residents import VoiceFactory

pytestmark = pytest.mark.django_db


def test_one_is_open_one_is_counted_and_a_survey_tells(district, secretariat):
    voices = [VoiceFactory() for _ in range(30)]

    opened, closed, survey = make_ballots(district.get_site(), voices=voices, by=secretariat)

    assert opened.state == BallotState.OPEN
    assert closed.sealed["voters"] == closed.sealed["papers"] == 30
    assert results_of(closed).is_whole
    assert closed.offline_results.get().participants == 84
    assert answers_of(survey).total == 30
