"""이의신청: by the author, once for each decision, and answered with a reason."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import AccessLog, Verb
from common.signals import public_content_changed
from participation.actions.steps import require_headquarters
from participation.models import Appeal, Decision
from participation.moderating.deeds import undo
from participation.moderating.desk import Desk, latest_decision
from participation.moderating.rules import appeal_until
from participation.moderating.telling import tell_of_answer

ONCE = "이미 이의신청을 하셨습니다. 한 번 하실 수 있습니다."
LATE = "이의신청을 할 수 있는 때가 지났습니다."
OVER = "그 뒤에 다르게 처리되어 이의신청을 하실 것이 없습니다."
ANSWERED = "방금 다른 분이 이 이의신청에 답했습니다."
NEEDED = {"text": "무엇이 다르다고 생각하시는지 적어 주십시오."}


def why_not(decision, resident):
    """The sentence that refuses an appeal, or ''. Whoever is not the author is told nothing at all."""
    if resident is None or decision.thing.author_id != resident.pk:
        raise PermissionDenied("쓴 분만 이의신청을 할 수 있습니다.")
    if Appeal.objects.filter(decision=decision).exists():
        return ONCE
    if not decision.is_appealable:
        return "이의신청을 할 수 있는 결정이 아닙니다."
    if latest_decision(decision.thing).pk != decision.pk or decision.thing.withdrawn_at:
        return OVER
    return LATE if timezone.now() > appeal_until(decision) else ""


@transaction.atomic
def appeal(decision, *, resident, text):
    if not text.strip():
        raise ValidationError(NEEDED)
    Desk(decision.thing, by=None)
    decision = Decision.objects.select_related("issue", "comment__issue").get(pk=decision.pk)
    if refusal := why_not(decision, resident):
        raise ValidationError(refusal)
    return Appeal.objects.create(decision=decision, resident=resident, text=text.strip())


@transaction.atomic
def answer_appeal(appeal, *, by, is_upheld, answer):
    """Upheld, what was decided is undone, unless something else has been decided since."""
    require_headquarters(by)
    if not answer.strip():
        raise ValidationError({"answer": "까닭을 적어 주십시오. 신청하신 분께 전해집니다."})
    thing = appeal.decision.thing
    desk = Desk(thing, by=None)
    desk.by = by
    appeal = Appeal.objects.select_for_update(no_key=True, of=("self",)).get(pk=appeal.pk)
    if appeal.answered_at:
        raise ValidationError(ANSWERED)
    appeal.is_upheld, appeal.answer = is_upheld, answer.strip()
    appeal.answered_at, appeal.answered_by = timezone.now(), by
    appeal.save()
    tell_of_answer(appeal)
    is_in_force = latest_decision(desk.thing).pk == appeal.decision_id and not desk.thing.withdrawn_at
    if is_upheld and is_in_force:
        undo(desk, appeal.decision.deed, answer)
    public_content_changed.send(sender=Appeal)
    AccessLog.objects.record(Verb.ISSUE, actor=by, obj=appeal, reason="이의신청에 답함")
    return appeal
