"""What a person's hand keeps against a list, and taking the list's word after all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from common.signals import public_content_changed
from directory.actions import require_headquarters
from directory.importing.locking import Busy, one_at_a_time
from directory.importing.log import ImportAction
from directory.importing.target import target_of
from directory.importing.words import Words
from directory.models.importing import SourceRecord

# Half of a point, or a number without the rest of its numbers, would be nobody's word.
TOGETHER = (
    {"latitude", "longitude"},
    {"road_address", "lot_address", "address_detail", "legal_dong"},
    {"phone", "phones"},
    {"hours", "opening_hours"},
    {"fee_kind", "fee"},
    {"opened_on", "opened_precision"},
)


def thing_of(record):
    return record.facility or record.benefit


def differences(records, kind):
    """(record, [(name, label, ours, theirs)]) of records of one kind of list, in a constant number of queries."""
    records, target, words = list(records), target_of(kind), Words(kind)
    pks = [getattr(record, f"{target.link}_id") for record in records]
    store = target.store(None, None, timezone.now())
    now = store.snapshots([pk for pk in pks if pk])
    return [
        (record, _of_one(record, now[pk].values if pk in now else {}, words))
        for record, pk in zip(records, pks, strict=True)
    ]


def _of_one(record, ours, words):
    return [
        (name, words.label(name), words.value(name, ours.get(name)), words.value(name, theirs))
        for name, theirs in record.held.items()
    ]


def together_with(name, record):
    """The held fields that are taken with this one, itself among them."""
    group = next((group for group in TOGETHER if name in group), {name})
    return [other for other in record.held if other in group]


def take_listed(record, name, *, by):
    """Write what the list says over what a person wrote, on the page itself, and let the list lead again."""
    require_headquarters(by)
    try:
        with one_at_a_time(), transaction.atomic():
            return _take(record.pk, name, by)
    except Busy as busy:
        raise ValidationError(str(busy)) from busy


def _take(pk, name, by):
    record = SourceRecord.objects.select_for_update(of=("self",)).select_related("source").get(pk=pk)
    target = target_of(record.source.kind)
    thing = getattr(record, f"{target.link}_id")
    store = target.store(record.source, None, timezone.now())
    snapshot = store.snapshots([thing], lock=True).get(thing)
    names = together_with(name, record)
    if snapshot is None or not names:
        raise ValidationError("남아 있는 차이가 아닙니다. 그사이 누가 정했을 수 있습니다.")
    if snapshot.in_hand:
        raise ValidationError(f"{snapshot.in_hand} 지금은 바꿀 수 없습니다.")
    values = {each: record.held[each] for each in names}
    store.update({thing: values})
    record.held = {each: value for each, value in record.held.items() if each not in values}
    record.written = record.written | values
    record.save(update_fields=["held", "written"])
    words = ", ".join(target.labels.get(each, each) for each in names)
    log(instance=thing_of(record), action=ImportAction.TOOK_LISTED, user=by, data={"reason": words})
    public_content_changed.send(sender=SourceRecord)
    return record
