"""Sending: everybody once, whatever dies in between, and however many workers there are.

A letter is *claimed* (committed, with a lease), *handed* to its channel, and then *sent* (committed). What
a dead worker leaves is claimed with a lease that runs out, and then one of these is true:

* the channel knows (``was_sent``): the letter is sent, or it waits again;
* it does not, and the letter was not yet handed over: it waits again;
* it does not, and it was handed over: nobody can know. It is *unclear*, is never sent again by itself, and the
  secretariat may decide that a second copy is better than none.

The claim is one conditional UPDATE, so two workers never hold the same letter; on PostgreSQL they do not wait
for each other either. Handing over is one too: who lost the lease in the meantime does not send.
"""

import logging
import time
import uuid
from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pages.letters.channels import (
    FarEndGone,
    NoSuchAddress,
    PermanentFailure,
    TemporaryFailure,
    UnknownOutcome,
    channel,
)
from pages.letters.clock import is_quiet
from pages.letters.contents import Contents
from pages.models.letters import Delivery, DeliveryState
from pages.models.subscribing import MOST_BOUNCES, Subscription, SubscriptionState

logger = logging.getLogger(__name__)

AT_A_TIME = 100
LEASE = timedelta(seconds=60)
# A letter that is being handed over may wait for a slow server at each step.
HANDING_LEASE = timedelta(minutes=5)
RETRY_AFTER = [timedelta(minutes=minutes) for minutes in (2, 10, 60, 240)]
FAR_END_AGAIN = timedelta(minutes=1)


def send_waiting(seconds=20.0):
    """Send what waits, for about so long. Returns whether something is left that could go now."""
    end = time.monotonic() + seconds
    settle_orphans()
    while not is_quiet():
        claimed = claim()
        if not claimed:
            return False
        if not _send_batch(claimed):
            return False
        if time.monotonic() >= end:
            return True
    return False


def claim(count=AT_A_TIME):
    """Take up to ``count`` letters that wait. They are ours, and nobody else's, until the lease is over."""
    now, owner = timezone.now(), uuid.uuid4()
    with transaction.atomic():
        rows = Delivery.objects.to_send(now).select_for_update(of=("self",), skip_locked=True)
        ids = list(rows.order_by("not_before", "pk").values_list("pk", flat=True)[:count])
        Delivery.objects.filter(pk__in=ids, state=DeliveryState.WAITING).update(
            state=DeliveryState.CLAIMED, claimed_by=owner, leased_until=now + LEASE, handed_at=None
        )
    mine = Delivery.objects.filter(claimed_by=owner, state=DeliveryState.CLAIMED)
    return list(mine.select_related("subscription__site", "newsletter__site").order_by("pk"))


def settle_orphans():
    """Decide about what dead workers left claimed."""
    now = timezone.now()
    for delivery in Delivery.objects.orphaned(now).select_related("subscription").order_by("pk"):
        found = channel(delivery.subscription.channel).was_sent(delivery)
        if found:
            state = DeliveryState.SENT
        elif found is None and delivery.handed_at:
            state = DeliveryState.UNCLEAR
        else:
            state = DeliveryState.WAITING
        sent_at = now if state == DeliveryState.SENT else None
        still = Delivery.objects.orphaned(now).filter(pk=delivery.pk, claimed_by=delivery.claimed_by)
        still.update(state=state, claimed_by=None, leased_until=None, sent_at=sent_at)


def _send_batch(deliveries):
    """Returns False when a far end is gone: then it is better to come back later."""
    contents, by_channel = Contents(deliveries), defaultdict(list)
    for delivery in deliveries:
        by_channel[delivery.subscription.channel].append(delivery)
    all_there = True
    for code, group in by_channel.items():
        all_there &= _send_by(channel(code), group, contents)
    return all_there


def _send_by(way, deliveries, contents):
    batch = Batch(way, contents)
    try:
        with way.line():
            for number, delivery in enumerate(deliveries):
                try:
                    batch.send(delivery)
                except FarEndGone:
                    batch.give_back(deliveries[number:])
                    raise
    except FarEndGone as gone:
        batch.give_back(deliveries)
        logger.warning("Letters wait: %s cannot be reached (%s)", way.code, gone)
        return False
    finally:
        batch.note_sent()
    return True


