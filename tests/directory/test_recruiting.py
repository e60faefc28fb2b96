"""The state of a programme's sign-up, from its dates and its places: in Python and in the database alike."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from directory.models import ProgramPage
from directory.models.program import RecruitState
from tests.factories import ProgramPageFactory

TODAY = date(2026, 11, 26)
NAMES = ("ends_on", "apply_from", "apply_until", "capacity", "enrolled", "takes_waiting")
days = st.none() | st.sampled_from([TODAY + timedelta(days=step) for step in (-2, -1, 0, 1, 2)])
places = st.none() | st.integers(0, 3)
cases = st.tuples(days, days, days, places, places, st.booleans()).filter(
    lambda case: not (case[1] and case[2]) or case[1] <= case[2]  # else the database refuses it
)


def day(step):
    return None if step is None else TODAY + timedelta(days=step)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to("2026-11-26T12:00:00+09:00", tick=False)


@pytest.fixture
def program(agency_a):
    return ProgramPageFactory(parent=agency_a.page, slug="program")


class TestState:
    @pytest.mark.parametrize(
        ("ends", "first", "last", "state"),
        [
            (None, None, None, "open"),
            (0, None, None, "open"),
            (-1, None, None, "ended"),
            (None, 0, 0, "open"),
            (None, 1, None, "coming"),
            (None, None, -1, "closed"),
            (-1, 1, None, "ended"),
        ],
    )
    def test_both_ends_of_its_dates_are_included(self, ends, first, last, state):
        program = ProgramPage(ends_on=day(ends), apply_from=day(first), apply_until=day(last))

        assert program.recruit_state == state

    @pytest.mark.parametrize(
        ("capacity", "enrolled", "waiting", "state", "left"),
        [
            (20, 19, False, "open", 1),
            (20, 20, False, "closed", 0),
            (20, 21, False, "closed", 0),
            (20, 20, True, "waiting", 0),
            (20, None, False, "open", None),
            (None, 20, False, "open", None),
        ],
    )
    def test_a_full_programme_takes_those_who_wait_or_nobody(self, capacity, enrolled, waiting, state, left):
        program = ProgramPage(capacity=capacity, enrolled=enrolled, takes_waiting=waiting)

        assert program.recruit_state == state
        assert program.places_left == left

    def test_the_day_is_one_of_seoul(self, time_machine):
        time_machine.move_to("2026-11-27T00:10:00+09:00", tick=False)

        assert ProgramPage(apply_until=TODAY).recruit_state == "closed"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cases, min_size=1, max_size=4))
@example([(TODAY, TODAY, TODAY, 1, 1, True)])
def test_the_database_says_what_the_page_says(program, drawn):
    for case in drawn:
        ProgramPage.objects.filter(pk=program.pk).update(**dict(zip(NAMES, case, strict=True)))
        page = ProgramPage.objects.get(pk=program.pk)

        found = [state for state in RecruitState if ProgramPage.objects.in_state(state).exists()]

        assert found == [page.recruit_state]
        assert ProgramPage.objects.recruiting().exists() is (page.recruit_state == RecruitState.OPEN)


class TestPublic:
    def test_the_page_says_how_many_places_are_left(self, client, agency_a):
        page = ProgramPageFactory(parent=agency_a.page, slug="a", capacity=20, enrolled=17)

        assert "정원 20명 · 남은 자리 3" in client.get(page.url).content.decode()

    def test_one_that_is_over_stays_where_it_was(self, client, agency_a):
        page = ProgramPageFactory(parent=agency_a.page, slug="a", ends_on=day(-1))

        response = client.get(page.url)

        assert response.status_code == 200
        assert "종료" in response.content.decode()

    @pytest.mark.parametrize("state", RecruitState.values)
    def test_the_api_lists_by_every_state(self, client, agency_a, state):
        ProgramPageFactory(parent=agency_a.page, slug="a")

        found = client.get(f"/api/v2/pages/?type=directory.ProgramPage&recruit={state}").json()

        assert found["meta"]["total_count"] == (state == "open")

    def test_weekdays_are_found_by_their_bit(self, agency_a):
        ProgramPageFactory(parent=agency_a.page, slug="a", days=0b101)

        assert [ProgramPage.objects.on_day(bit).exists() for bit in (1, 2, 4, 0)] == [
            True,
            False,
            True,
            False,
        ]
