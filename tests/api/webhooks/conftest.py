"""A receiver on this machine, and a subscriber whose changes go there.

That the machine itself counts as outside, without TLS, is a matter of these tests alone: no setting does it.
"""

import http.server
import json
import threading
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Site

from api.models import Subscriber
from api.projection.settling import settle
from api.webhooks import actions, posting
from api.webhooks.delivering import deliver
from directory.keeping import fetching
from tests.factories import NewsPageFactory


class Received:
    def __init__(self, headers, body):
        self.headers, self.body = headers, body

    @property
    def told(self):
        return json.loads(self.body)

    @property
    def titles(self):
        return [item["url"].rstrip("/").rsplit("/", 1)[-1] for item in self.told["data"]["items"]]


class Receiver:
    """Answers what ``answers`` says, one after the other, and then always 204; keeps all it was sent."""

    def __init__(self, port=0):
        self.received, self.answers = [], []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.received.append(Received(dict(self.headers), body))
                answer = receiver.answers.pop(0) if receiver.answers else 204
                if callable(answer):
                    answer(self)
                    self.close_connection = True
                    return
                status, more, said = (answer, {}, b"") if isinstance(answer, int) else answer
                self.send_response(status)
                for name, value in more.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    @property
    def told(self):
        """The ends of the addresses of all things it heard of, in the order in which it heard."""
        return [title for each in self.received for title in each.titles]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def loopback_is_outside(monkeypatch):
    monkeypatch.setattr(fetching, "is_outside", lambda number: number == "127.0.0.1")
    monkeypatch.setattr(posting, "SCHEMES", ("http", "https"))


@pytest.fixture
def receiver(loopback_is_outside):
    made = Receiver()
    yield made
    made.stop()


def subscribe(address, by, *, from_beginning=False, **more):
    """(subscriber, secret)"""
    given = {
        "site": Site.objects.get(is_default_site=True),
        "name": "구청 알림판",
        "contact": "desk@receiver.example",
    }
    subscriber = Subscriber(address=address, **(given | more))
    secret = actions.make(subscriber, from_beginning=from_beginning, by=by)
    return Subscriber.objects.get(pk=subscriber.pk), secret


@pytest.fixture
def later(time_machine):
    """Some time passes; it also passes by itself, as a server takes its own."""
    time_machine.move_to(timezone.now())
    return lambda **how: time_machine.shift(timedelta(**how))


@pytest.fixture
def made(receiver, secretariat):
    settle()
    return subscribe(receiver.url, secretariat)


@pytest.fixture
def subscriber(made):
    return made[0]


@pytest.fixture
def secret(made):
    return made[1]


@pytest.fixture
def publish(agency_a):
    """Publish news of these addresses, one after the other, and let their changes be numbered."""

    def published(*slugs):
        pages = []
        for slug in slugs:
            pages.append(NewsPageFactory(parent=agency_a.page, title=slug, slug=slug))
            settle()
        return pages

    return published


def go(subscriber):
    """What the worker does with it now; the subscriber as it is then."""
    deliver(fresh(subscriber))
    return fresh(subscriber)


def fresh(subscriber):
    return Subscriber.objects.select_related("site").get(pk=subscriber.pk)
