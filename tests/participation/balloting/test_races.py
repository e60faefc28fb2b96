"""Many press in the same moment, on connections of their own."""

import pytest
from django.db import connection

from participation.balloting.actions import cancel, cast
from participation.balloting.results import seal
from participation.models import Paper, Voter
from tests.directory.lending.test_races import at_once
from tests.factories.ballots import CLOSES, BallotFactory
from tests.factories.residents import VoiceFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def test_twenty_presses_by_five_people_are_five_votes(ballot):
    voices = [VoiceFactory() for _ in range(5)]

    results = at_once(
        *(lambda voice=voice: cast(ballot, voice, ground="lives", choices=[1]) for voice in voices * 4)
    )

    assert Voter.objects.count() == Paper.objects.count() == 5
    assert results.count("이미 투표하셨습니다.") == 15
    assert len({result for result in results if "-" in result}) == 5


def test_a_vote_and_a_cancellation_at_once_leave_nothing_half_done(ballot, secretariat):
    voice = VoiceFactory()

    results = at_once(
        lambda: cast(ballot, voice, ground="lives", choices=[1]),
        lambda: cancel(ballot, reason="취소합니다.", by=secretariat),
    )

    assert Voter.objects.count() == Paper.objects.count()
    assert len(results) == 2


def test_two_workers_count_once(clock):
    ballot = BallotFactory()
    cast(ballot, VoiceFactory(), ground="lives", choices=[1])
    clock(CLOSES)

    at_once(lambda: seal(ballot), lambda: seal(ballot))

    assert ballot.notes.filter(kind="counted").count() == 1
