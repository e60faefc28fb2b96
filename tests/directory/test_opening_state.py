"""What a page and a card say about now: at the minute, in Seoul, and no longer than it is true."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test.utils import CaptureQueriesContext

from directory.models import FacilityPage
from directory.opening import HOLIDAY, WEEKDAYS
from nurinet_cms.page_cache import BUCKET_SECONDS
from tests.factories import FacilityPageFactory

LUNCH = {"break_from": time(12), "break_until": time(13)}


@pytest.fixture
def facility(agency_a):
    """Open on weekdays from nine to six, with lunch, closed on public holidays and on 3 December 2026."""

    def make(slug="centre"):
        page = FacilityPageFactory(parent=agency_a.page, slug=slug, title=slug)
        page.hours.create(days=WEEKDAYS, opens_at=time(9), closes_at=time(18), **LUNCH)
        page.hours.create(days=HOLIDAY, is_closed=True)
        page.hours.create(days=0, is_closed=True, valid_from=date(2026, 12, 3), valid_until=date(2026, 12, 3))
        page.save()
        return FacilityPage.objects.get(pk=page.pk)

    return make


@pytest.mark.parametrize(
    ("moment", "code", "words"),
    [
        ("2026-11-26T00:00", "closed", "09:00"),
        ("2026-11-26T08:59", "closed", "09:00"),
        ("2026-11-26T09:00", "open", "오늘 18시까지 열림"),
        ("2026-11-26T11:59", "open", "오늘 18시까지 열림"),
        ("2026-11-26T12:00", "break", "점심시간 · 13:00에 다시 엽니다"),
        ("2026-11-26T12:59", "break", "점심시간"),
        ("2026-11-26T13:00", "open", "오늘 18시까지 열림"),
        ("2026-11-26T17:59", "open", "오늘 18시까지 열림"),
        ("2026-11-26T18:00", "closed", "내일 09:00"),
        ("2026-11-28T12:00", "closed", "오늘 휴관"),  # a Saturday
        ("2026-12-03T12:00", "closed", "오늘 휴관"),  # a Thursday, by exception
        ("2026-12-25T12:00", "closed", "오늘 휴관"),  # a Friday, a public holiday
        ("2027-08-16T12:00", "closed", "오늘 휴관"),  # a Monday, for the Sunday before it
        ("2026-12-24T23:59", "closed", ""),
    ],
)
def test_the_state_changes_on_the_minute(facility, time_machine, moment, code, words):
    page = facility()
    time_machine.move_to(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Seoul")), tick=False)

    opening = page.public_opening()

    assert opening["code"] == code
    assert words in opening["label"]


def test_a_server_of_another_zone_says_the_same(facility, time_machine):
    page = facility()
    time_machine.move_to("2026-11-26T00:00:00+00:00", tick=False)  # nine in Seoul

    assert page.public_opening()["code"] == "open"


def test_without_hours_nothing_is_claimed(agency_a):
    assert FacilityPageFactory(parent=agency_a.page).public_opening() is None


def test_while_it_rests_its_hours_do_not_open_it(facility, time_machine):
    time_machine.move_to("2026-11-26T10:00:00+09:00")
    page = facility()
    page.status = "suspended"

    assert page.public_opening() is None


def test_a_holiday_that_the_hours_do_not_name_is_not_called_open(agency_a, time_machine):
    time_machine.move_to("2026-12-25T10:00:00+09:00", tick=False)
    page = FacilityPageFactory(parent=agency_a.page)
    page.hours.create(days=WEEKDAYS, opens_at=time(9), closes_at=time(18))
    page.save()

    assert page.public_opening()["code"] == "unknown"


class TestPages:
    def test_the_page_says_it_first_and_the_hours_without_a_script(self, client, facility, time_machine):
        time_machine.move_to("2026-11-26T10:00:00+09:00", tick=False)

        html = client.get(facility().url).content.decode()

        assert html.index("오늘 18시까지 열림") < html.index("평일 09:00–18:00 (점심 12:00–13:00)")
        assert "공휴일 휴관" in html

    def test_the_coming_week_knows_exceptions_and_holidays(self, facility, time_machine):
        time_machine.move_to("2026-12-24T10:00:00+09:00", tick=False)

        week = facility().public_week()

        assert [day["date"] for day in week] == [
            str(date(2026, 12, 24) + timedelta(days=step)) for step in range(7)
        ]
        assert week[0]["text"] == "09:00–18:00 (점심 12:00–13:00)"
        assert (week[1]["holiday"], week[1]["text"]) == ("기독탄신일", "쉼")
        assert week[2]["text"] == "쉼"

    def test_cards_say_it_too_with_one_query_for_all_hours(self, client, facility, time_machine):
        from django.db import connection

        time_machine.move_to("2026-11-26T10:00:00+09:00", tick=False)
        costs = []
        for number in (1, 4):
            for position in range(number):
                facility(f"centre-{number}-{position}")
            client.get("/directory/agency-a/")
            with CaptureQueriesContext(connection) as queries:
                html = client.get("/directory/agency-a/").content.decode()
            costs.append(len(queries))

        assert html.count("오늘 18시까지 열림") == 5
        assert costs[0] == costs[1]

    def test_a_kept_page_changes_with_the_hour(self, client, facility, time_machine, settings):
        settings.PAGE_CACHE = True
        url = facility().url
        time_machine.move_to("2026-11-26T17:59:59+09:00", tick=False)
        before = client.get(url)
        time_machine.move_to("2026-11-26T18:00:00+09:00", tick=False)

        after = client.get(url, headers={"If-None-Match": before.headers["ETag"]})

        assert "오늘 18시까지 열림" in before.content.decode()
        assert after.status_code == 200
        assert "오늘 18시까지 열림" not in after.content.decode()

    def test_kept_answers_end_where_hours_may_begin(self):
        """Full five minutes of the clock: at these, hours are told to the minute."""
        assert 3600 % BUCKET_SECONDS == 0