class Batch:
    """Letters of one claim by one channel. Who of them is sent is noted at once, or, where the channel knows
    it by itself, at the end in one statement."""

    def __init__(self, way, contents):
        self.way, self.contents, self.is_exact, self.sent = way, contents, way.is_exact, []

    def send(self, delivery):
        try:
            message = self._message_for(delivery)
        except Exception as error:  # one that cannot be written must not keep the others from leaving
            logger.error("Letter %s cannot be written: %s", delivery.pk, type(error).__name__)
            self._try_later(delivery)
            return
        if message is None:
            self._put(delivery, DeliveryState.DROPPED)
        elif self._hand_over(delivery):
            self._send(delivery, message)

    def _send(self, delivery, message):
        try:
            self.way.send(delivery, message)
        except FarEndGone:
            raise
        except NoSuchAddress:
            self._put(delivery, DeliveryState.FAILED)
            _count_bounce(delivery.subscription)
        except PermanentFailure:
            self._put(delivery, DeliveryState.FAILED)
        except TemporaryFailure:
            self._try_later(delivery)
        except Exception as error:
            if not isinstance(error, UnknownOutcome):
                logger.error("Letter %s failed in a new way: %s", delivery.pk, type(error).__name__)
            self._put(delivery, DeliveryState.UNCLEAR)
        else:
            self.sent.append(delivery)
            if not self.is_exact:
                self.note_sent()

    def _message_for(self, delivery):
        """None where nobody wants it any more, or nothing is left to say."""
        if not _is_wanted(delivery):
            return None
        letter = self.contents.letter_for(delivery)
        return letter and self.way.render(letter, delivery)

    def _hand_over(self, delivery):
        """Whether it is still ours, and its owner still wants it. From here on nobody else may try it."""
        if self.is_exact:
            return True
        now = timezone.now()
        mine = self._mine(delivery).filter(leased_until__gt=now, subscription__state=SubscriptionState.ACTIVE)
        return bool(mine.update(handed_at=now, leased_until=now + HANDING_LEASE))

    def _mine(self, delivery):
        return Delivery.objects.filter(
            pk=delivery.pk, claimed_by=delivery.claimed_by, state=DeliveryState.CLAIMED
        )

    def _put(self, delivery, state, **changes):
        self._mine(delivery).update(state=state, claimed_by=None, leased_until=None, **changes)

    def _try_later(self, delivery):
        if delivery.tries >= len(RETRY_AFTER):
            self._put(delivery, DeliveryState.FAILED)
            return
        again = timezone.now() + RETRY_AFTER[delivery.tries]
        self._put(delivery, DeliveryState.WAITING, not_before=again, tries=F("tries") + 1, handed_at=None)

    def give_back(self, deliveries):
        """They surely did not leave: they wait for the far end to come back, without a try being counted."""
        sent = {delivery.pk for delivery in self.sent}
        ids = [delivery.pk for delivery in deliveries if delivery.pk not in sent]
        owners = {delivery.claimed_by for delivery in deliveries}
        mine = Delivery.objects.filter(pk__in=ids, claimed_by__in=owners, state=DeliveryState.CLAIMED)
        mine.update(
            **{"state": DeliveryState.WAITING, "claimed_by": None, "leased_until": None, "handed_at": None},
            not_before=timezone.now() + FAR_END_AGAIN,
        )

    def note_sent(self):
        """Also what was taken for orphaned meanwhile: that it left is the stronger news."""
        if not self.sent:
            return
        now, sent, self.sent = timezone.now(), self.sent, []
        states = [DeliveryState.CLAIMED, DeliveryState.UNCLEAR, DeliveryState.WAITING]
        Delivery.objects.filter(pk__in=[each.pk for each in sent], state__in=states).update(
            state=DeliveryState.SENT, sent_at=now, claimed_by=None, leased_until=None
        )
        subscriptions = Subscription.objects.filter(pk__in=[each.subscription_id for each in sent])
        subscriptions.update(last_sent_at=now, bounces=0)


def _is_wanted(delivery):
    """What was wanted when the letter was written down may be so no more: the night lies between, or a failure."""
    subscription = delivery.subscription
    wants = subscription.wants_newsletter if delivery.newsletter_id else subscription.wants_digest
    return subscription.is_active and wants


def _count_bounce(subscription):
    """After some in a row nothing more is sent there."""
    row = Subscription.objects.filter(pk=subscription.pk)
    row.update(bounces=F("bounces") + 1)
    row.filter(bounces__gte=MOST_BOUNCES, state=SubscriptionState.ACTIVE).update(
        state=SubscriptionState.PAUSED
    )
