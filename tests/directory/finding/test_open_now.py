"""지금 열린 곳: for each facility what its own page would say, and never a minute late."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from directory.finding.listing import listing_of
from directory.models import FacilityPage, OpeningHours
from directory.opening import SEOUL, Hours, Opening
from tests.directory.finding.conftest import counts, titles

MONDAY = date(2026, 11, 30)


def at(clock, day=MONDAY):
    return datetime.combine(day, time.fromisoformat(clock), SEOUL)


def weekdays(opens="09:00", closes="18:00", **more):
    return OpeningHours(
        days=31, opens_at=time.fromisoformat(opens), closes_at=time.fromisoformat(closes), **more
    )


@pytest.fixture
def clock(monkeypatch):
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


class TestList:
    @pytest.mark.parametrize(
        ("now", "found"),
        [("08:59", []), ("09:00", ["가"]), ("17:59", ["가"]), ("18:00", []), ("12:30", ["가"])],
    )
    def test_it_opens_and_closes_on_the_minute(self, client, facility, clock, now, found):
        facility(title="가", hours=[weekdays()])
        facility(title="나")
        client.get("/directory/", {"open": "now"})

        clock(at(now))

        response = client.get("/directory/", {"open": "now"})
        assert titles(response) == found
        assert response.context["total"] == len(found)

    def test_a_break_is_not_open(self, client, facility, clock):
        facility(hours=[weekdays(break_from=time(12), break_until=time(13))])

        clock(at("12:30"))

        assert titles(client.get("/directory/", {"open": "now"})) == []

    def test_the_count_stands_beside_the_choice(self, client, facility, clock):
        facility(hours=[weekdays()])

        clock(at("10:00"))

        assert counts(client.get("/directory/"), "open")["now"] == "지금 열린 곳 (1)"

    def test_what_rests_is_not_open(self, client, facility, clock):
        clock(at("10:00"))
        facility(hours=[weekdays()], status="suspended")

        assert titles(client.get("/directory/", {"open": "now"})) == []

    def test_a_change_of_hours_is_there_at_once(self, client, facility, clock):
        page = facility(title="가", hours=[weekdays()])
        clock(at("19:00"))
        assert titles(client.get("/directory/", {"open": "now"})) == []

        page.hours.set([weekdays(closes="21:00")])
        page.save_revision().publish(skip_permission_checks=True)

        assert titles(client.get("/directory/", {"open": "now"})) == ["가"]

    def test_kept_pages_are_right_until_the_next_five_minutes(
        self, client, settings, facility, clock, monkeypatch
    ):
        """A page kept at 17:58 is not asked for at 18:00: the page cache begins anew when the clock shows five."""
        settings.PAGE_CACHE = True
        facility(title="닫히는 곳", hours=[weekdays()])
        for moment, open_then in ((at("17:58"), True), (at("18:00"), False)):
            clock(moment)
            monkeypatch.setattr("time.time", moment.timestamp)
            for _ in range(2):
                text = client.get("/directory/", {"open": "now"}).content.decode()
                assert ("닫히는 곳" in text) is open_then


clocks = st.sampled_from([time(hour, minute) for hour in range(24) for minute in (0, 30)])


@st.composite
def hours_row(draw):
    days = draw(st.integers(1, 255))
    weeks = draw(st.sampled_from([0, 0, 1, 10]))
    first = draw(st.none() | st.sampled_from([MONDAY - timedelta(days=3), MONDAY]))
    last = draw(st.none() | st.just(MONDAY + timedelta(days=5)))
    dated = {"days": days, "weeks": weeks, "valid_from": first, "valid_until": last}
    if draw(st.integers(0, 3)) == 0:
        return Hours(**dated, is_closed=True)
    return Hours(**dated, opens_at=draw(clocks), closes_at=draw(clocks))


@given(
    data=st.lists(st.lists(hours_row(), max_size=3), min_size=1, max_size=5),
    moments=st.lists(st.integers(0, 7 * 24 * 12), min_size=1, max_size=6),
)
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_list_says_what_each_page_says(data, moments, directory_index, many_facilities):
    """Also of answers that were kept from an earlier moment, and whatever the order of the moments."""
    pages = many_facilities(data)
    listing = listing_of(FacilityPage, directory_index)

    for step in moments:
        moment = at("00:00") + timedelta(minutes=5 * step)
        marks = listing.open_now.marks(moment)
        listed = {pk for pk in pages if marks >> listing.position[pk] & 1}
        assert listed == {pk for pk, rows in pages.items() if Opening(rows).at(moment).code == "open"}


@pytest.fixture
def many_facilities(facility):
    """Five facilities, whose hours are written anew for each example."""
    from common.signals import public_content_changed

    made = [facility() for _ in range(5)]

    def write(data):
        OpeningHours.objects.all().delete()
        pages = {}
        for page, rows in zip(made, data, strict=False):
            OpeningHours.objects.bulk_create(OpeningHours(page=page, **vars(row)) for row in rows)
            pages[page.pk] = rows
        public_content_changed.send(sender=OpeningHours)
        return pages

    return write
