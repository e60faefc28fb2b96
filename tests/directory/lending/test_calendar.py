"""The public page of a resource: what is left, by day and hour; never who has the rest."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.lending.calendar import calendar_context
from directory.models import ResourcePage
from tests.directory.lending.conftest import NOW, THE_PERSON, at, day, days
from tests.factories import ResourcePageFactory


def cells(resource, **asked):
    calendar = calendar_context(resource, asked)["calendar"]
    return {cell.day: cell for week in calendar["weeks"] for cell in week if cell.state != "outside"}


class TestByDay:
    def test_what_is_left_of_each_day(self, chairs, asked):
        asked(chairs, days(3, 4)).accept()
        asked(chairs, days(4, 4)).accept()
        asked(chairs, days(6, 6))

        month = cells(chairs, month="2026-12")

        assert [month[day(n)].state for n in (2, 3, 4, 5, 6)] == ["free", "some", "full", "free", "free"]
        assert [month[day(n)].words for n in (2, 3, 4)] == ["2대 남음", "1대 남음", "모두 나감"]
        assert month[day(3)].url.endswith("?day=2026-12-03")
        assert month[day(4)].url == ""

    def test_yesterday_is_closed_and_today_is_not(self, chairs):
        month = cells(chairs)

        assert month[NOW.date() - timedelta(days=1)].state == "closed"
        assert month[NOW.date()].state == "free"

    def test_more_requests_cost_no_more_queries(self, chairs, asked):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                cells(chairs, month="2026-12")
            return len(queries)

        assert cost() == 1
        for number in range(3, 8):
            asked(chairs, days(number, number)).accept()
        assert cost() == 1


class TestMonths:
    @pytest.mark.parametrize(
        ("asked_for", "shown"),
        [
            ("2026-10", (2026, 11)),
            ("2026-11", (2026, 11)),
            ("2027-11", (2027, 11)),
            ("2028-01", (2027, 11)),
            ("9999-12", (2027, 11)),
            ("0000-00", (2026, 11)),
            ("없음", (2026, 11)),
        ],
    )
    def test_a_year_from_this_month_on(self, chairs, asked_for, shown):
        month = calendar_context(chairs, {"month": asked_for})["calendar"]["month"]

        assert (month.year, month.month) == shown

    def test_the_period_of_the_resource_bounds_them(self, chairs):
        ResourcePage.objects.filter(pk=chairs.pk).update(available_from=day(3), available_until=day(5))
        chairs.refresh_from_db()

        calendar = calendar_context(chairs, {"month": "2027-05"})["calendar"]

        assert calendar["month"] == day(1)
        assert calendar["previous"] is calendar["next"] is None
        assert [cell.state for cell in cells(chairs).values()].count("free") == 3

    @pytest.mark.parametrize("change", [{"takes_requests": False}, {"available_until": day(25, 11)}])
    def test_what_is_not_lent_here_has_no_calendar(self, chairs, change):
        ResourcePage.objects.filter(pk=chairs.pk).update(**change)
        chairs.refresh_from_db()

        assert calendar_context(chairs, {}) == {}


class TestByHour:
    def hours(self, room, number=3):
        stretches = calendar_context(room, {"day": f"2026-12-{number:02}"})["calendar"]["hours"]
        return [(f"{each.starts_at:%H:%M}", f"{each.ends_at:%H:%M}", each.left) for each in stretches]

    def test_a_day_in_stretches(self, room, asked):
        asked(room, {"starts_at": at("12:00"), "ends_at": at("14:00")}).accept()
        asked(room, {"starts_at": at("14:00"), "ends_at": at("14:30")}).accept()

        assert self.hours(room) == [("09:00", "12:00", 1), ("12:00", "14:30", 0), ("14:30", "18:00", 1)]
        month = cells(room, month="2026-12")
        assert (month[day(2)].words, month[day(3)].words) == ("비어 있음", "일부 나감")

    def test_hours_that_have_begun_are_not_offered(self, room, time_machine):
        time_machine.move_to(at("16:01"))

        assert self.hours(room) == [("16:30", "18:00", 1)]

    @pytest.mark.parametrize("asked_for", ["2026-11-25", "2028-01-01", "0001-01-01", "9999-12-31", "어제"])
    def test_a_day_that_cannot_be_had_shows_the_month(self, client, room, asked_for):
        response = client.get(room.url, {"day": asked_for})

        assert response.status_code == 200
        assert response.context["calendar"]["day"] is None


class TestThePage:
    def test_it_never_says_who(self, client, chairs, room, asked):
        asked(chairs, days(3, 4)).accept()
        asked(room, {"starts_at": at("12:00"), "ends_at": at("14:00")}).accept()

        for url in (
            f"{chairs.url}?month=2026-12",
            f"{room.url}?day=2026-12-03",
            "/directory/?view=resources",
            "/search/?q=휠체어",
            "/api/v2/pages/?type=directory.ResourcePage&fields=*",
            f"/api/v2/pages/{chairs.pk}/",
            chairs.agency.url,
        ):
            text = client.get(url).content.decode()
            assert not [word for word in THE_PERSON.values() if word in text], url

    def test_other_months_are_not_for_search_engines(self, client, chairs):
        noindex = '<meta name="robots" content="noindex, follow" />'

        assert noindex not in client.get(chairs.url).content.decode()
        html = client.get(f"{chairs.url}?month=2026-12").content.decode()
        assert noindex in html
        assert 'rel="nofollow">2027년 1월' in html

    def test_it_leaves_no_cookie(self, client, chairs):
        assert not client.get(chairs.url).cookies

    def test_it_is_an_offer_for_machines(self, client, chairs):
        offer = chairs.public_json_ld(chairs.public_facts())[0]

        assert offer["@type"] == "Offer"
        assert offer["offeredBy"]["name"] == "가나다복지관"

    def test_time_and_talent_are_a_service(self, agency_a):
        page = ResourcePageFactory(parent=agency_a.page, kind="talent")

        assert page.public_json_ld(page.public_facts())[0]["@type"] == "Service"

    def test_a_preview_of_a_first_draft_is_shown(self, agency_a, editor_a, client):
        draft = ResourcePage(title="초안", kind="goods", takes_requests=True)

        assert calendar_context(draft, {}) == {}


class TestTheList:
    @pytest.fixture
    def resources(self, agency_a, agency_b, chairs):
        ResourcePageFactory(
            parent=agency_b.page, title="차 한 대", slug="car", kind="vehicle", fee_kind="paid"
        )
        ResourcePageFactory(parent=agency_b.page, title="안 보이는 것", slug="draft", live=False)

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("", {"휠체어", "차 한 대"}),
            ("&kind=vehicle", {"차 한 대"}),
            ("&fee=paid", {"차 한 대"}),
            ("&lendable=on", {"휠체어"}),
            ("&agency=agency-a", {"휠체어"}),
            ("&q=휠체어", {"휠체어"}),
        ],
    )
    def test_the_tab_and_its_filters(self, client, resources, query, titles):
        response = client.get(f"/directory/?view=resources{query}")

        assert {item["title"] for item in response.context["items"]} == titles

    def test_it_is_found_and_in_the_sitemap(self, client, chairs):
        assert "휠체어" in client.get("/search/?q=휠체어&kind=resource").content.decode()
        assert chairs.url in client.get("/sitemap.xml").content.decode()
