"""Sending: what the channel answers, what a dead worker leaves, and two workers at once."""

import smtplib
import socket
import uuid
from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from common.letters.sending import LEASE, RETRY_AFTER
from common.mail import FileEmailBackend
from pages.letters.actions import finish_newsletters
from pages.letters.sending import SENDER
from pages.letters.tasks import wake
from pages.models import Delivery, Subscription
from pages.models.letters import DeliveryState, NewsletterState
from pages.models.subscribing import SubscriptionState
from tests.factories import NewsletterFactory, NewsPageFactory, SubscriptionFactory
from tests.pages.letters.conftest import NOW

claim, send_waiting = SENDER.claim, SENDER.send_waiting
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def newsletter(agency_a, now):
    return NewsletterFactory(pages=[NewsPageFactory(parent=agency_a.page)])


@pytest.fixture
def start(newsletter, secretariat):
    """Begins to send to so many; returns the letters."""

    def begin(count=1):
        for _ in range(count):
            SubscriptionFactory(wants_newsletter=True)
        newsletter.start(by=secretariat)
        return list(Delivery.objects.order_by("pk"))

    return begin


def states():
    return Counter(Delivery.objects.values_list("state", flat=True))


class Answering(EmailBackend):
    """Fails as told: an error for each letter in turn."""

    errors = []

    def send_messages(self, messages):
        if self.errors and (error := self.errors.pop(0)):
            raise error
        return super().send_messages(messages)


@pytest.fixture
def answers(settings, monkeypatch):
    settings.EMAIL_DELIVERY_BACKEND = "tests.pages.letters.test_sending.Answering"

    def answer(*errors):
        monkeypatch.setattr(Answering, "errors", list(errors))

    return answer


def refused(code):
    return smtplib.SMTPRecipientsRefused({"x@example.kr": (code, b"no")})


class TestAnswers:
    def test_a_busy_server_is_asked_again_and_again_and_then_no_more(self, start, answers, now, time_machine):
        start()
        for wait in RETRY_AFTER:
            answers(smtplib.SMTPDataError(451, b"later"))
            send_waiting()
            assert states() == {DeliveryState.WAITING: 1}
            send_waiting()  # not before its time
            assert states() == {DeliveryState.WAITING: 1}
            time_machine.move_to(timezone.now() + wait, tick=False)
        answers(smtplib.SMTPDataError(451, b"later"))
        send_waiting()

        assert states() == {DeliveryState.FAILED: 1}

    def test_an_address_that_is_none_fails_and_after_three_is_paused(self, start, answers):
        (delivery,) = start()
        Subscription.objects.update(bounces=2)
        answers(refused(550))
        send_waiting()

        assert states() == {DeliveryState.FAILED: 1}
        subscription = delivery.subscription
        subscription.refresh_from_db()
        assert subscription.state == SubscriptionState.PAUSED
        assert subscription.came_back

    def test_a_letter_that_arrives_forgets_the_bounces(self, start):
        start()
        Subscription.objects.update(bounces=2)
        send_waiting()

        assert Subscription.objects.get().bounces == 0
        assert Subscription.objects.get().last_sent_at

    def test_our_own_refusal_is_no_bounce_and_costs_no_try(self, start, answers):
        start(2)
        answers(smtplib.SMTPSenderRefused(550, b"not you", "noreply@nurinet.example"))
        send_waiting()

        assert states() == {DeliveryState.WAITING: 2}
        assert not Delivery.objects.exclude(tries=0).exists()
        assert not Subscription.objects.exclude(bounces=0).exists()

    @pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("gone"), TimeoutError(), ValueError()])
    def test_a_line_that_breaks_in_the_middle_is_unclear_and_never_sent_again(self, start, answers, error):
        start(2)
        answers(error)
        send_waiting()
        send_waiting()

        assert states() == {DeliveryState.UNCLEAR: 1, DeliveryState.SENT: 1}

    def test_the_secretariat_may_send_what_is_unclear_again(self, start, answers, newsletter, secretariat):
        start(2)
        answers(TimeoutError())
        send_waiting()
        finish_newsletters()
        newsletter.refresh_from_db()
        assert newsletter.counts == {DeliveryState.UNCLEAR: 1, DeliveryState.SENT: 1}

        assert newsletter.send_unclear_again(by=secretariat) == 1
        send_waiting()
        finish_newsletters()

        newsletter.refresh_from_db()
        assert newsletter.counts == {DeliveryState.SENT: 2}

    def test_a_server_that_is_down_costs_nothing_but_time(self, start, settings, time_machine):
        settings.EMAIL_DELIVERY_BACKEND, settings.EMAIL_PORT = SMTP, 1
        start(3)
        send_waiting()
        assert states() == {DeliveryState.WAITING: 3}

        settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        time_machine.move_to(timezone.now() + timedelta(minutes=1), tick=False)
        send_waiting()
        assert states() == {DeliveryState.SENT: 3}


