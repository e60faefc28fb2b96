"""Things of agency A to lend: two wheelchairs by the day, a room by the half-hour."""

import uuid
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from common.moments import midnight
from directory.lending.actions import ask
from directory.models.resource import LendingUnit
from tests.factories import ResourcePageFactory

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=SEOUL)
THE_PERSON = {
    "name": "홍길순",
    "organisation": "배꽃모임",
    "phone": "02-000-7777",
    "email": "gilsun@resident.example",
    "purpose": "어머니 병원 나들이",
}


def day(number, month=12):
    return date(2026, month, number)


def at(clock, number=3, month=12):
    return datetime.combine(day(number, month), time.fromisoformat(clock), SEOUL)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def chairs(agency_a):
    return ResourcePageFactory(
        parent=agency_a.page,
        title="휠체어",
        slug="wheelchair",
        quantity=2,
        unit_name="대",
        takes_requests=True,
        phone="02-000-1234",
    )


@pytest.fixture
def room(agency_a):
    return ResourcePageFactory(
        parent=agency_a.page,
        title="작은 회의실",
        slug="room",
        kind="space",
        takes_requests=True,
        lending_unit=LendingUnit.HALF_HOUR,
        opens_at=time(9),
        closes_at=time(18),
    )


def days(first, last):
    """From the first day to the last, both included."""
    return {"starts_at": midnight(day(first)), "ends_at": midnight(day(last + 1))}


@pytest.fixture
def asked():
    """A request as a stranger makes it."""

    def make(resource, when, quantity=1, by=None, **person):
        return ask(resource, uuid=uuid.uuid4(), quantity=quantity, by=by, **when, **(THE_PERSON | person))

    return make
