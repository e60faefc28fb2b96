"""A morning in Seoul, mail that is caught, and residents who agreed to news by mail."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Consent, Purpose
from tests.factories.participation import ResidentFactory
from tests.work import settle

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


@pytest.fixture
def now(time_machine):
    """Moves the clock: ``now(2026, 11, 30, 8)``; it stands at ten on a Thursday morning before."""

    def move(*moment):
        time_machine.move_to(datetime(*moment, tzinfo=SEOUL), tick=False)

    move(2026, 11, 26, 10)
    return move


@pytest.fixture
def reader(now):
    """Makes residents who agreed long ago to news by mail."""

    def make(**fields):
        resident = ResidentFactory(**fields)
        Consent.objects.create(
            resident=resident,
            purpose=Purpose.MAIL,
            version="1",
            given_at=timezone.make_aware(datetime(2026, 1, 1)),
        )
        return resident

    return make


@pytest.fixture
def work():
    """The worker does all that waits; returns the mails that left, and forgets them."""

    def do():
        while DBTaskResult.objects.ready().exists():  # tasks make tasks
            settle()
        sent, mail.outbox = mail.outbox, []
        return sent

    return do
