"""Many press in the same moment, on connections of their own."""

import pytest

from directory.models import Application
from directory.models.application import ApplicationState
from tests.directory.applying.conftest import change, publish, send_one
from tests.directory.lending.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
MANY, PLACES = 12, 5


def count(state):
    return Application.objects.filter(state=state).count()


def test_exactly_as_many_as_there_are_places_and_the_others_in_their_order(course):
    change(course, capacity=PLACES)
    applications = [send_one(course, number) for number in range(MANY)]

    at_once(*(application.prove for application in applications))

    assert count(ApplicationState.CONFIRMED) == PLACES
    assert count(ApplicationState.WAITING) == MANY - PLACES
    line = list(Application.objects.in_line())
    assert [application.place_in_line for application in line] == list(range(1, MANY - PLACES + 1))


def test_one_link_pressed_many_times_at_once_is_one_place(course, mailoutbox):
    application = send_one(course)
    mailoutbox.clear()

    results = at_once(*(application.prove for _ in range(4)))

    assert {result.seat for result in results} == {1}
    assert len(mailoutbox) == 1


def test_two_links_of_one_mailbox_at_once_are_one_application(course):
    two = [send_one(course, 1), send_one(course, 1)]

    at_once(*(application.prove for application in two))

    assert count(ApplicationState.CONFIRMED) == 1


def test_places_that_become_free_at_once_go_to_different_people(course):
    change(course, capacity=4)
    applications = [send_one(course, number).prove() for number in range(8)]

    at_once(*(application.cancel for application in applications[:3]), lambda: publish(course, capacity=5))

    assert count(ApplicationState.CONFIRMED) == 5
    assert count(ApplicationState.WAITING) == 0
    seats = Application.objects.exclude(seat=None).values_list("seat", flat=True)
    assert len(set(seats)) == 5


def test_without_the_count_the_constraint_alone_keeps_seats_apart(course, monkeypatch):
    monkeypatch.setattr("directory.applying.actions.Deed._free_seat", lambda deed: 1)
    applications = [send_one(course, number) for number in range(3)]

    results = at_once(*(application.prove for application in applications))

    assert len([result for result in results if isinstance(result, str)]) == 2
    assert count(ApplicationState.CONFIRMED) == 1
