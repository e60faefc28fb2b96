"""A facility that closed is in no list, and its own address says that it is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from common.querysets import PublicPageQuerySet
from directory.models import FacilityPage
from tests.factories import EventPageFactory, FacilityPageFactory

LISTS = [
    "/directory/",
    "/directory/?q=해오름",
    "/directory/agency-a/",
    "/directory/agency-a/at-the-centre/",
    "/directory/map/facilities.json",
    "/directory/facilities.csv",
    "/search/?q=해오름",
    "/sitemap.xml",
    "/api/v2/pages/?type=directory.FacilityPage",
    "/api/v2/pages/",
    "/api/v2/pages/?search=해오름",
]


@pytest.fixture
def facility(agency_a):
    def make(**fields):
        page = FacilityPageFactory(parent=agency_a.page, slug="centre-slug", title="해오름터", **fields)
        EventPageFactory(parent=agency_a.page, slug="at-the-centre", title="행사", venue=page)
        return page

    return make


class TestClosed:
    @pytest.mark.parametrize("url", LISTS)
    def test_no_list_has_it(self, client, facility, url):
        facility(status="closed")

        said = client.get(url).content.decode()

        assert "해오름터" not in said
        assert "centre-slug" not in said

    def test_lists_of_every_kind_of_page_agree(self, facility):
        page = facility(status="closed")

        assert not FacilityPage.objects.published().exists()
        assert not PublicPageQuerySet(Page).published().filter(pk=page.pk).exists()

    @pytest.mark.parametrize("below", ["", "handout/"])
    def test_its_own_address_says_that_it_is_gone_and_where_to_look(self, client, facility, below):
        page = facility(status="closed", road_address="왕산로 1", phone="02-123-4567")

        response = client.get(page.url + below)

        html = response.content.decode()
        assert response.status_code == 410
        assert "문을 닫은 시설입니다" in html
        assert 'href="/directory/?kind=test-kind"' in html
        assert "왕산로" not in html
        assert "02-123-4567" not in html

    def test_the_api_knows_no_such_page(self, client, facility):
        page = facility(status="closed")

        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404

    def test_its_people_may_still_look_at_it(self, facility):
        page = facility(status="closed", phone="02-123-4567")

        response = page.get_latest_revision_as_object().make_preview_request()

        assert response.status_code == 200
        assert "02-123-4567" in response.render().content.decode()

    def test_a_draft_of_the_closing_closes_nothing(self, client, facility):
        page = facility()
        page.status = "closed"
        page.save_revision()

        assert client.get(page.url).status_code == 200


class TestSuspended:
    @pytest.mark.parametrize(
        ("first", "reopens", "state"),
        [
            (None, None, "suspended"),
            (0, None, "suspended"),
            (1, None, "operating"),
            (-9, 1, "suspended"),
            (-9, 0, "operating"),
            (None, 0, "operating"),
        ],
    )
    def test_it_rests_from_its_first_day_until_the_day_before_it_reopens(
        self, facility, first, reopens, state
    ):
        today = timezone.localdate()
        page = facility(
            status="suspended",
            suspended_from=first if first is None else today + timedelta(days=first),
            suspended_until=reopens if reopens is None else today + timedelta(days=reopens),
        )

        assert page.status_today == state
        for code in ("operating", "suspended", "closed"):
            assert FacilityPage.objects.in_state(code).exists() is (code == state)

    def test_the_day_is_one_of_seoul(self, facility, time_machine):
        time_machine.move_to("2026-12-01T00:30:00+09:00")
        page = facility(status="suspended", suspended_until="2026-12-01")
        page.refresh_from_db()

        assert page.status_today == "operating"

    def test_it_is_listed_and_says_when_it_reopens(self, client, facility):
        page = facility(status="suspended", suspended_until=timezone.localdate() + timedelta(days=3))

        assert "해오름터" in client.get("/directory/").content.decode()
        assert "다시 엽니다" in client.get(page.url).content.decode()

    def test_a_state_that_is_none_finds_none(self, facility):
        facility()

        assert not FacilityPage.objects.in_state("nonsense").exists()
