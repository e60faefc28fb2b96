from datetime import time
from decimal import Decimal

import pytest

from directory.models import Agency, FacilityPage
from tests.api.world import reach
from tests.factories import FacilityPageFactory

HOURS = (
    {"days": 31, "opens_at": time(9), "closes_at": time(18), "break_from": time(12), "break_until": time(13)},
    {"days": 32, "weeks": 5, "opens_at": time(10), "closes_at": time(12)},
    {"days": 64, "is_closed": True},
)


def place(agency, slug="center", hours=HOURS, **fields):
    """A published facility of which everything is known."""
    told = {
        "title": "가온회관",
        "road_address": "서울특별시 동대문구 왕산로 1",
        "address_detail": "3층",
        "postcode": "02500",
        "latitude": Decimal("37.5744"),
        "longitude": Decimal("127.0396"),
        "phone": "02-123-4567",
        "fax": "02-123-4568",
        "email": "hello@example.kr",
        "website": "https://agency.example.kr/",
        "fee_kind": "free",
        "capacity": 40,
        "occupancy": 37,
        "access_note": "경사로가 있습니다.",
        "department": "재가복지팀",
        "transport": "가온역 2번 출구",
        "confirmed_on": "2026-11-01",
    }
    page = FacilityPageFactory(parent=agency.page, slug=slug, **(told | fields))
    page = FacilityPage.objects.get(pk=page.pk)
    for order, row in enumerate(hours):
        page.hours.add(page.hours.model(sort_order=order, **row))
    return reach(page)


@pytest.fixture(scope="module")
def placed(filled, module_rows):
    with module_rows():
        return place(Agency.objects.get(code="agency-a"))


@pytest.fixture
def world(placed, module_files, db):
    """A facility of a district that has one thing of every type."""
    return FacilityPage.objects.get(pk=placed.pk)


@pytest.fixture
def ask(client, settings, db):
    settings.PAGE_CACHE = False

    def ask(path, status=200, **headers):
        answer = client.get(f"/hsds/{path}", headers=headers)
        said = answer.status_code if answer.streaming else (answer.status_code, answer.content)
        assert answer.status_code == status, said
        return answer.json() if status == 200 else answer

    return ask
