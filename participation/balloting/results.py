"""What a ballot came to. Nobody gets it before the close, whoever asks and however."""

import hashlib
import logging
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from common.signals import public_content_changed
from participation.balloting.actions import lock
from participation.balloting.counting import count
from participation.balloting.rules import places_of
from participation.balloting.stirring import put_in_order
from participation.models import Ballot, BallotKind, BallotNote, BallotState, NoteKind

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Results:
    """``rows`` hold an option each, the first first. ``is_whole``: as many voted as there are papers."""

    voters: int
    papers: int
    digest: str
    rows: list

    @property
    def is_whole(self):
        return self.voters == self.papers


def results_of(ballot, now=None):
    """The results, or None while nobody may have them. The worker may be late; the close is not."""
    if ballot.state_at(now or timezone.now()) != BallotState.CLOSED:
        return None
    found = ballot.sealed or _counted(ballot)
    options = {option.number: option for option in ballot.options.select_related("issue")}
    most = max((row["points"] for row in found["rows"]), default=0)
    rows = [
        row
        | {
            "option": options[row["number"]],
            "share": round(100 * row["votes"] / found["papers"], 1) if found["papers"] else 0,
            "width": round(100 * row["points"] / most) if most else 0,
        }
        for row in found["rows"]
    ]
    return Results(found["voters"], found["papers"], found["digest"], rows)


def _counted(ballot):
    papers = list(ballot.papers.order_by("receipt").values_list("receipt", "choices"))
    numbers = list(ballot.options.values_list("number", flat=True))
    return {
        "voters": ballot.voters.count(),
        "papers": len(papers),
        "digest": digest_of(papers),
        "rows": count((choices for _, choices in papers), numbers=numbers, places=places_of(ballot)),
    }


def digest_of(papers):
    """SHA-256 over the lines "receipt,numbers" in the order of receipts: whoever has the CSV can make it."""
    lines = "".join(f"{receipt},{' '.join(map(str, choices))}\n" for receipt, choices in papers)
    return hashlib.sha256(lines.encode()).hexdigest()


def grounds_of(ballot):
    """How many voted on which ground, after the close."""
    if ballot.state != BallotState.CLOSED:
        return {}
    return dict(ballot.voters.order_by().values_list("ground").annotate(Count("pk")))


@transaction.atomic
def seal(ballot):
    """Count once and for all, and leave rows that lie in the order of their keys. Twice changes nothing."""
    ballot = lock(ballot)
    if ballot.sealed_at is not None or ballot.state_at(timezone.now()) != BallotState.CLOSED:
        return ballot
    put_in_order(ballot.voters.all())
    put_in_order(ballot.papers.all())
    ballot.sealed = _counted(ballot)
    ballot.sealed_at = ballot.updated_at = timezone.now()
    ballot.save()
    voters, papers = ballot.sealed["voters"], ballot.sealed["papers"]
    if voters != papers:
        logger.error("Ballot %s has %s voters and %s papers", ballot.pk, voters, papers)
    text = f"투표한 사람 {voters:,}명, 투표용지 {papers:,}장. 봉인값 {ballot.sealed['digest']}"
    BallotNote.objects.create(ballot=ballot, kind=NoteKind.COUNTED, office="누리넷", text=text)
    public_content_changed.send(sender=Ballot)
    return ballot


def is_ranked(ballot):
    return ballot.kind == BallotKind.RANKING
