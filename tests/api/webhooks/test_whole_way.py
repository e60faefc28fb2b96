"""From the press of 게시 to the receiver, with the worker, the receiver and the database as they are."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from api.agency.deciding import start_approving
from api.agency.models import PushBatch
from api.models import Subscriber
from api.webhooks.posting import post
from api.webhooks.signing import headers, new_secret
from directory.models import ProgramPage
from tests.api.agency.conftest import system_of
from tests.api.agency.test_batches import program
from tests.api.webhooks.conftest import fresh, go, subscribe
from tests.factories import NewsPageFactory

ROOT = Path(__file__).resolve().parents[3]
# From the commit on; an idle machine needs about one second.
SOON = 15
# BATCH=500 and -s, by hand, says how long a spreadsheet takes.
BATCH = int(os.environ.get("BATCH", "20"))


@contextmanager
def running(*command, **environment):
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"DEBUG": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(timeout=30)


def worker():
    return running("-m", "tests.api.webhooks.real_worker", str(connection.settings_dict["NAME"]))


def until(condition, seconds):
    """How long it took."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < seconds, "It did not come."
        time.sleep(0.01)
    return time.monotonic() - started


@pytest.mark.django_db(transaction=True)
class TestTheWorker:
    def test_what_is_published_arrives_within_seconds(self, subscriber, receiver, agency_a):
        with worker():
            NewsPageFactory(parent=agency_a.page, title="첫째", slug="warm")
            until(lambda: "warm" in receiver.told, 90)  # it has begun
            for number in range(5):
                NewsPageFactory(parent=agency_a.page, title=f"{number}", slug=f"n{number}")
                until(lambda slug=f"n{number}": slug in receiver.told, SOON)

        assert receiver.told == ["warm", *(f"n{number}" for number in range(5))]

    def test_killed_while_the_receiver_thinks_the_next_one_sends_it_again(
        self, subscriber, receiver, agency_a
    ):
        receiver.answers = [lambda handler: time.sleep(3)]
        NewsPageFactory(parent=agency_a.page, title="첫째", slug="one")
        with worker() as first:
            until(lambda: receiver.received, 90)
            first.send_signal(signal.SIGKILL)
            first.wait(timeout=30)
        left = fresh(subscriber)
        assert left.leased_until > timezone.now()
        assert left.position == subscriber.position
        Subscriber.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

        with worker():
            until(lambda: fresh(subscriber).position > subscriber.position, 90)

        first, second = receiver.received
        assert first.headers["webhook-id"] == second.headers["webhook-id"]

    def test_a_batch_that_is_approved_is_everywhere_within_seconds(
        self, subscriber, receiver, agency_a, secretariat, client
    ):
        system_of(agency_a, client).batch([program(number) for number in range(BATCH)])
        with worker():
            NewsPageFactory(parent=agency_a.page, title="첫째", slug="warm")
            until(lambda: "warm" in receiver.told, 90)
            start_approving(PushBatch.objects.get(), by=secretariat)
            took = until(lambda: len(set(receiver.told)) == 1 + BATCH, SOON + BATCH / 5)
        print(f"{BATCH} approved, and at the webhook after {took:.1f} s")

        told = {item["uuid"] for each in receiver.received for item in each.told["data"]["items"]}
        programs = {str(uuid) for uuid in ProgramPage.objects.live().values_list("uuid", flat=True)}
        question = "types=directory.ProgramPage&limit=1000"
        feed = client.get(f"/api/changes/?{question}").json()["items"]
        pages = client.get("/api/v2/pages/?type=directory.ProgramPage").json()
        found = client.get("/api/v2/pages/?type=directory.ProgramPage&search=프로그램").json()

        assert len(programs) == BATCH
        assert {item["uuid"] for item in feed} == programs < told
        assert pages["meta"]["total_count"] == found["meta"]["total_count"] == BATCH
        assert client.get("/hsds/services").json()["total_items"] == BATCH
        assert client.get(ProgramPage.objects.first().url).status_code == 200


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def is_open(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("loopback_is_outside")
class TestTheExample:
    """``examples/webhook_receiver.py``, as it is."""

    @contextmanager
    def example(self, secret, port):
        with running("examples/webhook_receiver.py", str(port), WEBHOOK_SECRET=secret) as process:
            until(lambda: is_open(port), 20)
            yield process

    def test_it_prints_what_changed_once(self, secretariat, publish):
        port = free_port()
        subscriber, secret = subscribe(f"http://127.0.0.1:{port}/", secretariat)
        [page] = publish("one")

        with self.example(secret, port) as process:
            after = go(subscriber)
            Subscriber.objects.update(position=subscriber.position)  # as after a crash
            go(subscriber)
            process.terminate()
            lines = process.stdout.read().splitlines()

        assert after.deliveries.newest_first().last().status == 204
        [line] = lines
        assert line.split()[:2] == ["publish", str(page.uuid)]

    def test_it_refuses_the_old_the_forged_and_the_altered(self):
        port, secret, now = free_port(), new_secret(), int(time.time())
        body, address = b'{"data": {"items": []}}', f"http://127.0.0.1:{port}/"
        fine = headers([new_secret(), secret], "msg_1", now, body)

        with self.example(secret, port):
            answers = [
                post(address, body, fine).status,
                post(address, body, headers([secret], "msg_2", now - 301, body)).status,
                post(address, body, headers([secret], "msg_2", now + 330, body)).status,
                post(address, body, headers([new_secret()], "msg_2", now, body)).status,
                post(address, body + b" ", fine).status,
                post(address, body, fine | {"webhook-id": "msg_3"}).status,
                post(address, body, fine | {"webhook-timestamp": "어제".encode().decode("latin-1")}).status,
                post(address, body, {}).status,
            ]

        assert answers == [204] + [401] * 7
