"""A course of agency A with two places and a waiting list, and people who apply for it."""

import re
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from directory.applying.actions import apply
from directory.models import Application
from pages.models import EventPage, EventQuestion
from tests.factories import EventPageFactory

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=SEOUL)
STARTS = datetime(2026, 12, 3, 14, 0, tzinfo=SEOUL)
THE_PERSON = {"name": "홍길순", "phone": "02-000-7777", "email": "gilsun@resident.example"}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def course(agency_a):
    return EventPageFactory(
        parent=agency_a.page,
        title="김장 강좌",
        slug="kimchi",
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=2),
        place="나눔부엌",
        capacity=2,
        takes_applications=True,
        takes_waiting=True,
    )


def ask(page, label, kind="singleline", **fields):
    return EventQuestion.objects.create(page=page, label=label, field_type=kind, **fields)


def change(page, **values):
    """Written to the live row alone, as if it had always been so."""
    EventPage.objects.filter(pk=page.pk).update(**values)
    return EventPage.objects.get(pk=page.pk)


def publish(page, **values):
    """As an editor does: a new version, published."""
    page = EventPage.objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish(skip_permission_checks=True)
    return EventPage.objects.get(pk=page.pk)


def send_one(page, number=0, **person):
    """An application whose mailbox is not proven yet."""
    key = uuid.uuid4()
    person = THE_PERSON | {"email": f"p{number}@resident.example", "answers": [], "consents": []} | person
    apply(page, uuid=key, **person)
    return Application.objects.get(uuid=key)


@pytest.fixture
def applied(course):
    """The n-th person's application, proven."""

    def make(number=0, **person):
        return send_one(course, number, **person).prove()

    return make


def states():
    return list(Application.objects.order_by("pk").values_list("state", flat=True))


def link_in(mail):
    """The address of ours in a mail, as a path."""
    return re.search(r"https?://[^/\s]+(/directory/apply/\S+)", mail.body).group(1)
