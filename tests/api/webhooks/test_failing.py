"""A receiver that fails is asked later and later, then no more; and people hear of it."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.log_actions import registry

from api.models import Delivery
from api.webhooks import actions, delivering, posting
from api.webhooks.running import forget_old
from tests.api.webhooks.conftest import fresh, go
from tests.work import settle as send_mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_jitter(monkeypatch):
    monkeypatch.setattr(delivering, "JITTER", 0)


def wait_of(subscriber):
    return round((subscriber.next_try_at - timezone.now()).total_seconds())


class TestBackoff:
    def test_each_wait_is_longer_up_to_four_hours(self, subscriber, publish, receiver, later, no_jitter):
        publish("one")
        receiver.answers = [500] * 10
        waits = []

        for _ in range(10):
            subscriber = go(subscriber)
            waits.append(wait_of(subscriber))
            later(seconds=waits[-1] + 2)

        assert waits == [5, 30, 120, 600, 1800, 3600, 7200, 14400, 14400, 14400]
        assert subscriber.failures == 10

    def test_it_is_not_asked_before_its_time(self, subscriber, publish, receiver, later, no_jitter):
        publish("one")
        receiver.answers = [500]
        go(subscriber)

        later(seconds=3)
        go(subscriber)
        assert len(receiver.received) == 1

        later(seconds=3)
        after = go(subscriber)
        assert len(receiver.received) == 2
        assert (after.failures, after.failing_since, after.last_error) == (0, None, "")

    def test_two_that_failed_together_do_not_come_back_together(self):
        waits = {delivering.backoff(3) for _ in range(20)}

        assert len(waits) > 1
        assert all(timedelta(minutes=8) <= wait <= timedelta(minutes=12) for wait in waits)

    @pytest.mark.parametrize(
        ("said", "wait"),
        [("120", 120), ("1", 5), ("999999999", 86400), ("내일", 5), ("-3", 5), ("", 5)],
    )
    def test_retry_after_is_respected_within_a_day(
        self, subscriber, publish, receiver, later, no_jitter, said, wait
    ):
        publish("one")
        receiver.answers = [(503, {"Retry-After": said.encode().decode("latin-1")}, b"")]

        assert abs(wait_of(go(subscriber)) - wait) <= 1

    def test_retry_after_may_be_a_date(self, subscriber, publish, receiver, later, no_jitter):
        publish("one")
        moment = format_datetime(timezone.now() + timedelta(minutes=10))
        receiver.answers = [(429, {"Retry-After": moment}, b"")]

        assert abs(wait_of(go(subscriber)) - 600) <= 2

    @pytest.mark.parametrize("status", [301, 302, 400, 404, 500])
    def test_whatever_is_not_2xx_is_a_failure(self, subscriber, publish, receiver, status):
        publish("one")
        receiver.answers = [(status, {"Location": f"{receiver.url}/other"}, b"no")]

        after = go(subscriber)

        assert (after.failures, after.position) == (1, subscriber.position)
        assert len(receiver.received) == 1
        assert Delivery.objects.get().excerpt == "no"


class TestSwitchingOff:
    def fail(self, subscriber, receiver, later, *, until):
        since = timezone.now()
        while timezone.now() - since < until:
            receiver.answers = [500]
            subscriber = go(subscriber)
            later(seconds=wait_of(subscriber) + 1)
        receiver.answers = [500]
        return subscriber

    def test_not_before_five_days_and_then_all_hear_of_it(
        self, subscriber, publish, receiver, later, no_jitter
    ):
        publish("one")
        before = self.fail(subscriber, receiver, later, until=timedelta(days=5))
        assert before.is_on
        assert mail.outbox == []

        after = go(before)
        send_mails()

        assert (after.is_on, after.disabled_why) == (False, "500(으)로 답했습니다.")
        assert after.disabled_at
        to = [address for message in mail.outbox for address in message.to]
        assert to == ["desk@receiver.example", "secretariat@nurinet.example"]
        assert "/api/changes/" in mail.outbox[0].body
        assert "/admin/" not in mail.outbox[0].body
        assert f"/admin/webhooks/{after.pk}/" in mail.outbox[1].body
        entry = registry.get_logs_for_instance(after).first()
        assert entry.message == "웹훅이 저절로 꺼졌습니다: 500(으)로 답했습니다."

        later(days=1)
        asked = len(receiver.received)
        go(after)
        assert len(receiver.received) == asked

    def test_410_switches_off_at_once(self, subscriber, publish, receiver):
        publish("one")
        receiver.answers = [410]

        after = go(subscriber)

        assert (after.is_on, after.disabled_why) == (False, delivering.GONE)

    def test_switched_on_again_it_goes_on_where_it_stopped(self, subscriber, publish, receiver, secretariat):
        publish("one")
        receiver.answers = [410]
        go(subscriber)
        publish("two")

        actions.resume(subscriber, by=secretariat)
        after = go(subscriber)

        assert receiver.received[-1].titles == ["one", "two"]
        assert (after.is_on, after.disabled_at, after.failures) == (True, None, 0)

    def test_paused_while_it_was_being_sent_a_failure_does_not_count(
        self, subscriber, publish, receiver, secretariat
    ):
        publish("one")
        receiver.answers = [410]
        mine = fresh(subscriber)
        assert mine.take_lease()
        actions.pause(mine, by=secretariat)
        delivering._note_failure(mine, delivering.Answer(410, error="410"))

        after = fresh(subscriber)
        assert (after.is_on, after.disabled_at, after.failures) == (False, None, 0)


class TestReplay:
    def test_it_sends_again_with_other_numbers(self, subscriber, publish, receiver, secretariat):
        publish("one", "two")
        go(subscriber)

        actions.replay(subscriber, subscriber.position, "시험", by=secretariat)
        go(subscriber)

        first, second = receiver.received
        assert first.body == second.body
        assert first.headers["webhook-id"] != second.headers["webhook-id"]

    def test_from_a_cursor_that_was_sent(self, subscriber, publish, receiver, secretariat):
        publish("one", "two")
        go(subscriber)
        cursor = receiver.received[0].told["data"]["items"][0]["cursor"]

        actions.replay(subscriber, actions.position_of_cursor(cursor), "", by=secretariat)
        go(subscriber)

        assert receiver.received[-1].titles == ["two"]

    def test_from_a_day(self, subscriber, publish, receiver, secretariat, later):
        publish("one")
        later(days=1)
        publish("two")
        go(subscriber)

        actions.replay(subscriber, actions.position_of_day(timezone.localdate()), "", by=secretariat)
        go(subscriber)

        assert [receiver.received[0].titles, receiver.received[-1].titles] == [["one", "two"], ["two"]]

    def test_asked_for_while_something_is_under_way_it_is_not_lost(
        self, subscriber, publish, receiver, secretariat, monkeypatch
    ):
        publish("one")
        go(subscriber)
        publish("two")

        def pressed_meanwhile(*sent):
            actions.replay(subscriber, subscriber.position, "시험", by=secretariat)
            return posting.post(*sent)

        with monkeypatch.context() as patch:
            patch.setattr(delivering, "post", pressed_meanwhile)
            after = go(subscriber)
        assert after.position == subscriber.position
        go(subscriber)

        assert receiver.received[-1].titles == ["one", "two"]


class TestTrying:
    def test_a_test_is_signed_and_empty_and_moves_nothing(self, subscriber, publish, receiver, secretariat):
        publish("one")
        actions.pause(subscriber, by=secretariat)
        actions.ask_test(subscriber, by=secretariat)

        after = go(subscriber)

        [received] = receiver.received
        assert (received.told["type"], received.told["data"]["items"]) == ("test", [])
        assert (after.test_asked, after.position) == (False, subscriber.position)
        assert Delivery.objects.get().is_test

    def test_a_test_that_fails_does_not_count(self, subscriber, receiver, secretariat):
        actions.ask_test(subscriber, by=secretariat)
        receiver.answers = [410]

        after = go(subscriber)

        assert (after.failures, after.is_on, Delivery.objects.get().status) == (0, True, 410)


def test_the_log_is_kept_for_thirty_days(subscriber, publish, later):
    publish("one")
    go(subscriber)
    later(days=29, hours=23)
    forget_old()
    assert Delivery.objects.count() == 1

    later(hours=2)
    forget_old()
    assert Delivery.objects.count() == 0


def test_of_each_no_more_than_its_last_tries(subscriber, monkeypatch):
    monkeypatch.setattr("api.webhooks.running.KEPT_EACH", 3)
    rows = [Delivery(subscriber=subscriber, message_id=f"msg_{number}") for number in range(5)]
    Delivery.objects.bulk_create(rows)

    forget_old()

    assert set(Delivery.objects.values_list("message_id", flat=True)) == {"msg_2", "msg_3", "msg_4"}


def test_a_secret_that_signs_no_more_is_forgotten(subscriber, secretariat, later):
    actions.rotate(subscriber, 24, by=secretariat)
    later(hours=23, minutes=59)
    forget_old()
    assert fresh(subscriber).has_two_secrets

    later(minutes=2)
    forget_old()
    assert fresh(subscriber).old_secret == ""
