"""The letters of one claim, on their way through one channel."""

import logging
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from common.letters.channels import (
    FarEndGone,
    NoSuchAddress,
    PermanentFailure,
    TemporaryFailure,
    UnknownOutcome,
)
from common.letters.posted import DeliveryState

logger = logging.getLogger(__name__)

# A letter that is being handed over may wait for a slow server at each step.
HANDING_LEASE = timedelta(minutes=5)
RETRY_AFTER = [timedelta(minutes=minutes) for minutes in (2, 10, 60, 240)]
FAR_END_AGAIN = timedelta(minutes=1)


class Batch:
    """Letters of one claim by one channel. Who of them is sent is noted at once, or, where the channel knows
    it by itself, at the end in one statement."""

    def __init__(self, sender, way, contents):
        self.sender, self.model = sender, sender.model
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
            self.sender.note_bounce(delivery)
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
        if not self.sender.is_wanted(delivery):
            return None
        letter = self.contents.letter_for(delivery)
        return letter and self.way.render(letter, delivery)

    def _hand_over(self, delivery):
        """Whether it is still ours, and its owner still wants it. From here on nobody else may try it."""
        if self.is_exact:
            return True
        now = timezone.now()
        mine = self.sender.still_wanted(self._mine(delivery).filter(leased_until__gt=now))
        return bool(mine.update(handed_at=now, leased_until=now + HANDING_LEASE))

    def _mine(self, delivery):
        return self.model.objects.filter(
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
        mine = self.model.objects.filter(pk__in=ids, claimed_by__in=owners, state=DeliveryState.CLAIMED)
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
        self.model.objects.filter(pk__in=[each.pk for each in sent], state__in=states).update(
            state=DeliveryState.SENT, sent_at=now, claimed_by=None, leased_until=None
        )
        self.sender.note_sent(sent)
