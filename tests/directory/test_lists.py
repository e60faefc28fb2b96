"""The directory's three lists, and what strangers may ask of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Dong, FacilityKind, Term
from tests.factories import FacilityPageFactory, ProgramPageFactory

YONGSIN = "1123053600"


def titles(response):
    return [item["title"] for item in response.context["items"]]


@pytest.fixture
def facility(agency_a):
    return FacilityPageFactory(parent=agency_a.page, slug="centre", title="해오름 복지관")


@pytest.fixture
def other(agency_b):
    return FacilityPageFactory(parent=agency_b.page, slug="other", title="다른 곳")


class TestFacilities:
    def test_they_are_the_first_thing_the_directory_shows(self, client, facility):
        response = client.get("/directory/")

        assert titles(response) == ["해오름 복지관"]
        assert response.context["view"] == "facilities"
        assert response.context["total"] == 1

    def test_a_draft_and_a_closed_one_are_not_listed(self, client, agency_a):
        FacilityPageFactory(parent=agency_a.page, slug="a", live=False)
        FacilityPageFactory(parent=agency_a.page, slug="b", status="closed")

        assert titles(client.get("/directory/")) == []

    @pytest.mark.parametrize(
        ("words", "found"),
        [("해오름", 1), ("해오름 복지", 1), ("해오름 다른", 1), ("수박 다른", 0), ("%", 0)],
    )
    def test_every_word_must_be_mentioned(self, client, facility, other, words, found):
        assert len(titles(client.get("/directory/", {"q": words}))) == found

    def test_an_address_is_mentioned_too(self, client, agency_a):
        FacilityPageFactory(parent=agency_a.page, slug="a", title="가", road_address="왕산로 1")

        assert titles(client.get("/directory/", {"q": "왕산로"})) == ["가"]

    def test_a_group_of_kinds_finds_the_kinds_below_it(self, client, agency_a, other):
        kind = FacilityKind.objects.filter(parent__code="senior").first()
        FacilityPageFactory(parent=agency_a.page, slug="a", title="가", kind=kind)

        assert titles(client.get("/directory/", {"kind": "senior"})) == ["가"]
        assert titles(client.get("/directory/", {"kind": kind.code})) == ["가"]

    def test_filters_add_up(self, client, facility, other):
        facility.targets.add(Term.objects.get(axis="life", code="006"))
        facility.save()

        assert titles(client.get("/directory/", {"life": "006"})) == ["해오름 복지관"]
        assert titles(client.get("/directory/", {"life": "006", "agency": "agency-b"})) == []

    def test_a_term_is_asked_for_by_its_own_axis(self, client, facility):
        facility.topics.add(Term.objects.get(axis="topic", code="010"))
        facility.save()

        assert titles(client.get("/directory/", {"topic": "010"})) == ["해오름 복지관"]
        assert titles(client.get("/directory/", {"household": "010"})) == []


class TestDongs:
    def test_the_code_of_a_retired_dong_finds_its_successors(self, client, facility, other):
        successor = Dong.objects.get(code=YONGSIN).successors.first()
        facility.dongs.add(successor)
        facility.save()

        response = client.get("/directory/", {"dong": YONGSIN})

        assert titles(response) == ["해오름 복지관"]
        assert response.context["active_filters"][0]["label"] == "용신동(옛 이름)"

    def test_a_page_that_still_names_a_retired_dong_is_found_under_its_successor(self, client, facility):
        facility.dongs.add(Dong.objects.get(code=YONGSIN))
        facility.save()

        successor = Dong.objects.get(code=YONGSIN).successors.first()
        assert titles(client.get("/directory/", {"dong": successor.code})) == ["해오름 복지관"]

    def test_only_dongs_in_force_are_offered(self, client, db):
        offered = dict(client.get("/directory/").context["form"].fields["dong"].choices)

        assert YONGSIN not in offered
        assert len(offered) == Dong.objects.current().count() + 1


class TestPrograms:
    @pytest.mark.parametrize(("days", "found"), [(-1, []), (0, ["가"]), (1, ["가"])])
    def test_recruiting_ends_after_its_last_day(self, client, agency_a, days, found):
        last = timezone.localdate() + timedelta(days=days)
        ProgramPageFactory(parent=agency_a.page, slug="a", title="가", apply_until=last)

        assert titles(client.get("/directory/", {"view": "programs", "recruit": "open"})) == found


class TestAgencies:
    def test_they_stand_by_title(self, client, agency_a, agency_b):
        assert titles(client.get("/directory/", {"view": "agencies"})) == ["가나다복지관", "라마바센터"]

    def test_an_unpublished_section_is_neither_listed_nor_offered(self, client, facility, agency_a):
        agency_a.page.unpublish()

        assert titles(client.get("/directory/", {"view": "agencies"})) == ["라마바센터"]
        assert "agency-a" not in client.get("/directory/").content.decode()


class TestTabs:
    def test_a_tab_keeps_what_it_understands(self, client, facility):
        tabs = client.get("/directory/", {"q": "해", "kind": "test-kind", "life": "006"}).context["tabs"]

        assert [tab["url"].partition("?")[2].count("life=006") for tab in tabs] == [1, 1, 1, 1, 0]
        assert not any("kind=" in tab["url"] for tab in tabs)
        assert all("q=%ED%95%B4" in tab["url"] for tab in tabs)


class TestNonsense:
    @pytest.mark.parametrize("view", ["facilities", "programs", "agencies", "가나다"])
    @pytest.mark.parametrize(
        "parameters",
        [
            "kind=가나다&life=999&household=--&topic=%27&dong=9&agency=none&recruit=2",
            "kind=a&kind=b&kind[]=c&life=006&life=",
            "unknown=1&__class__=2&kind__code=3",
            "q=%22&life=%25",
            f"q={'가' * 101}",
        ],
    )
    def test_it_is_answered_not_a_failure(self, client, facility, view, parameters):
        assert client.get(f"/directory/?view={view}&{parameters}").status_code == 200

    def test_a_choice_that_does_not_exist_is_left_out_and_named(self, client, facility):
        response = client.get("/directory/", {"life": "999"})

        assert titles(response) == ["해오름 복지관"]
        assert "고를 수 없는 조건" in response.context["form"].errors["life"][0]
        assert response.context["query_string"] == ""

    @pytest.mark.parametrize(
        ("number", "shown"),
        [("-1", 1), ("0", 1), ("가나다", 1), ("", 1), ("2", 2), ("999", 2), ("9" * 21, 2), ("9" * 5000, 1)],
    )
    def test_a_page_number_means_the_nearest_page(
        self, client, agency_a, agency_b, monkeypatch, number, shown
    ):
        monkeypatch.setattr("common.lists.PAGE_SIZE", 1)

        response = client.get("/directory/", {"view": "agencies", "page": number})

        assert response.status_code == 200
        assert response.context["page_obj"].number == shown
