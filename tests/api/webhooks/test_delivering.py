"""In order, at least once, signed by the specification, and nothing of what is in the things."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Site

from api.models import ChangeCounter, Delivery, Doubt, PublicObject, Subscriber
from api.projection.settling import settle
from api.webhooks import actions, delivering, messages
from tests.api.webhooks.conftest import fresh, go, subscribe
from tests.factories import FacilityPageFactory

pytestmark = pytest.mark.django_db


def signatures_by_hand(secret, received):
    """As the specification words it, with nothing of ours: `{id}.{timestamp}.{payload}`, HMAC-SHA256, base64."""
    assert secret.startswith("whsec_")
    key = base64.b64decode(secret[len("whsec_") :], validate=True)
    assert 24 <= len(key) <= 64
    content = b".".join(
        [
            received.headers["webhook-id"].encode(),
            received.headers["webhook-timestamp"].encode(),
            received.body,
        ]
    )
    return "v1," + base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


class TestSignature:
    def test_the_example_of_the_specification_s_own_library_is_signed_the_same(self):
        from api.webhooks.signing import signature

        signed = signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            b'{"test": 2432232314}',
        )

        assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    def test_a_receiver_can_verify_it_by_the_specification_alone(self, subscriber, secret, publish, receiver):
        publish("one")

        go(subscriber)

        received = receiver.received[0]
        assert received.headers["webhook-signature"] == signatures_by_hand(secret, received)
        assert abs(int(received.headers["webhook-timestamp"]) - timezone.now().timestamp()) < 5
        assert "." not in received.headers["webhook-id"]
        assert received.headers["Content-Type"] == "application/json"

    def test_while_a_secret_is_changed_both_sign_and_then_the_new_one_alone(
        self, subscriber, secret, publish, receiver, secretariat, later
    ):
        new = actions.rotate(subscriber, 24, by=secretariat)
        publish("one")
        go(subscriber)
        later(hours=24, seconds=1)
        publish("two")
        go(subscriber)

        first, second = receiver.received
        both = [signatures_by_hand(each, first) for each in (new, secret)]
        assert first.headers["webhook-signature"].split() == both
        assert second.headers["webhook-signature"] == signatures_by_hand(new, second)

    def test_the_secret_is_stored_so_that_the_database_alone_does_not_tell_it(self, subscriber, secret):
        row = Subscriber.objects.filter(pk=subscriber.pk).values().get()

        assert secret[len("whsec_") :] not in json.dumps(row, default=str)
        assert subscriber.secrets() == [secret]

    def test_with_another_secret_key_it_fails_with_a_sentence_and_sends_nothing(
        self, subscriber, publish, receiver, settings
    ):
        settings.SECRET_KEY = "another"
        publish("one")

        after = go(subscriber)

        assert (after.failures, after.last_error) == (1, delivering.UNREADABLE)
        assert receiver.received == []


class TestWhatIsSent:
    def test_it_is_what_the_feed_of_changes_tells_and_no_content(self, subscriber, publish, receiver, client):
        since = client.get("/api/changes/").json()["cursor"]
        publish("one", "two")

        go(subscriber)

        told, feed = receiver.received[0].told, client.get("/api/changes/", {"since": since}).json()
        assert told["type"] == "changes"
        assert told["data"] == {"items": feed["items"], "cursor": feed["cursor"], "has_more": False}
        assert told["timestamp"] == feed["items"][-1]["at"]
        assert "record" not in told["data"]["items"][0]

    def test_what_was_public_before_it_was_made_is_sent_to_who_begins_at_the_beginning(
        self, receiver, publish, secretariat
    ):
        publish("old")
        late, _ = subscribe(receiver.url, secretariat)
        whole, _ = subscribe(f"{receiver.url}/2", secretariat, from_beginning=True)

        go(late)
        assert receiver.received == []
        go(whole)

        assert "old" in receiver.told
        assert receiver.received[0].told["data"]["reset"] is True

    def test_only_wanted_types_and_the_position_goes_past_the_others(
        self, receiver, publish, secretariat, agency_a
    ):
        wants, _ = subscribe(receiver.url, secretariat, types=["directory.FacilityPage"])
        publish("news")
        after = go(wants)

        assert receiver.received == []
        assert after.position == ChangeCounter.read().last

        FacilityPageFactory(parent=agency_a.page, title="시설", slug="place")
        settle()
        go(wants)
        assert receiver.told == ["place"]

    def test_what_waits_to_be_worked_out_is_not_passed_over(self, receiver, publish, secretariat):
        wants, _ = subscribe(receiver.url, secretariat, types=["pages.NewsPage"])
        [page] = publish("one")
        row = PublicObject.objects.filter(object_id=page.pk)
        row.update(doubt=Doubt.MUST_WAIT)

        waiting = go(wants)
        assert (receiver.received, waiting.position) == ([], wants.position)

        row.update(doubt=Doubt.NONE)
        go(wants)
        assert receiver.told == ["one"]

    def test_another_district_s_changes_stay_there(self, receiver, publish, secretariat, agency_b):
        site = Site.objects.create(hostname="other.example", root_page=agency_b.page)
        settle()
        other, _ = subscribe(receiver.url, secretariat, site=site)
        publish("one")

        go(other)

        assert receiver.received == []


class TestOrder:
    def test_many_changes_come_in_order_in_pieces(self, subscriber, publish, receiver, monkeypatch):
        monkeypatch.setattr(messages, "LIMIT", 2)
        names = [f"n{number}" for number in range(5)]
        publish(*names)

        after = go(subscriber)

        assert receiver.told == names
        assert [each.told["data"]["has_more"] for each in receiver.received] == [True, True, False]
        assert after.position == ChangeCounter.read().last
        assert go(after) == after
        assert len(receiver.received) == 3

    def test_nothing_overtakes_what_was_not_received(self, subscriber, publish, receiver, later):
        publish("one")
        receiver.answers = [500]
        go(subscriber)
        publish("two")
        assert len(receiver.received) == 1

        later(minutes=1)
        go(subscriber)

        assert receiver.received[1].titles == ["one", "two"]
        numbers = [each.headers["webhook-id"] for each in receiver.received]
        assert numbers[0] != numbers[1]  # more is in it: whoever skipped it would lose "two"


class TestAtLeastOnce:
    def test_killed_between_the_answer_and_the_note_it_is_sent_again_as_the_same(
        self, subscriber, publish, receiver, monkeypatch, later
    ):
        publish("one")

        def die(*args):
            raise SystemExit

        with monkeypatch.context() as patch:
            patch.setattr(delivering, "_note", die)
            patch.setattr(Subscriber, "give_lease_back", lambda self: None)  # the dead do not tidy up
            with pytest.raises(SystemExit):
                delivering.deliver(fresh(subscriber))
        assert fresh(subscriber).position == subscriber.position

        assert go(subscriber).position == subscriber.position  # the dead one's lease still holds
        assert len(receiver.received) == 1
        later(seconds=91)
        after = go(subscriber)

        first, second = receiver.received
        assert (first.body, first.headers["webhook-id"]) == (second.body, second.headers["webhook-id"])
        assert after.position > subscriber.position

    def test_the_number_stays_for_the_same_contents_and_the_moment_does_not(
        self, subscriber, publish, receiver, later
    ):
        publish("one")
        receiver.answers = [503]
        go(subscriber)
        later(minutes=1)
        go(subscriber)

        first, second = receiver.received
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]

    def test_who_lost_the_lease_meanwhile_writes_nothing(self, subscriber, publish, receiver):
        publish("one")

        def another_takes_over():
            import uuid

            taken[0] = uuid.uuid4()
            later = timezone.now() + timedelta(minutes=1)
            Subscriber.objects.filter(pk=subscriber.pk).update(leased_by=taken[0], leased_until=later)

        taken = [None]
        message = messages.next_message(fresh(subscriber), ChangeCounter.read())
        mine = fresh(subscriber)
        assert mine.take_lease()
        another_takes_over()
        delivering._note(mine, message, delivering.Answer(204))

        after = fresh(subscriber)
        assert (after.position, after.leased_by) == (subscriber.position, taken[0])

    def test_a_cursor_that_is_not_remembered_any_more_begins_anew_and_says_so(
        self, subscriber, publish, receiver
    ):
        publish("one", "two")
        ChangeCounter.objects.update(forgotten=ChangeCounter.read().last)
        Subscriber.objects.update(position=1)

        after = go(subscriber)

        assert receiver.received[0].told["data"]["reset"] is True
        assert {"one", "two"} <= set(receiver.told)
        assert after.position == ChangeCounter.read().last

    def test_the_log_says_what_happened(self, subscriber, publish, receiver):
        publish("one")
        receiver.answers = [(200, {}, "고맙습니다\x00\n다음에".encode())]

        after = go(subscriber)

        [line] = Delivery.objects.all()
        assert (line.status, line.items, line.attempt, line.error) == (200, 1, 1, "")
        assert line.excerpt == "고맙습니다 다음에"
        assert line.cursor == receiver.received[0].told["data"]["cursor"]
        assert line.message_id == receiver.received[0].headers["webhook-id"]
        assert after.last_success_at == line.created_at or after.last_success_at
