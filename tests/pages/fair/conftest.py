"""A fair twelve days from now, with a booth of agency A."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories.fair import FairPageFactory, a_booth, a_session

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 25, 10, tzinfo=SEOUL)


def on_the_day(clock):
    return datetime.fromisoformat(f"2026-12-07T{clock}").replace(tzinfo=SEOUL)


@pytest.fixture(autouse=True)
def _now(time_machine, db):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def fair(agency_a):
    return FairPageFactory(
        booths=[a_booth(agency_a, words="함께 체조를 해 봅니다.")],
        sessions=[
            a_session("표창 수여식", "14:00", presenters="협의체", is_online=True),
            a_session("여는 마당", "13:00"),
        ],
    )


def text(response):
    return response.content.decode()
