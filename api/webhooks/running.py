"""Delivering to all receivers side by side: who is slow waits with the slow, and keeps nobody else waiting."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import close_old_connections, connection
from django.utils import timezone

from api.models import ChangeCounter
from api.webhooks.delivering import deliver
from api.webhooks.models import Delivery, Subscriber

logger = logging.getLogger(__name__)

AT_ONCE = 4
KEPT_FOR = timedelta(days=30)
KEPT_EACH = 2000


class Lanes:
    """Two groups of threads of one process. Between processes the lease says who delivers."""

    def __init__(self):
        self.quick = ThreadPoolExecutor(AT_ONCE, "webhook")
        self.slow = ThreadPoolExecutor(AT_ONCE, "slow-webhook")
        self.under_way = {}
        self.lock = threading.Lock()

    def deliver_waiting(self):
        """Set out for whoever is due, and do not wait for what comes of it. Returns how many set out."""
        due = Subscriber.objects.due(ChangeCounter.read()).select_related("site")
        return sum(self._set_out(subscriber) for subscriber in due)

    def _set_out(self, subscriber):
        with self.lock:
            if subscriber.pk in self.under_way:
                return False
            lane = self.slow if subscriber.is_slow else self.quick
            self.under_way[subscriber.pk] = lane.submit(self._deliver, subscriber)
        return True

    def _deliver(self, subscriber):
        try:
            close_old_connections()
            deliver(subscriber)
        except Exception:
            logger.exception("Webhook %s failed", subscriber.pk)
        finally:
            connection.close()
            with self.lock:
                self.under_way.pop(subscriber.pk, None)

    def wait(self):
        """Until all that set out have come back."""
        while futures := list(self.under_way.values()):
            for future in futures:
                future.exception()


LANES = Lanes()


def deliver_waiting():
    return LANES.deliver_waiting()


def forget_old():
    """Secrets that sign no more; the log after a month, and of each no more than its last two thousand tries."""
    over = Subscriber.objects.filter(old_secret_until__lte=timezone.now())
    over.update(old_secret="", old_secret_until=None)
    Delivery.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    for subscriber in Subscriber.objects.all():
        tries = subscriber.deliveries.newest_first()
        oldest = tries.values_list("pk", flat=True)[KEPT_EACH - 1 : KEPT_EACH].first()
        if oldest is not None:
            tries.filter(pk__lt=oldest).delete()
