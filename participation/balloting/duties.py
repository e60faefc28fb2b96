"""What the clock calls: count what has ended."""

from participation.balloting.results import seal
from participation.models import Ballot, BallotState


def close_ended_ballots():
    """Seal every ballot whose time is over, the oldest first."""
    ended = Ballot.objects.in_state(BallotState.CLOSED).filter(sealed_at__isnull=True)
    for ballot in ended.order_by("closes_at", "pk"):
        seal(ballot)


DUTIES = ((close_ended_ballots, 30),)
