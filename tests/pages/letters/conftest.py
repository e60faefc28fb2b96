"""A morning in Seoul, and mail that is caught."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

SEOUL = ZoneInfo("Asia/Seoul")
# A Thursday.
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=SEOUL)


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


@pytest.fixture
def now(time_machine):
    """Moves the clock: ``now(2026, 11, 30, 8)``; it stands at ten in the morning before."""

    def move(*moment):
        time_machine.move_to(datetime(*moment, tzinfo=SEOUL), tick=False)

    time_machine.move_to(NOW, tick=False)
    return move
