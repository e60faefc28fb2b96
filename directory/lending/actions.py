"""What happens to a request. ``by`` is the person of the giver; None is the machine, or who asked.

Each locks the resource and then the request, looks at the locked rows, moves the state and the slots in
one transaction, and writes the access log last. That nobody gets the same thing for the same time twice
is counted under the lock, and kept by the constraint on ``TakenSlot`` whatever happens.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import AccessLog, Verb
from common.signals import public_content_changed
from directory.lending.lending_log import Step
from directory.lending.mails import tell_asker, tell_givers
from directory.lending.permissions import require_giver
from directory.lending.rules import refuse_unlendable, refuse_what_is_taken
from directory.lending.slots import slots_between
from directory.models.lending import PERSONAL, LendingRequest, LendingState, TakenSlot
from directory.models.resource import ResourcePage

TAKEN_MEANWHILE = "방금 다른 신청을 먼저 승낙하여 그때는 이미 나갔습니다."
NO_ANSWER = "답을 드리지 못한 채 때가 지났습니다. 죄송합니다."


def _locked_resource(pk):
    resources = ResourcePage.objects.select_related("agency")
    return resources.select_for_update(of=("self",), no_key=True).get(pk=pk)


def _locked(request, by=None):
    """The request's row, locked after its resource's, if ``by`` may decide about it."""
    resource = _locked_resource(request.resource_id)
    require_giver(by, resource)
    row = LendingRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    row.resource = resource
    return row


def _require(request, *states):
    if request.state not in states:
        raise ValidationError(f"지금은 할 수 없습니다. 이 신청은 ‘{request.get_state_display()}’ 상태입니다.")


def _require_reason(by, reason):
    if by is not None and not reason.strip():
        raise ValidationError("까닭을 적어 주십시오. 신청하신 분께 전해집니다.")


def _note(request, step, by, *, is_public=False):
    """Into both logs; the step alone, so that nothing personal outlives its day there."""
    if is_public:
        public_content_changed.send(sender=TakenSlot)
    log(instance=request, action=str(step), user=by)
    AccessLog.objects.record(Verb.LENDING, actor=by, obj=request, reason=step.label)


def _end(request, state):
    request.state = state
    request.purge_on = timezone.localdate() + timedelta(days=settings.LENDING_KEEP_DAYS)


# Asking --------------------------------------------------------------------------------------


@transaction.atomic
def ask(resource, *, uuid, starts_at, ends_at, quantity, by=None, **wishes):
    """A request, once: the same ``uuid`` again is the same request, and nobody is told twice.

    ``by`` is the giver who writes down a call; then nobody needs to be told that it came.
    """
    resource = _locked_resource(resource.pk)
    require_giver(by, resource)
    if known := LendingRequest.objects.filter(uuid=uuid).first():
        return known
    refuse_unlendable(resource, starts_at, ends_at, quantity, by_giver=by is not None)
    request = LendingRequest.objects.create(
        uuid=uuid,
        resource=resource,
        starts_at=starts_at,
        ends_at=ends_at,
        quantity=quantity,
        consented_at=timezone.now(),
        **wishes,
    )
    tell_asker(request)
    if by is None:
        tell_givers(request)
    _note(request, Step.NOTED if by else Step.ASKED, by)
    return request


# Deciding ------------------------------------------------------------------------------------


@transaction.atomic
def accept(request, *, by=None, note=""):
    request = _locked(request, by)
    _require(request, LendingState.ASKED)
    if request.ends_at <= timezone.now():
        raise ValidationError("이미 지난 때라 승낙할 수 없습니다.")
    _take(request)
    request.state, request.reason = LendingState.ACCEPTED, note.strip()
    request.decided_at, request.decided_by = timezone.now(), by
    request.save()
    tell_asker(request)
    _note(request, Step.ACCEPTED, by, is_public=True)
    return request


def _take(request):
    """Write the request's slots: free pieces for each piece of time."""
    resource = request.resource
    try:
        refuse_what_is_taken(resource, request.starts_at, request.ends_at, request.quantity)
    except ValidationError as refusal:
        raise ValidationError(refusal.messages) from refusal
    slots = slots_between(resource.lending_unit, request.starts_at, request.ends_at)
    taken = resource.taken_slots.filter(starts_at__range=(slots[0], slots[-1]))
    taken = set(taken.values_list("starts_at", "piece"))
    rows = [
        TakenSlot(resource=resource, request=request, starts_at=slot, piece=piece)
        for slot in slots
        for piece in _free_pieces(taken, slot, request.quantity)
    ]
    try:
        with transaction.atomic():
            TakenSlot.objects.bulk_create(rows, batch_size=1000)
    except IntegrityError as clash:
        raise ValidationError(TAKEN_MEANWHILE) from clash


