"""Where a facility is said to be, when its 행정동 is not known."""

import pytest

from directory.models import LegalDong
from tests.factories import FacilityPageFactory


@pytest.fixture
def facility(agency_a):
    return FacilityPageFactory(
        parent=agency_a.page,
        road_address="서울특별시 동대문구 망우로14가길 28",
        legal_dong=LegalDong.objects.get(name="휘경동"),
    )


def test_a_facility_without_a_dong_is_not_said_to_be_everywhere(facility, client):
    html = client.get(facility.get_url()).content.decode()

    assert "휘경동(행정동은 확인하고 있습니다)" in html
    assert "동대문구 전체" not in html


def test_not_even_that_is_said_of_a_hidden_place(facility, client):
    facility.address_public = False
    facility.save_revision().publish(skip_permission_checks=True)

    assert "휘경동" not in client.get(facility.get_url()).content.decode()
