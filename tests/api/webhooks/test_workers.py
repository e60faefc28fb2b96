"""Several workers, several receivers: never two at one, and nobody waits for the slow."""

import time
from threading import Event

import pytest
from django.db import connection

from api.models import Delivery, Subscriber
from api.webhooks import delivering, posting, running
from api.webhooks.delivering import deliver
from api.webhooks.duties import DUTIES, WEBHOOK_DUTIES
from api.webhooks.models import SLOW_MS
from api.webhooks.running import Lanes
from nurinet_cms import worker
from tests.api.webhooks.conftest import Receiver, fresh, subscribe
from tests.pages.pulling.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lanes():
    made = Lanes()
    yield made
    made.wait()
    made.quick.shutdown()
    made.slow.shutdown()


def test_two_workers_deliver_once(subscriber, publish, receiver):
    publish("one", "two")

    counts = at_once(*(lambda: deliver(fresh(subscriber)) for _ in range(2)))

    assert sorted(counts) == [0, 1]
    assert receiver.told == ["one", "two"]
    assert Delivery.objects.count() == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="many writers at once are PostgreSQL's")
def test_many_workers_and_many_changes_deliver_each_once_in_order(subscriber, publish, receiver):
    names = [f"n{number}" for number in range(12)]

    def work():
        for _ in range(40):
            deliver(fresh(subscriber))
            time.sleep(0.02)

    at_once(work, work, work, lambda: publish(*names))
    deliver(fresh(subscriber))

    assert receiver.told == names


def test_a_slow_receiver_keeps_nobody_waiting(subscriber, publish, receiver, secretariat, lanes):
    let_go = Event()
    stuck = [Receiver() for _ in range(running.AT_ONCE + 2)]
    for number, each in enumerate(stuck):
        each.answers = [lambda handler: let_go.wait(20)]
        one, _ = subscribe(each.url, secretariat, name=f"느림 {number}")
        Subscriber.objects.filter(pk=one.pk).update(last_ms=SLOW_MS + 1)
    publish("one")

    started = time.monotonic()
    lanes.deliver_waiting()
    while not receiver.received and time.monotonic() - started < 10:
        time.sleep(0.02)
    took = time.monotonic() - started
    again = lanes.deliver_waiting()
    let_go.set()
    lanes.wait()
    for each in stuck:
        each.stop()

    assert took < 2
    assert receiver.told == ["one"]
    assert again <= 1  # who is under way does not set out twice
    assert connection.is_usable()


def test_while_a_receiver_thinks_no_connection_to_the_database_is_held(
    subscriber, publish, receiver, monkeypatch
):
    held = []

    def thinking(*sent):
        held.append(connection.connection)
        return posting.post(*sent)

    monkeypatch.setattr(delivering, "post", thinking)
    publish("one")
    deliver(fresh(subscriber))

    assert held == [None]
    assert receiver.told == ["one"]


def test_one_that_breaks_stops_no_other(subscriber, publish, receiver, lanes, monkeypatch):
    monkeypatch.setattr(running, "deliver", lambda each: 1 / 0)
    publish("one")

    assert lanes.deliver_waiting() == 1
    lanes.wait()

    assert lanes.under_way == {}


def test_the_worker_calls_it_on_a_clock_of_its_own():
    assert worker.WEBHOOK_DUTIES is WEBHOOK_DUTIES
    assert set(DUTIES) <= set(worker.SLOW_DUTIES)
    assert not set(WEBHOOK_DUTIES) & {*worker.DUTIES, *worker.SLOW_DUTIES}
