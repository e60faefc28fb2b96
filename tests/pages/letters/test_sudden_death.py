"""A newsletter to five thousand, whose sender is killed again and again, reaches each exactly once."""

import email
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import connection

from pages.models import Delivery, Subscription
from pages.models.letters import DeliveryState, NewsletterState
from tests.factories import NewsletterFactory, NewsPageFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db(transaction=True)

SUBSCRIBERS = 5000
KILLS = 2
PATIENCE = 120


@pytest.fixture
def newsletter(agency_a):
    newsletter = NewsletterFactory(pages=[NewsPageFactory(parent=agency_a.page, title="김장 나눔")])
    model = SubscriptionFactory.build(site=newsletter.site, wants_newsletter=True)
    rows = [
        Subscription(
            site=newsletter.site,
            address=f"resident{number}@example.kr",
            wants_newsletter=True,
            state=model.state,
            proven_at=model.proven_at,
            listening_since=model.proven_at,
            digested_until=model.proven_at,
        )
        for number in range(SUBSCRIBERS)
    ]
    Subscription.objects.bulk_create(rows, batch_size=1000)
    return newsletter


@pytest.fixture
def senders(tmp_path):
    """Workers of their own, which write into ``tmp_path`` from ``begin`` on, and are killed when the test ends."""
    running = []
    for _ in range(KILLS + 1):
        environment = {
            "DEBUG": "1",
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(tmp_path / "mail"),
        }
        sender = subprocess.Popen(
            [sys.executable, "-m", "tests.pages.letters.sender", str(connection.settings_dict["NAME"]), "1"],
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=(tmp_path / "stderr").open("ab"),
        )
        running.append(sender)
    yield running
    for sender in running:
        sender.kill()
        sender.wait()


def begin(sender):
    sender.stdin.write(b"\n")
    sender.stdin.flush()


def wait_for(condition, folder):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, (folder / "stderr").read_text()
        time.sleep(0.1)


def test_each_of_five_thousand_gets_it_exactly_once(senders, newsletter, secretariat, tmp_path):
    folder = tmp_path / "mail"
    newsletter.start(by=secretariat)

    def written():
        return sum(name.endswith(".log") for name in os.listdir(folder)) if folder.exists() else 0

    *killed, last = senders
    moments = sorted(random.sample(range(100, SUBSCRIBERS - 500), KILLS))
    for sender, moment in zip(killed, moments, strict=True):
        begin(sender)
        wait_for(lambda moment=moment: written() >= moment, tmp_path)
        sender.send_signal(signal.SIGKILL)
        assert sender.wait() == -signal.SIGKILL
        assert written() < SUBSCRIBERS
    begin(last)
    wait_for(lambda: _state(newsletter) == NewsletterState.SENT, tmp_path)

    got = Counter(email.message_from_bytes(path.read_bytes())["To"] for path in folder.glob("*.log"))
    assert got == Counter(f"resident{number}@example.kr" for number in range(SUBSCRIBERS))
    assert Delivery.objects.filter(state=DeliveryState.SENT).count() == SUBSCRIBERS
    newsletter.refresh_from_db()
    assert newsletter.counts == {DeliveryState.SENT: SUBSCRIBERS}


def _state(newsletter):
    newsletter.refresh_from_db()
    return newsletter.state
