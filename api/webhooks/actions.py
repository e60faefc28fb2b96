"""What headquarters does with a webhook. Each deed is one line of Wagtail's log; those that give something out
also stand in the access log."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from wagtail.api.v2.utils import BadRequestError
from wagtail.log_actions import log

from accounts.models import AccessLog, Verb
from api.changes import Expired, position_of
from api.models import ChangeCounter, Departure, PublicObject
from api.webhooks.models import Subscriber
from api.webhooks.signing import new_secret
from api.webhooks.webhooks_log import Deed
from common.moments import midnight

FORGOTTEN = "그 뒤의 기록을 다 갖고 있지 않습니다. ‘처음부터’ 다시 보내 주십시오."


@transaction.atomic
def make(subscriber, *, from_beginning, by):
    """Save the new subscriber. Returns its secret, which is never told again."""
    counter = ChangeCounter.read()
    secret = new_secret()
    subscriber.put_secret(secret)
    subscriber.epoch, subscriber.position = counter.epoch, 0 if from_beginning else counter.last
    subscriber.created_by = by
    subscriber.full_clean(exclude=["secret"])
    subscriber.save()
    log(subscriber, str(Deed.MADE), user=by)
    _note(subscriber, "만들고 비밀키를 보였습니다", by)
    return secret


@transaction.atomic
def edit(subscriber, changes, *, by):
    """``changes`` are columns of the form. What moved meanwhile, above all the position, stays as it is."""
    found = _locked(subscriber)
    for name, value in changes.items():
        setattr(found, name, value)
    found.full_clean()
    found.save(update_fields=list(changes))
    log(found, str(Deed.EDITED), user=by)
    _note(found, "고쳤습니다", by)


@transaction.atomic
def delete(subscriber, *, by):
    found = _locked(subscriber)
    log(found, str(Deed.DELETED), user=by, deleted=True)
    _note(found, "지웠습니다", by)
    found.delete()


@transaction.atomic
def rotate(subscriber, hours, *, by):
    """A new secret, returned and never told again. For so many hours the old one signs too; 0 ends it at once."""
    found = _locked(subscriber)
    if hours and found.has_two_secrets:
        until = timezone.localtime(found.old_secret_until)
        raise ValidationError(
            f"앞 비밀키가 아직 쓰이고 있습니다({until:%Y-%m-%d %H:%M}까지). "
            "새어 나갔다면 ‘지금 바로’를 골라 주십시오."
        )
    secret = new_secret()
    found.put_secret(secret, old_until=timezone.now() + timedelta(hours=hours) if hours else None)
    found.save(update_fields=["secret", "old_secret", "old_secret_until"])
    log(found, str(Deed.ROTATED), user=by)
    _note(found, f"비밀키를 바꾸고 보였습니다(앞 비밀키 {hours}시간 더)", by)
    return secret


@transaction.atomic
def pause(subscriber, *, by):
    found = _locked(subscriber)
    if not found.is_on:
        raise ValidationError("이미 멈추어 있습니다.")
    found.is_on = False
    found.save(update_fields=["is_on"])
    log(found, str(Deed.PAUSED), user=by)


@transaction.atomic
def resume(subscriber, *, by):
    """With a clean slate, from where it stopped."""
    found = _locked(subscriber)
    if found.is_on:
        raise ValidationError("이미 켜져 있습니다.")
    _clean_slate(found)
    found.is_on, found.disabled_at, found.disabled_why = True, None, ""
    found.save()
    log(found, str(Deed.RESUMED), user=by)


@transaction.atomic
def ask_test(subscriber, *, by):
    """The worker sends it within a second or two; what came of it stands in the log."""
    found = _locked(subscriber)
    found.test_asked = True
    found.save(update_fields=["test_asked"])
    log(found, str(Deed.TESTED), user=by)


@transaction.atomic
def replay(subscriber, position, where, *, by):
    """Send again all that comes after ``position``; ``where`` says it in words."""
    found, counter = _locked(subscriber), ChangeCounter.read()
    found.epoch, found.position = counter.epoch, position
    found.replays += 1
    found.next_try_at = timezone.now()
    found.save(update_fields=["epoch", "position", "replays", "next_try_at"])
    log(found, str(Deed.REPLAYED), user=by, data={"reason": where})
    _note(found, f"다시 보내게 했습니다: {where}", by)


def position_of_cursor(text):
    """Where a cursor stands that a receiver or the log names. Raises `ValidationError` with a sentence."""
    try:
        return position_of(ChangeCounter.read(), text)[0]
    except Expired:
        raise ValidationError(FORGOTTEN) from None
    except BadRequestError:
        raise ValidationError("cursor를 읽지 못했습니다. 기록에 있는 그대로 옮겨 적어 주십시오.") from None


def position_of_day(day):
    """Just before the first change of that day or after it. Raises `ValidationError` if not all is remembered."""
    counter, start = ChangeCounter.read(), midnight(day)
    if start > timezone.now():
        raise ValidationError("아직 오지 않은 날입니다.")
    later = (PublicObject.objects.told(), Departure.objects)
    later = [rows.filter(changed_at__gte=start).aggregate(first=Min("position"))["first"] for rows in later]
    position = min((first - 1 for first in later if first is not None), default=counter.last)
    if position < counter.forgotten:
        raise ValidationError(FORGOTTEN)
    return position


def newest_position():
    return ChangeCounter.read().last


def _locked(subscriber):
    return Subscriber.objects.select_for_update(of=("self",)).get(pk=subscriber.pk)


def _clean_slate(found):
    found.failures, found.failing_since, found.last_error = 0, None, ""
    found.next_try_at, found.last_ms = timezone.now(), 0


def _note(subscriber, words, by):
    AccessLog.objects.record(Verb.WEBHOOK, actor=by, obj=subscriber, reason=words)
