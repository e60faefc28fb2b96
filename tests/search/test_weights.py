"""What comes first among things that say the same."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from directory.finding.boundaries import middles
from directory.models import Dong
from search import weights
from tests.factories import (
    BenefitFactory,
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
)


def titles(client, **parameters):
    context = client.get("/search/", {"q": "해오름", **parameters}).context
    return [item["title"] for item in context["items"]]


def days(number):
    return timezone.localdate() + timedelta(days=number)


class TestOpenFirst:
    def test_a_programme_that_takes_people_comes_before_a_closed_one(self, client, agency_a):
        ProgramPageFactory(parent=agency_a.page, title="해오름 가", slug="a", apply_until=days(-1))
        ProgramPageFactory(parent=agency_a.page, title="해오름 나", slug="b", apply_until=days(0))
        ProgramPageFactory(parent=agency_a.page, title="해오름 다", slug="c", ends_on=days(-1))

        assert titles(client)[0] == "해오름 나"

    def test_what_rests_or_is_no_longer_offered_comes_after(self, client, agency_a):
        FacilityPageFactory(parent=agency_a.page, title="해오름 가", slug="a", status="suspended")
        FacilityPageFactory(parent=agency_a.page, title="해오름 나", slug="b")
        ResourcePageFactory(parent=agency_a.page, title="해오름 다", slug="c", available_until=days(-1))
        ResourcePageFactory(parent=agency_a.page, title="해오름 라", slug="d", available_until=days(0))

        assert set(titles(client)[:2]) == {"해오름 나", "해오름 라"}

    def test_events_to_come_stand_before_past_and_cancelled_ones(self, client, agency_a):
        yesterday, last_year = timezone.now() - timedelta(days=1), timezone.now() - timedelta(days=365)
        for slug, moment in (("a", last_year), ("b", yesterday), ("c", timezone.now() + timedelta(days=9))):
            EventPageFactory(
                parent=agency_a.page, title=f"해오름 {slug}", slug=slug, starts_at=moment, ends_at=moment
            )
        EventPageFactory(parent=agency_a.page, title="해오름 d", slug="d", state="cancelled")

        order = titles(client)

        assert order[:2] == ["해오름 c", "해오름 b"]
        assert set(order[2:]) == {"해오름 a", "해오름 d"}

    def test_new_before_old(self, client, agency_a):
        for slug, age in (("a", 900), ("b", 1), ("c", 300)):
            NewsPageFactory(
                parent=agency_a.page,
                title=f"해오름 {slug}",
                slug=slug,
                first_published_at=timezone.now() - timedelta(days=age),
            )

        assert titles(client) == ["해오름 b", "해오름 c", "해오름 a"]

    def test_the_nearest_help_of_this_year_first(self, client, db):
        year = timezone.localdate().year
        BenefitFactory(title="해오름 가", origin="state")
        BenefitFactory(title="해오름 나", origin="district", basis_year=year - 2)
        BenefitFactory(title="해오름 다", origin="district", basis_year=year - 1)

        assert titles(client) == ["해오름 다", "해오름 가", "해오름 나"]

    def test_a_title_weighs_more_than_being_open(self, client, agency_a):
        ProgramPageFactory(parent=agency_a.page, title="해오름", slug="a", apply_until=days(-1))
        ProgramPageFactory(parent=agency_a.page, title="다른 강좌", summary="해오름", slug="b")

        assert titles(client) == ["해오름", "다른 강좌"]


class TestNear:
    HERE = "전농1동"

    @pytest.fixture
    def here(self, db):
        return Dong.objects.get(name=self.HERE).code

    def middle(self, dong):
        return [Decimal(str(round(degrees, 6))) for degrees in middles()[dong]]

    def place(self, agency, slug, dongs=(), **columns):
        page = FacilityPageFactory(parent=agency.page, title=f"해오름 {slug}", slug=slug, **columns)
        page.dongs.set(Dong.objects.filter(name__in=dongs))
        page.save()
        return page

    def test_the_own_dong_first_and_then_what_is_near(self, client, agency_a, here):
        latitude, longitude = self.middle(here)
        self.place(agency_a, "a")
        self.place(agency_a, "near", latitude=latitude + Decimal("0.009"), longitude=longitude)
        self.place(agency_a, "own", [self.HERE])

        assert titles(client, near=here) == ["해오름 own", "해오름 near", "해오름 a"]
        assert titles(client) != ["해오름 own", "해오름 near", "해오름 a"]

    def test_a_hidden_address_is_not_near_anything(self, client, agency_a, here):
        latitude, longitude = self.middle(here)
        self.place(agency_a, "a")
        self.place(agency_a, "hidden", latitude=latitude, longitude=longitude, address_public=False)
        order = titles(client)

        assert titles(client, near=here) == order

    def test_a_place_beyond_a_walk_weighs_no_more(self):
        assert weights.by_distance((37.5, 127.0), (37.5, 127.0)) == weights.NEARBY
        assert weights.by_distance((37.6, 127.0), (37.5, 127.0)) == 1
        assert 1 < weights.by_distance((37.51, 127.0), (37.5, 127.0)) < weights.NEARBY
