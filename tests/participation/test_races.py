"""Many press in the same moment, on connections of their own."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from participation.actions import empathise, merge, move, take_back
from participation.models import Empathy, Issue, Status
from tests.factories.participation import VoiceFactory, make_issue

pytestmark = pytest.mark.django_db(transaction=True)


def in_parallel(deeds, workers):
    """Do ``deeds`` by ``workers`` threads that begin at once; the sentences of those that were refused."""
    together, refusals, waiting = Barrier(workers), [], list(deeds)

    def work():
        try:
            together.wait(timeout=30)
            while waiting:
                try:
                    deed = waiting.pop()
                except IndexError:
                    break
                try:
                    deed()
                except ValidationError as refusal:
                    refusals.append(refusal.messages[0])
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(workers)]
    [thread.start() for thread in threads]
    [thread.join(timeout=120) for thread in threads]
    return refusals


@pytest.fixture
def workers():
    """As many as have a connection: the pool holds eight, one is the test's own. SQLite lets one write at a time."""
    return 7 if connection.vendor == "postgresql" else 4


def test_two_hundred_presses_by_fifty_people_are_fifty(workers):
    issue = make_issue()
    voices = VoiceFactory.create_batch(50)

    refusals = in_parallel([lambda voice=voice: empathise(issue, voice) for voice in voices * 4], workers)

    assert refusals == []
    assert Empathy.objects.filter(issue=issue).count() == 50
    assert Issue.objects.get(pk=issue.pk).empathy_count == 50


def test_saying_and_taking_back_crosswise_leaves_the_right_count(workers):
    issue = make_issue()
    voices = VoiceFactory.create_batch(5)

    in_parallel(
        [
            lambda voice=voice, deed=deed: deed(issue, voice)
            for voice in voices * 3
            for deed in (empathise, take_back)
        ],
        workers,
    )

    assert Issue.objects.get(pk=issue.pk).empathy_count == Empathy.objects.filter(issue=issue).count()


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(secretariat, office):
    issue = make_issue(status=Status.RECEIVED)

    refusals = in_parallel(
        [
            lambda: move(issue, Status.GATHERING, by=secretariat, seen="received", reason="좋습니다."),
            lambda: move(issue, Status.REJECTED, by=office, seen="received", reason="이미 있습니다."),
        ],
        workers=2,
    )

    assert len(refusals) == 1
    assert "방금 다른 분이" in refusals[0]
    assert issue.steps.count() == 2


def test_two_merges_crosswise_do_not_stop_each_other(secretariat, office):
    one, other = make_issue(), make_issue()

    refusals = in_parallel(
        [
            lambda: merge(one, other, by=secretariat, seen="gathering", reason="같은 일"),
            lambda: merge(other, one, by=office, seen="gathering", reason="같은 일"),
        ],
        workers=2,
    )

    assert len(refusals) == 1
    assert Issue.objects.filter(status=Status.MERGED).count() == 1


def test_a_press_during_a_merge_is_counted_or_refused(secretariat, workers):
    issue, into = make_issue(), make_issue()
    voices = VoiceFactory.create_batch(20)

    refusals = in_parallel(
        [
            *(lambda voice=voice: empathise(issue, voice) for voice in voices),
            lambda: merge(issue, into, by=secretariat, seen="gathering", reason="같은 일"),
        ],
        workers,
    )

    assert Issue.objects.get(pk=into.pk).empathy_count == 20 - len(refusals)
