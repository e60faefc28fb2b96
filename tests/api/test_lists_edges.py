"""Lists of pages at their edges: ranges, places, cursors, the far end, validators."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.models import PublicObject
from api.projection.settling import settle
from directory.models import FacilityPage
from pages.models import NewsPage
from tests.factories import EventPageFactory, FacilityPageFactory, NewsPageFactory, ProgramPageFactory

PAGES = "/api/v2/pages/"
SEOUL = timezone.get_default_timezone()
TEN = datetime(2027, 3, 2, 10, tzinfo=SEOUL)


@pytest.fixture
def titles(client):
    def titles(kind, status=200, **question):
        response = client.get(PAGES, {"type": kind, "limit": 100} | question)
        assert response.status_code == status, response.content
        return {item["title"] for item in response.json()["items"]}

    return titles


class TestRanges:
    @pytest.fixture(autouse=True)
    def events(self, agency_a):
        for name, moment in (
            ("앞", TEN - timedelta(hours=1)),
            ("그때", TEN),
            ("뒤", TEN + timedelta(hours=1)),
        ):
            EventPageFactory(
                parent=agency_a.page,
                title=name,
                slug=name,
                starts_at=moment,
                ends_at=moment + timedelta(hours=1),
                capacity=None if name == "앞" else 10 if name == "그때" else 20,
            )

    @pytest.mark.parametrize(
        ("lookup", "found"),
        [
            ("starts_at", {"그때"}),
            ("starts_at__gte", {"그때", "뒤"}),
            ("starts_at__gt", {"뒤"}),
            ("starts_at__lte", {"앞", "그때"}),
            ("starts_at__lt", {"앞"}),
        ],
    )
    def test_a_moment_is_in_what_includes_it(self, titles, lookup, found):
        assert titles("pages.EventPage", **{lookup: "2027-03-02T10:00:00+09:00"}) == found
        assert titles("pages.EventPage", **{lookup: "2027-03-02T01:00:00Z"}) == found

    def test_a_day_begins_in_seoul(self, titles):
        assert titles("pages.EventPage", starts_at__gte="2027-03-02") == {"앞", "그때", "뒤"}
        assert titles("pages.EventPage", starts_at__gte="2027-03-03") == set()
        assert titles("pages.EventPage", starts_at__lt="2027-03-02") == set()

    def test_one_of_several_and_none_at_all(self, titles):
        assert titles("pages.EventPage", capacity__in="10,20") == {"그때", "뒤"}
        assert titles("pages.EventPage", capacity__isnull="true") == {"앞"}
        assert titles("pages.EventPage", capacity__isnull="false", capacity__lt="20") == {"그때"}

    def test_conditions_are_all_kept(self, titles):
        both = {"starts_at__gte": "2027-03-02T10:00:00+09:00", "starts_at__lte": "2027-03-02T10:00:00+09:00"}
        assert titles("pages.EventPage", **both) == {"그때"}

    def test_codes_of_an_axis_are_joined(self, titles, agency_b):
        ProgramPageFactory(parent=agency_b.page, title="다른 기관")
        agencies = "agency-a,agency-b"
        assert titles("directory.ProgramPage", agency__in=agencies) == {"다른 기관"}
        assert titles("directory.ProgramPage", agency__in="agency-a") == set()


class TestPlaces:
    @pytest.fixture(autouse=True)
    def facilities(self, agency_a):
        for name, latitude, is_public in (
            ("가까운 곳", "37.5800", True),
            ("먼 곳", "37.6000", True),
            ("쉼터", "37.5801", False),
        ):
            FacilityPageFactory(
                parent=agency_a.page,
                title=name,
                slug=name.replace(" ", "-"),
                latitude=Decimal(latitude),
                longitude=Decimal("127.0400"),
                address_public=is_public,
            )

    def test_edges_of_the_box_are_in_it_and_a_hidden_place_in_none(self, titles):
        assert titles("directory.FacilityPage", bbox="127.04,37.58,127.04,37.6") == {"가까운 곳", "먼 곳"}
        assert titles("directory.FacilityPage", bbox="127.04,37.5800001,127.04,37.6") == {"먼 곳"}

    def test_the_nearest_first_and_no_farther_than_asked(self, client, titles):
        near = {"type": "directory.FacilityPage", "near": "37.59,127.04", "within": "1200"}
        assert titles(near.pop("type"), **near) == {"가까운 곳", "먼 곳"}
        assert titles("directory.FacilityPage", near="37.5801,127.04", within="100") == {"가까운 곳"}
        answer = client.get(PAGES, {"type": "directory.FacilityPage", "near": "37.601,127.04"}).json()
        assert [item["title"] for item in answer["items"]] == ["먼 곳", "가까운 곳"]

    def test_a_place_that_is_hidden_later_is_found_no_more(self, titles):
        page = FacilityPage.objects.get(title="가까운 곳")
        page.address_public = False
        page.save_revision().publish(skip_permission_checks=True)

        assert titles("directory.FacilityPage", near="37.58,127.04", within="500") == set()


class TestWalking:
    @pytest.fixture(autouse=True)
    def news(self, agency_a):
        moment = timezone.now() - timedelta(days=1)
        for number in range(23):
            page = NewsPageFactory(parent=agency_a.page, title=f"소식 {number % 4}", slug=f"n-{number}")
            NewsPage.objects.filter(pk=page.pk).update(last_published_at=moment)
            page.refresh_from_db()
            page.save()
        settle()

    def ids(self, client, **question):
        answer = client.get(PAGES, {"type": "pages.NewsPage", "limit": 100} | question).json()
        return [item["id"] for item in answer["items"]]

    @pytest.mark.parametrize(
        "order", ["id", "-id", "title", "-title", "last_published_at", "-last_published_at"]
    )
    def test_by_cursor_each_once_whatever_is_equal(self, client, order):
        seen, cursor = [], ""
        for _turn in range(20):
            response = client.get(
                PAGES, {"type": "pages.NewsPage", "limit": 4, "order": order, "cursor": cursor}
            )
            seen += [item["id"] for item in response.json()["items"]]
            if not response.has_header("Link"):
                break
            cursor = response["Link"].partition("cursor=")[2].partition("&")[0].partition(">")[0]
        assert seen == self.ids(client, order=order)
        assert len(seen) == 23

    @pytest.mark.parametrize("order", ["title", "-last_published_at"])
    def test_the_far_end_is_the_same_list(self, client, order):
        whole = self.ids(client, order=order)
        for offset in range(25):
            assert self.ids(client, order=order, offset=offset, limit=5) == whole[offset : offset + 5]

    def test_what_comes_and_goes_meanwhile_moves_nothing_else(self, client, agency_a):
        first = client.get(PAGES, {"type": "pages.NewsPage", "limit": 10, "cursor": ""})
        cursor = first["Link"].partition("cursor=")[2].partition("&")[0].partition(">")[0]
        seen = [item["id"] for item in first.json()["items"]]
        expected = self.ids(client)[10:]
        NewsPage.objects.get(pk=seen[0]).unpublish()
        added = NewsPageFactory(parent=agency_a.page, title="새 소식", slug="added")

        assert self.ids(client, cursor=cursor) == [*expected, added.pk]

    def test_the_count_is_told_anew_after_a_change(self, client, agency_a):
        def count():
            return client.get(PAGES, {"type": "pages.NewsPage"}).json()["meta"]["total_count"]

        assert count() == 23
        NewsPageFactory(parent=agency_a.page, title="하나 더", slug="one-more")
        assert count() == 24


class TestValidators:
    @pytest.fixture(autouse=True)
    def fresh(self, settings):
        settings.PAGE_CACHE = False

    @pytest.mark.parametrize("kind", ["list", "detail", "changes"])
    def test_not_modified_costs_three_queries_at_most_and_ends_with_a_change(self, client, agency_a, kind):
        page = NewsPageFactory(parent=agency_a.page, title="소식", slug="news")
        address = {
            "list": f"{PAGES}?type=pages.NewsPage&fields=*",
            "detail": f"{PAGES}{page.pk}/",
            "changes": "/api/changes/",
        }[kind]
        etag = client.get(address)["ETag"]
        assert etag.startswith("W/")
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address, headers={"if-none-match": etag})
        assert (response.status_code, response.content) == (304, b"")
        assert len(queries) <= 3
        assert client.head(address, headers={"if-none-match": etag}).status_code == 304

        page.title = "고친 소식"
        page.save_revision().publish(skip_permission_checks=True)
        changed = client.get(address, headers={"if-none-match": etag})
        assert changed.status_code == 200
        assert changed["ETag"] != etag

    def test_a_list_of_one_type_is_not_the_list_of_another(self, client, agency_a):
        NewsPageFactory(parent=agency_a.page)
        etags = {
            client.get(f"{PAGES}?type=pages.NewsPage{more}")["ETag"] for more in ("", "&limit=1", "&fields=*")
        }
        assert len(etags) == 3

    def test_who_syncs_is_never_given_an_old_answer(self, client, agency_a):
        page = NewsPageFactory(parent=agency_a.page)
        for address in (f"{PAGES}?cursor=", f"{PAGES}{page.pk}/", "/api/changes/"):
            assert "stale" not in client.get(address)["Cache-Control"]
        assert "stale-while-revalidate" in client.get(PAGES)["Cache-Control"]


def test_the_feed_says_the_etag_that_the_detail_has(client, agency_a):
    page = NewsPageFactory(parent=agency_a.page)
    items = {item["id"]: item for item in client.get("/api/changes/?types=pages.NewsPage").json()["items"]}

    assert client.get(f"{PAGES}{page.pk}/")["ETag"] == items[page.pk]["etag"]
    assert PublicObject.objects.get(object_id=page.pk, type="pages.NewsPage").doubt == 0
