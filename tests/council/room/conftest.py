"""Members at their door and in their room."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from council.actions import begin_minutes, send_for_confirmation
from council.models import Minutes, MinutesSection
from tests.factories.council import make_meeting
from tests.factories.residents import ResidentUserFactory

SEOUL = ZoneInfo("Asia/Seoul")


def seoul(*parts):
    return datetime(*parts, tzinfo=SEOUL)


def in_days(days, **fields):
    return timezone.now() + timedelta(days=days, **fields)


def coming(committee, days=3, **fields):
    return make_meeting(committee, in_days(days), **fields)


def sent_minutes(meeting, secretariat, text="서로 의견을 나누었습니다."):
    """Minutes that wait for a member, and the look that is open."""
    minutes = begin_minutes(meeting, by=secretariat)
    draft = minutes.get_latest_revision_as_object()
    draft.sections = [MinutesSection(heading="살핀 일", text=text)]
    draft.save_revision(user=secretariat)
    minutes = Minutes.objects.get(pk=minutes.pk)
    send_for_confirmation(minutes, by=secretariat)
    minutes = Minutes.objects.get(pk=minutes.pk)
    return minutes, minutes.current_workflow_task_state.specific


@pytest.fixture
def seat(committee, member):
    return committee.memberships.get(email=member.email)


@pytest.fixture
def in_room(client, district, member):
    """The browser of a member, who is neither staff nor a resident."""
    client.force_login(member)
    return client


@pytest.fixture
def outsider(client_of):
    return client_of(ResidentUserFactory())


@pytest.fixture
def client_of(district):
    """A browser of its own for each person."""
    from django.test import Client

    def browser(person):
        client = Client()
        client.force_login(person)
        return client

    return browser
