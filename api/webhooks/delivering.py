"""Delivering to one receiver: in order, one message at a time, the position after the 2xx and never before."""

import random
import time
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.db import connection, transaction
from django.utils import timezone
from wagtail.log_actions import log

from api.models import ChangeCounter
from api.webhooks.mails import tell_switched_off
from api.webhooks.messages import is_expired, next_message, position_after_others, test_message
from api.webhooks.models import GIVES_UP_AFTER, Delivery, Subscriber
from api.webhooks.posting import Answer, post
from api.webhooks.signing import headers
from api.webhooks.webhooks_log import Deed

# How long one receiver is served before the others have their turn.
TURN_SECONDS = 10
BACKOFF = (
    *(timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10)),
    *(timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2), timedelta(hours=4)),
)
JITTER = 0.2
UNREADABLE = "비밀키를 읽을 수 없습니다(SECRET_KEY가 바뀌었습니다). 비밀키를 바꾸어 주십시오."
GONE = "받는 쪽이 더 받지 않겠다고 답했습니다(410)."


def deliver(subscriber):
    """All that waits for it, for about ten seconds. Returns how many messages it received.

    Does nothing where another worker is at it.
    """
    if not subscriber.take_lease():
        return 0
    try:
        if subscriber.test_asked:
            _send_test(subscriber)
        return _send_changes(subscriber)
    finally:
        subscriber.give_lease_back()


def _send_changes(subscriber):
    ends, received = time.monotonic() + TURN_SECONDS, 0
    while subscriber.is_on and subscriber.next_try_at <= timezone.now() and subscriber.keep_lease():
        counter = ChangeCounter.read()
        if is_expired(subscriber, counter) and not _begin_anew(subscriber, counter):
            break
        message = next_message(subscriber, counter)
        if message is None:
            _pass_over(subscriber, counter)
            break
        answer = _send(subscriber, message)
        if not _note(subscriber, message, answer):
            break
        received += 1
        if not message.has_more or subscriber.is_slow or time.monotonic() >= ends:
            break
        subscriber.refresh_from_db()
    return received


def _send(subscriber, message):
    now = int(timezone.now().timestamp())
    try:
        found = headers(subscriber.secrets(), message.id, now, message.body)
    except InvalidToken:
        return Answer(error=UNREADABLE)
    if not connection.in_atomic_block:
        connection.close()  # there are few, and a receiver may think for long
    return post(subscriber.address, message.body, found)


def _send_test(subscriber):
    subscriber.keep_lease()
    message = test_message(subscriber, ChangeCounter.read())
    answer = _send(subscriber, message)
    with transaction.atomic():
        subscriber.mine().update(test_asked=False)
        _write_down(subscriber, message, answer, is_test=True)


def _begin_anew(subscriber, counter):
    return _move(subscriber, epoch=counter.epoch, position=0)


def _pass_over(subscriber, counter):
    position = position_after_others(subscriber, counter)
    if position != subscriber.position:
        _move(subscriber, position=position)


def _move(subscriber, **changes):
    """Unless somebody asked for a replay meanwhile: what people asked for holds. Returns whether it moved."""
    still = subscriber.mine().filter(
        position=subscriber.position, epoch=subscriber.epoch, replays=subscriber.replays
    )
    if not still.update(**changes):
        return False
    for name, value in changes.items():
        setattr(subscriber, name, value)
    return True


@transaction.atomic
def _note(subscriber, message, answer):
    """Write down what came of it. Returns whether there may be a next message at once."""
    _write_down(subscriber, message, answer, attempt=subscriber.failures + 1)
    if answer.is_received:
        return _note_success(subscriber, message, answer)
    _note_failure(subscriber, answer)
    return False


def _note_success(subscriber, message, answer):
    now = timezone.now()
    subscriber.mine().update(
        **{"failures": 0, "failing_since": None, "last_error": "", "last_success_at": now},
        **{"last_ms": answer.milliseconds, "next_try_at": now},
    )
    subscriber.failures, subscriber.last_ms = 0, answer.milliseconds
    return _move(subscriber, position=message.position)


def _note_failure(subscriber, answer):
    now = timezone.now()
    since = subscriber.failing_since or now
    changes = {
        **{"failures": subscriber.failures + 1, "failing_since": since, "last_error": answer.error},
        "last_ms": answer.milliseconds,
        "next_try_at": now + max(backoff(subscriber.failures), answer.retry_after),
    }
    # Somebody may have switched it off and on again while it was being sent: that is a clean slate.
    still = subscriber.mine().filter(failures=subscriber.failures, is_on=True)
    if not still.update(**changes):
        return
    if answer.is_gone:
        switch_off(subscriber, GONE)
    elif now - since >= GIVES_UP_AFTER:
        switch_off(subscriber, answer.error)


def switch_off(subscriber, why):
    """By itself. The contact and headquarters hear of it with the same commit."""
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    found.is_on, found.disabled_at, found.disabled_why = False, timezone.now(), why[:200]
    found.save(update_fields=["is_on", "disabled_at", "disabled_why"])
    log(found, str(Deed.DISABLED), data={"reason": found.disabled_why})
    tell_switched_off(found)


def backoff(failures):
    """How long to wait after so many failures before this one; never quite the same."""
    wait = BACKOFF[min(failures, len(BACKOFF) - 1)]
    return wait * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret


def _write_down(subscriber, message, answer, **more):
    if not Subscriber.objects.filter(pk=subscriber.pk).exists():
        return  # taken away while it was being sent
    Delivery.objects.create(
        **{"subscriber": subscriber, "message_id": message.id, "items": message.items},
        **{"cursor": message.cursor, "status": answer.status, "error": answer.error},
        **{"excerpt": answer.excerpt, "milliseconds": answer.milliseconds},
        **more,
    )
