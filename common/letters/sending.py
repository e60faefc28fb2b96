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
from django.utils import timezone

from common.letters import clock
from common.letters.batch import HANDING_LEASE, RETRY_AFTER, Batch
from common.letters.channels import FarEndGone
from common.letters.posted import DeliveryState

logger = logging.getLogger(__name__)

AT_A_TIME = 100
LEASE = timedelta(seconds=60)

__all__ = ["AT_A_TIME", "HANDING_LEASE", "LEASE", "RETRY_AFTER", "Sender"]


class Sender:
    """Sends the letters of one ``model``, a ``Posted``. Who inherits says what is in them, and to whom they go."""

    model = None
    # What a letter's contents and address need, loaded with it.
    related = ()
    lease = LEASE

    def contents(self, deliveries):
        """For a batch: an object whose ``letter_for(delivery)`` is the letter, or None where nothing is left to say."""
        raise NotImplementedError

    def channel_of(self, delivery):
        """The code of the way by which it goes."""
        raise NotImplementedError

    def channel(self, code):
        raise NotImplementedError

    def is_wanted(self, delivery):
        """What was wanted when the letter was written down may be so no more: the night lies between."""
        return True

    def still_wanted(self, letters):
        """Those of ``letters`` that are wanted now, asked in the moment of handing over."""
        return letters

    def note_sent(self, deliveries):
        """They arrived at the far end."""

    def note_bounce(self, delivery):
        """There is no such address."""

    def is_quiet(self):
        return clock.is_quiet()

    def waiting(self, now):
        return self.model.objects.to_send(now)

    def send_waiting(self, seconds=20.0):
        """Send what waits, for about so long. Returns whether something is left that could go now."""
        end = time.monotonic() + seconds
        self.settle_orphans()
        while not self.is_quiet():
            claimed = self.claim()
            if not claimed:
                return False
            if not self.send_batch(claimed):
                return False
            if time.monotonic() >= end:
                return True
        return False

    def claim(self, count=AT_A_TIME):
        """Take up to ``count`` letters that wait. They are ours, and nobody else's, until the lease is over."""
        now, owner = timezone.now(), uuid.uuid4()
        with transaction.atomic():
            rows = self.waiting(now).select_for_update(of=("self",), skip_locked=True)
            ids = list(rows.order_by("not_before", "pk").values_list("pk", flat=True)[:count])
            self.model.objects.filter(pk__in=ids, state=DeliveryState.WAITING).update(
                state=DeliveryState.CLAIMED, claimed_by=owner, leased_until=now + self.lease, handed_at=None
            )
        mine = self.model.objects.filter(claimed_by=owner, state=DeliveryState.CLAIMED)
        return list(mine.select_related(*self.related).order_by("pk"))

    def settle_orphans(self):
        """Decide about what dead workers left claimed."""
        now = timezone.now()
        orphans = self.model.objects.orphaned(now)
        for delivery in orphans.select_related(*self.related).order_by("pk"):
            found = self.channel(self.channel_of(delivery)).was_sent(delivery)
            if found:
                state = DeliveryState.SENT
            elif found is None and delivery.handed_at:
                state = DeliveryState.UNCLEAR
            else:
                state = DeliveryState.WAITING
            sent_at = now if state == DeliveryState.SENT else None
            still = orphans.filter(pk=delivery.pk, claimed_by=delivery.claimed_by)
            still.update(state=state, claimed_by=None, leased_until=None, sent_at=sent_at)

    def send_batch(self, deliveries):
        """Returns False when a far end is gone: then it is better to come back later."""
        contents, by_channel = self.contents(deliveries), defaultdict(list)
        for delivery in deliveries:
            by_channel[self.channel_of(delivery)].append(delivery)
        all_there = True
        for code, group in by_channel.items():
            all_there &= self._send_by(self.channel(code), group, contents)
        return all_there

    def _send_by(self, way, deliveries, contents):
        batch = Batch(self, way, contents)
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
