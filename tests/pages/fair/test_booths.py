"""Booths: by field, of published agencies, each with an address; and no booth costs a query."""

import pytest
from django.test.utils import CaptureQueriesContext

from directory.actions import onboard_agency
from pages.models import FairPage
from tests.api.world import a_document
from tests.factories import AgencyImageFactory, FilmPageFactory
from tests.factories.fair import FairPageFactory, a_booth
from tests.pages.fair.conftest import text


@pytest.fixture
def many(directory_index):
    """A fair with so many booths, each with all that a booth can have."""

    def make(number):
        booths = []
        for n in range(number):
            agency = onboard_agency(index=directory_index, code=f"many-{number}-{n}", title=f"기관 {n}")
            agency.page.image, agency.page.image_is_decorative = AgencyImageFactory(), True
            agency.page.save()
            film = FilmPageFactory(parent=agency.page)
            document = a_document(agency.collection)
            materials = [{"type": "file", "value": {"document": document.pk, "label": ""}}]
            booths.append(a_booth(agency, f"0{n % 9 + 1}0", film=film, materials=materials))
        return FairPageFactory(booths=booths)

    return make


@pytest.fixture
def cost(client):
    from django.db import connection

    def measure(url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return measure


class TestFields:
    def test_they_stand_under_their_field(self, client, agency_a, agency_b):
        FairPageFactory(booths=[a_booth(agency_b, "120"), a_booth(agency_a, "010")])

        fields = client.get("/fair/2026/").context["booth_fields"]

        assert [field["topic"]["label"] for field in fields] == ["신체건강", "보호·돌봄"]

    def test_one_field_can_be_chosen(self, client, agency_a, agency_b):
        FairPageFactory(booths=[a_booth(agency_b, "120"), a_booth(agency_a, "010")])

        response = client.get("/fair/2026/?topic=120")

        assert [field["topic"]["code"] for field in response.context["booth_fields"]] == ["120"]
        assert "noindex" in text(response)

    @pytest.mark.parametrize("topic", ["999", "", "a" * 500, "120&topic=x"])
    def test_what_is_no_field_chooses_all(self, client, fair, topic):
        assert len(client.get(f"/fair/2026/?topic={topic}").context["booth_fields"]) == 1


class TestAddress:
    def test_each_has_one(self, client, fair):
        page = text(client.get("/fair/2026/booths/agency-a/"))

        assert "가나다복지관 부스" in page
        assert "함께 체조를 해 봅니다." in page

    @pytest.mark.parametrize("slug", ["agency-b", "nobody", "%00", "가나다"])
    def test_what_has_no_booth_is_not_found(self, client, fair, slug):
        assert client.get(f"/fair/2026/booths/{slug}/").status_code in (400, 404)
        assert client.get(f"/fair/2026/booths/{slug}/ask/").status_code in (400, 404)

    def test_an_agency_that_is_not_published_has_no_booth(self, client, fair, agency_a):
        agency_a.page.unpublish()

        assert client.get("/fair/2026/").context["facts"]["booths"] == []
        assert client.get("/fair/2026/booths/agency-a/").status_code == 404
        assert client.get("/fair/2026/booths/agency-a/ask/").status_code == 404

    def test_a_film_that_is_a_draft_is_not_shown(self, client, agency_a):
        film = FilmPageFactory(parent=agency_a.page, title="아직초안인영상", live=False)
        FairPageFactory(booths=[a_booth(agency_a, film=film)])

        assert "아직초안인영상" not in text(client.get("/fair/2026/booths/agency-a/"))

    def test_a_film_and_papers_are(self, client, many):
        many(1)

        response = client.get("/fair/2026/booths/many-1-0/")

        assert response.context["film"]["title"]
        assert [file["title"] for file in response.context["files"]] == ["안내문"]

    def test_it_stands_in_the_sitemap(self, client, fair):
        sitemap = text(client.get("/sitemap.xml"))

        assert "/fair/2026/</loc>" in sitemap
        assert "/fair/2026/booths/agency-a/</loc>" in sitemap


def test_twenty_booths_cost_no_more_than_two(cost, many):
    many(2)
    two = cost("/fair/2026/")
    FairPage.objects.get().delete()
    many(20)

    assert cost("/fair/2026/") == two <= 20
    assert cost("/fair/2026/booths/many-20-3/") <= 26