class TestWhatADeadWorkerLeaves:
    def test_nobody_touches_it_before_its_lease_is_over(self, start, time_machine):
        start(2)
        claim()

        send_waiting()
        assert states() == {DeliveryState.CLAIMED: 2}

        time_machine.move_to(timezone.now() + LEASE, tick=False)
        send_waiting()
        assert states() == {DeliveryState.SENT: 2}

    def test_what_was_being_handed_over_is_unclear(self, start, time_machine):
        start(2)
        first, _ = claim()
        Delivery.objects.filter(pk=first.pk).update(handed_at=timezone.now())

        time_machine.move_to(timezone.now() + LEASE, tick=False)
        send_waiting()

        assert states() == {DeliveryState.UNCLEAR: 1, DeliveryState.SENT: 1}
        assert len(mail.outbox) == 1

    def test_who_lost_the_lease_sends_nothing(self, start, time_machine):
        start()
        stalled = claim()
        time_machine.move_to(timezone.now() + LEASE, tick=False)
        send_waiting()

        SENDER.send_batch(stalled)

        assert len(mail.outbox) == 1

    def test_a_channel_that_knows_is_asked(self, start, settings, tmp_path, time_machine):
        settings.EMAIL_DELIVERY_BACKEND = "common.mail.FileEmailBackend"
        settings.EMAIL_FILE_PATH = str(tmp_path)
        start(2)
        first, second = claim()
        (tmp_path / FileEmailBackend().place_of(first.message_id).name).write_bytes(b"it left")

        time_machine.move_to(timezone.now() + LEASE, tick=False)
        send_waiting()

        assert states() == {DeliveryState.SENT: 2}
        assert FileEmailBackend().place_of(first.message_id).read_bytes() == b"it left"
        assert FileEmailBackend().was_sent(second.message_id)

    def test_the_duty_wakes_the_sender_once_and_not_at_night(self, start, now):
        start()
        DBTaskResult.objects.all().delete()
        now(2026, 11, 26, 21)
        assert not wake()
        now(2026, 11, 27, 8)
        assert wake()
        assert not wake()

    def test_an_issue_whose_last_letter_went_before_the_worker_died_is_finished(self, start, newsletter):
        start()
        send_waiting()
        DBTaskResult.objects.all().delete()

        assert wake()
        finish_newsletters()
        newsletter.refresh_from_db()
        assert newsletter.state == NewsletterState.SENT


class TestStopping:
    def test_what_waits_waits_and_goes_on(self, start, newsletter, secretariat):
        start(2)
        newsletter.stop(by=secretariat)
        send_waiting()
        assert mail.outbox == []

        newsletter.go_on(by=secretariat)
        send_waiting()
        assert len(mail.outbox) == 2


class Mailbox:
    """An SMTP server that keeps what it is given."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append((envelope.rcpt_tos[0], envelope.content))
        return "250 OK"


def test_by_smtp_nobody_gets_two(start, settings, time_machine):
    mailbox = Mailbox()
    time_machine.move_to(NOW, tick=True)  # the server's loop needs a clock that runs
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_DELIVERY_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
        settings.EMAIL_PORT = port
        start(20)
        first = claim(5)
        Delivery.objects.filter(pk=first[0].pk).update(handed_at=timezone.now())
        Delivery.objects.filter(pk__in=[each.pk for each in first]).update(leased_until=timezone.now())
        send_waiting()
        send_waiting()
    finally:
        server.stop()

    got = Counter(address for address, _ in mailbox.messages)
    assert len(got) == 19
    assert set(got.values()) == {1}
    assert states() == {DeliveryState.SENT: 19, DeliveryState.UNCLEAR: 1}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets only one writer in at a time.")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(start, settings, tmp_path, monkeypatch):
    handed = []
    monkeypatch.setattr(
        Answering, "send_messages", lambda self, messages: handed.extend(m.to[0] for m in messages)
    )
    settings.EMAIL_DELIVERY_BACKEND = "tests.pages.letters.test_sending.Answering"
    start(60)
    together = Barrier(3)

    def work():
        together.wait()
        while claimed := claim(7):
            SENDER.send_batch(claimed)
        connections.close_all()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    assert len(handed) == 60
    assert set(Counter(handed).values()) == {1}
    assert states() == {DeliveryState.SENT: 60}


def test_a_message_written_twice_is_one_file(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    name = f"<{uuid.uuid4()}@nurinet.example>"
    message = mail.EmailMessage("제목", "본문", None, ["someone@example.kr"], headers={"Message-ID": name})

    FileEmailBackend().send_messages([message, message])

    assert len(list(tmp_path.iterdir())) == 1
    assert FileEmailBackend().was_sent(name)
