"""What happens with a ballot. Every deed locks the ballot's row and looks at the locked row."""

import secrets

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.roles import OFFICE, SECRETARIAT, is_office
from common.signals import public_content_changed
from participation.balloting.ballot_log import Step
from participation.balloting.rules import check_choices, check_ground, in_words, refuse_unready, why_not_now
from participation.balloting.stirring import slip_in
from participation.models import Ballot, BallotNote, BallotState, NoteKind, OfflineResult, Paper, Voter
from participation.models.paper import RECEIPT_LENGTH

# Crockford's alphabet: nothing that is mistaken for another when read aloud or noted down.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class AlreadyVoted(ValidationError):
    """One voice, one vote."""

    def __init__(self):
        super().__init__("이미 투표하셨습니다.")


def lock(ballot):
    return Ballot.objects.select_for_update(of=("self",), no_key=True).get(pk=ballot.pk)


def told(ballot, kind, *, by=None, office="", text=""):
    """Everything that is done with a public ballot stands on its page."""
    office = office or (OFFICE if is_office(by) else SECRETARIAT)
    BallotNote.objects.create(ballot=ballot, kind=kind, office=office, text=text)
    ballot.updated_at = timezone.now()
    ballot.save()
    public_content_changed.send(sender=Ballot)


@transaction.atomic
def publish(ballot, *, by):
    """From now on everybody sees it; it may be changed until it opens."""
    ballot = lock(ballot)
    if ballot.published_at is not None:
        raise ValidationError("이미 게시한 투표입니다.")
    if ballot.opens_at < timezone.now():
        raise ValidationError("시작 시각이 이미 지났습니다. 시작 시각을 뒤로 고쳐 주십시오.")
    refuse_unready(ballot)
    ballot.published_at = timezone.now()
    told(ballot, NoteKind.PUBLISHED, by=by)
    log(instance=ballot, action=str(Step.PUBLISHED), user=by)
    return ballot


@transaction.atomic
def extend(ballot, *, closes_at, reason, by):
    """The one change of a ballot that is open: a later end. Earlier would let somebody choose the moment."""
    ballot = lock(ballot)
    if ballot.state_at(timezone.now()) != BallotState.OPEN:
        raise ValidationError("진행 중인 투표만 마감을 늦출 수 있습니다.")
    if closes_at <= ballot.closes_at:
        raise ValidationError("마감은 늦출 수만 있습니다. 앞당기지 못합니다.")
    before, ballot.closes_at = ballot.closes_at, closes_at
    text = f"마감을 {in_words(before)}에서 {in_words(closes_at)}로 늦추었습니다. {reason}"
    told(ballot, NoteKind.EXTENDED, by=by, text=text)
    log(instance=ballot, action=str(Step.EXTENDED), user=by, data={"reason": reason})
    return ballot


@transaction.atomic
def cancel(ballot, *, reason, by):
    """Before the close only: who has seen a result may not undo it. What was voted is never counted."""
    ballot = lock(ballot)
    if ballot.state_at(timezone.now()) not in (BallotState.COMING, BallotState.OPEN):
        raise ValidationError("게시하고 아직 마감하지 않은 투표만 취소할 수 있습니다.")
    ballot.cancelled_at = timezone.now()
    told(ballot, NoteKind.CANCELLED, by=by, text=reason)
    log(instance=ballot, action=str(Step.CANCELLED), user=by, data={"reason": reason})
    return ballot


def cast(ballot, voice, *, ground, choices):
    """Vote, and get the receipt: it is told once and kept nowhere beside the voter."""
    try:
        with transaction.atomic():
            return _cast(lock(ballot), voice, ground, choices)
    except IntegrityError as error:  # the constraint's word, should the look under the lock ever miss one
        raise AlreadyVoted from error


def _cast(ballot, voice, ground, choices):
    if sentence := why_not_now(ballot, timezone.now()):  # the clock is read under the lock
        raise ValidationError(sentence)
    check_ground(ballot, ground)
    check_choices(ballot, choices)
    if ballot.voters.filter(voice=voice).exists():
        raise AlreadyVoted
    Voter.objects.create(ballot=ballot, voice=voice, ground=ground)
    paper = Paper(receipt=new_receipt(), ballot=ballot, choices=choices)
    slip_in(paper, ballot.papers.all())
    return paper.receipt_in_words


def new_receipt():
    return "".join(secrets.choice(ALPHABET) for _ in range(RECEIPT_LENGTH))


@transaction.atomic
def note_offline(ballot, *, by, held_on, place, participants, counts, source, note=""):
    """What a 원탁회의 chose. ``counts`` by the option's number."""
    ballot = lock(ballot)
    result = OfflineResult.objects.create(
        **{"ballot": ballot, "held_on": held_on, "place": place, "participants": participants},
        **{"counts": {str(number): count for number, count in counts.items()}},
        **{"source": source, "note": note},
    )
    if ballot.published_at:
        told(ballot, NoteKind.OFFLINE, by=by, text=f"{source}에 따라 적었습니다.")
    log(instance=ballot, action=str(Step.OFFLINE), user=by)
    return result


@transaction.atomic
def take_out_offline(result, *, reason, by):
    """An entry that was wrong goes, and that it went is told."""
    ballot = lock(result.ballot)
    result.delete()
    if ballot.published_at:
        told(ballot, NoteKind.OFFLINE, by=by, text=f"적은 것을 지웠습니다. {reason}")
    log(instance=ballot, action=str(Step.OFFLINE_OUT), user=by, data={"reason": reason})
