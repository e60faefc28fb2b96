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
KILLS = 3
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
def start_sender(tmp_path):
    """Starts a worker that writes into ``tmp_path``, and returns its number; the last is killed with the test."""
    environment = {
        "DEBUG": "1",
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(tmp_path / "mail"),
    }
    nursery = subprocess.Popen(
        [sys.executable, "-m", "tests.pages.letters.sender", str(connection.settings_dict["NAME"]), "1"],
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=(tmp_path / "stderr").open("ab"),
    )
    numbers = []

    def start():
        nursery.stdin.write(b"\n")
        nursery.stdin.flush()
        numbers.append(int(nursery.stdout.readline()))
        return numbers[-1]

    yield start
    nursery.kill()
    nursery.wait()
    os.kill(numbers[-1], signal.SIGKILL)


def wait_for(condition, folder):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, (folder / "stderr").read_text()
        time.sleep(0.1)


def test_each_of_five_thousand_gets_it_exactly_once(start_sender, newsletter, secretariat, tmp_path):
    folder = tmp_path / "mail"
    newsletter.start(by=secretariat)

    def written():
        return sum(name.endswith(".log") for name in os.listdir(folder)) if folder.exists() else 0

    for moment in sorted(random.sample(range(100, SUBSCRIBERS - 500), KILLS)):
        sender = start_sender()
        wait_for(lambda moment=moment: written() >= moment, tmp_path)
        os.kill(sender, signal.SIGKILL)
        assert written() < SUBSCRIBERS
    start_sender()
    wait_for(lambda: _state(newsletter) == NewsletterState.SENT, tmp_path)

    got = Counter(email.message_from_bytes(path.read_bytes())["To"] for path in folder.glob("*.log"))
    assert got == Counter(f"resident{number}@example.kr" for number in range(SUBSCRIBERS))
    assert Delivery.objects.filter(state=DeliveryState.SENT).count() == SUBSCRIBERS
    newsletter.refresh_from_db()
    assert newsletter.counts == {DeliveryState.SENT: SUBSCRIBERS}


def _state(newsletter):
    newsletter.refresh_from_db()
    return newsletter.state
