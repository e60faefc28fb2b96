"""What is not public is not in HSDS; what goes, goes at once."""

import pytest
from wagtail.models import PageViewRestriction

from api.hsds.models import HsdsObject, Kind
from api.hsds.writing import rebuild
from directory.models import Benefit
from tests.api.hsds.conftest import place
from tests.api.world import fill, fill_benefits
from tests.directory.test_hidden_address import SECRETS, WORDS
from tests.factories import FacilityPageFactory

LISTS = ("services", "organizations", "service_at_locations")


@pytest.fixture
def everything(client, settings):
    settings.PAGE_CACHE = False

    def everything():
        texts = []
        for name in LISTS:
            for how in ("", "?full=true", "?full=true&format=ndjson"):
                answer = client.get(f"/hsds/{name}{how}")
                content = b"".join(answer) if answer.streaming else answer.content
                texts.append(content.decode())
        return "\n".join(texts)

    return everything


def test_a_hidden_address_is_nowhere(everything, ask, agency_a):
    page = place(agency_a, title="쉼터", slug="shelter", address_public=False, **SECRETS)
    told = everything()

    assert "쉼터" in told
    assert [word for word in WORDS if word in told] == []
    service = ask(f"services/{page.uuid}")
    assert "service_at_locations" not in service
    assert service["phones"]
    assert service["schedules"]
    for question in ("postcode=73919", "latitude=37.573917&longitude=127.047391"):
        assert ask(f"service_at_locations?{question}")["empty"]
    assert ask("services?search=숨은길")["empty"]


def test_a_place_that_is_hidden_later_is_forgotten(everything, ask, agency_a):
    page = place(agency_a, **SECRETS)
    assert "숨은길" in everything()

    page.address_public = False
    page.save_revision().publish(skip_permission_checks=True)
    assert [word for word in WORDS if word in everything()] == []


def test_drafts_and_private_sections_say_nothing(everything, agency_a, agency_b):
    place(agency_a)
    FacilityPageFactory(parent=agency_a.page, title="초안뷁", slug="draft", live=False)
    place(agency_b, title="비밀뷁", slug="private")
    PageViewRestriction.objects.create(page=agency_b.page, restriction_type=PageViewRestriction.LOGIN)
    told = everything()

    assert "가온회관" in told
    assert "뷁" not in told
    assert agency_b.page.title not in told


@pytest.mark.parametrize("deed", ["unpublish", "delete", "close"])
def test_what_went_is_gone_with_a_word(everything, ask, agency_a, deed):
    page = place(agency_a)
    assert "가온회관" in everything()

    if deed == "close":
        page.status = "closed"
        page.save_revision().publish(skip_permission_checks=True)
    else:
        getattr(page, deed)()
    assert "가온회관" not in everything()
    assert ask(f"services/{page.uuid}", 410).json()["tombstone"]["uuid"] == str(page.uuid)


def test_an_organization_that_only_benefits_named_goes_with_the_last(ask, district):
    fill_benefits(2)

    def bodies():
        found = ask("organizations")["contents"]
        return [each["name"] for each in found if "kr_kind" not in str(each) and "uri" not in each]

    assert bodies() == ["서울특별시 동대문구"]
    first, last = Benefit.objects.all()
    first.delete()
    assert bodies() == ["서울특별시 동대문구"]
    last.is_hidden = True
    last.save()
    assert bodies() == []


def test_a_new_name_of_the_agency_is_in_its_services(ask, agency_a):
    page = place(agency_a)
    assert ask(f"services/{page.uuid}")["organization"]["name"] == agency_a.page.title

    section = agency_a.page
    section.title = "새 기관 이름"
    section.save_revision().publish(skip_permission_checks=True)
    assert ask(f"services/{page.uuid}")["organization"]["name"] == "새 기관 이름"


def test_all_of_it_made_anew_is_the_same(ask, agency_a):
    fill(agency_a, 2)
    fill_benefits(2)
    place(agency_a)
    ask("services")

    def rows():
        names = ("kind", "uuid", "organization", "words", "brief", "whole", "postcode", "latitude", "source")
        return set(HsdsObject.objects.values_list(*names)), HsdsObject.objects.count()

    before = rows()
    assert {kind for kind, *_ in before[0]} == set(Kind.values)
    HsdsObject.objects.all().delete()
    rebuild()
    assert rows() == before
