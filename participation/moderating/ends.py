"""What becomes of 게시중단 요청 when their thing is restored, or blocked for good."""

from django.utils import timezone

from participation.models import Deed, TakedownRequest, TakedownState
from participation.models.about import about
from participation.moderating.mails import tell_applicant

ENDS = {Deed.RESTORED: TakedownState.RESTORED, Deed.BLOCKED: TakedownState.REMOVED}


def settle_takedowns(decision):
    """The 임시조치 of the decision's thing end with it; each applicant is told. Its row is locked already."""
    state = ENDS.get(Deed(decision.deed))
    if state is None or decision.until:
        return
    if decision.thing.withdrawn_at:  # its author took it back meanwhile: nobody reads it again
        state = TakedownState.REMOVED
    for takedown in TakedownRequest.objects.blocking().filter(**about(decision.thing)).order_by("pk"):
        end(takedown, state, decision)


def end(takedown, state, decision=None):
    takedown.state, takedown.decision, takedown.ended_on = state, decision, timezone.localdate()
    takedown.save(update_fields=["state", "decision", "ended_on"])
    tell_applicant(takedown)
