"""Before an event the agency hears once what the event does not say yet."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pages.models import EventPage
from pages.reminding.reminders import remind_of_events
from tests.factories import EventPageFactory

NOON = datetime(2026, 12, 1, 12, tzinfo=ZoneInfo("Asia/Seoul"))
WHOLE = {"place": "강당", "phone": "02-123-4567", "fee": "무료"}


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def event(agency_a, editor_a):
    def make(days=3, **fields):
        start = NOON + timedelta(days=days)
        return EventPageFactory(parent=agency_a.page, slug="event", starts_at=start, ends_at=start, **fields)

    return make


@pytest.fixture
def letters(mailoutbox, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mailoutbox


def test_what_is_lacking_is_said_once(event, editor_a, letters):
    event(place="강당", fee="무료")

    assert remind_of_events() == 1
    assert remind_of_events() == 0

    (letter,) = letters
    assert letter.to == [editor_a.email]
    assert "물어볼 전화번호가 없습니다" in letter.body
    assert "어디서" not in letter.body


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (WHOLE, 0),
        (WHOLE | {"live": False}, 1),
        ({"days": 8}, 0),
        ({"days": 7}, 1),
        ({"days": 0}, 0),
        ({"state": "cancelled"}, 0),
    ],
)
def test_of_what_lacks_nothing_is_over_far_off_or_called_off_nobody_is_told(event, letters, fields, told):
    event(**fields)

    assert remind_of_events() == told == len(letters)


def test_another_date_is_another_reminder(event, letters):
    page = event()
    remind_of_events()
    page = EventPage.objects.get(pk=page.pk)
    page.starts_at = page.ends_at = page.starts_at + timedelta(days=1)
    page.save_revision().publish()

    assert remind_of_events() == 1


def test_a_new_revision_forgets_no_reminder(event, letters):
    page = event()
    EventPage.objects.get(pk=page.pk).save_revision()
    remind_of_events()
    EventPage.objects.get(pk=page.pk).latest_revision.publish()

    assert remind_of_events() == 0
