"""One open ballot, people who vote, and a clock that stands still inside its time."""

from datetime import timedelta

import pytest

from participation.balloting.actions import cast
from tests.factories.ballots import CLOSES, OPENS, BallotFactory
from tests.factories.residents import ResidentFactory, VoiceFactory

INSIDE = OPENS + timedelta(hours=1)
LAST_MOMENT = CLOSES - timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Moves the clock; it stands inside the ballot's time."""

    def move(moment):
        time_machine.move_to(moment, tick=False)

    move(INSIDE)
    return move


@pytest.fixture
def ballot(db):
    return BallotFactory()


@pytest.fixture
def voter(client, db):
    """A verified resident, signed in."""
    resident = ResidentFactory(verified=True)
    client.force_login(resident.user)
    return resident


def vote(ballot, *choices, voice=None, ground="lives"):
    return cast(ballot, voice or VoiceFactory(), ground=ground, choices=list(choices))
