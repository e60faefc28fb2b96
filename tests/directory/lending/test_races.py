"""Two people press in the same moment, on connections of their own."""

import uuid
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from directory.lending.actions import ask
from directory.models import LendingRequest, TakenSlot
from directory.models.lending import LendingState
from tests.directory.lending.conftest import THE_PERSON, days

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """What each of the deeds ends with: its result, or the sentence that refuses it."""
    together, results = Barrier(len(deeds)), []

    def press(deed):
        try:
            together.wait(timeout=30)
            results.append(deed())
        except ValidationError as refusal:
            results.append(refusal.messages[0])
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=(deed,)) for deed in deeds]
    [thread.start() for thread in threads]
    [thread.join(timeout=60) for thread in threads]
    return results


def states():
    return sorted(LendingRequest.objects.values_list("state", flat=True))


def test_two_accepts_of_the_last_piece_one_wins_and_the_other_is_told(chairs, asked, editor_a, secretariat):
    one, two = (asked(chairs, days(3, 5), quantity=2) for _ in range(2))

    results = at_once(lambda: one.accept(by=editor_a), lambda: two.accept(by=secretariat))

    (refusal,) = [result for result in results if isinstance(result, str)]
    assert "이미 나갔습니다" in refusal
    assert states() == [LendingState.ACCEPTED, LendingState.ASKED]
    assert TakenSlot.objects.count() == 6


def test_without_the_count_the_constraint_alone_keeps_it(chairs, asked, monkeypatch):
    monkeypatch.setattr("directory.lending.actions.refuse_what_is_taken", lambda *args: None)
    monkeypatch.setattr("directory.lending.actions._free_pieces", lambda taken, slot, quantity: [1])
    requests = [asked(chairs, days(3, 5)) for _ in range(3)]

    results = at_once(*(request.accept for request in requests))

    assert len([result for result in results if isinstance(result, str)]) == 2
    assert states() == [LendingState.ACCEPTED, LendingState.ASKED, LendingState.ASKED]
    assert TakenSlot.objects.count() == 3


def test_the_same_request_is_not_answered_twice(chairs, asked, editor_a, secretariat):
    request = asked(chairs, days(3, 5))

    results = at_once(
        lambda: request.accept(by=editor_a), lambda: request.decline(by=secretariat, reason="안 됩니다.")
    )

    assert len([result for result in results if isinstance(result, str)]) == 1
    assert TakenSlot.objects.count() == (3 if states() == [LendingState.ACCEPTED] else 0)


def test_the_same_form_sent_twice_at_once_is_one_request(chairs, mailoutbox):
    number = uuid.uuid4()

    def send():
        return ask(chairs, uuid=number, quantity=1, **days(3, 5), **THE_PERSON)

    results = at_once(send, send)

    assert {result.uuid for result in results} == {number}
    assert LendingRequest.objects.count() == 1
    assert len([mail for mail in mailoutbox if mail.to == [THE_PERSON["email"]]]) == 1