def _free_pieces(taken, slot, quantity):
    """The lowest numbers that nobody has; that there are as many was counted before."""
    free, piece = [], 1
    while len(free) < quantity:
        if (slot, piece) not in taken:
            free.append(piece)
        piece += 1
    return free


@transaction.atomic
def decline(request, *, by=None, reason=""):
    request = _locked(request, by)
    _require(request, LendingState.ASKED)
    _require_reason(by, reason)
    _end(request, LendingState.DECLINED)
    request.reason, request.decided_at, request.decided_by = reason.strip(), timezone.now(), by
    request.save()
    tell_asker(request)
    _note(request, Step.DECLINED, by)
    return request


# Lending and taking back ---------------------------------------------------------------------


@transaction.atomic
def lend(request, *, by=None):
    """Hand it over. What did not come back in time is still out, whatever the calendar says."""
    request = _locked(request, by)
    _require(request, LendingState.ACCEPTED)
    resource = request.resource
    out = sum(resource.requests.filter(state=LendingState.LENT).order_by().values_list("quantity", flat=True))
    if out + request.quantity > resource.quantity:
        raise ValidationError(
            f"아직 돌려받지 못한 것이 {out}{resource.unit_word} 있습니다. 돌려받았으면 먼저 그 신청에 적어 주십시오."
        )
    request.state, request.lent_at = LendingState.LENT, timezone.now()
    request.save()
    tell_asker(request)
    _note(request, Step.LENT, by)
    return request


@transaction.atomic
def take_back(request, *, by=None):
    """It came back; what is left of its time is free again from the next slot on."""
    request = _locked(request, by)
    _require(request, LendingState.LENT)
    _end(request, LendingState.RETURNED)
    request.returned_at = timezone.now()
    request.save()
    request.slots.filter(starts_at__gt=request.returned_at).delete()
    tell_asker(request)
    _note(request, Step.RETURNED, by, is_public=True)
    return request


# Ending otherwise ----------------------------------------------------------------------------


def _cancel(request, by, step, reason):
    was_accepted = request.state == LendingState.ACCEPTED
    _end(request, LendingState.CANCELLED)
    request.reason = reason.strip()
    request.save()
    request.slots.all().delete()
    tell_asker(request)
    if step is Step.WITHDRAWN:
        tell_givers(request)
    _note(request, step, by, is_public=was_accepted)
    return request


@transaction.atomic
def cancel(request, *, by=None, reason=""):
    request = _locked(request, by)
    _require(request, LendingState.ASKED, LendingState.ACCEPTED)
    _require_reason(by, reason)
    return _cancel(request, by, Step.CANCELLED, reason)


@transaction.atomic
def withdraw(request):
    """By who asked, who holds the private address."""
    request = _locked(request)
    _require(request, LendingState.ASKED, LendingState.ACCEPTED)
    return _cancel(request, None, Step.WITHDRAWN, "")


@transaction.atomic
def lapse(request):
    request = _locked(request)
    if request.state == LendingState.ASKED and request.ends_at <= timezone.now():
        _cancel(request, None, Step.LAPSED, NO_ANSWER)


# Forgetting ----------------------------------------------------------------------------------


@transaction.atomic
def forget(request, *, by=None):
    request = _locked(request, by)
    if not request.may_be_forgotten:
        raise ValidationError("일이 끝난 뒤에 지울 수 있습니다. 쓰지 않으시려면 먼저 취소해 주십시오.")
    for name in PERSONAL:
        setattr(request, name, "")
    request.save(update_fields=PERSONAL)
    log(instance=request, action=str(Step.FORGOTTEN), user=by)
    AccessLog.objects.record(Verb.FORGOTTEN, actor=by, obj=request, reason="보관 기간이 끝났거나 본인이 원함")
    return request


def keep_house(limit=200):
    """The worker's duty: close what nobody answered in time, and forget who had it."""
    for request in LendingRequest.objects.unanswered().order_by("pk")[:limit]:
        lapse(request)
    for request in LendingRequest.objects.forgettable().order_by("pk")[:limit]:
        forget(request)
