"""지금 신청할 수 있는지: one rule, in Python and in the database alike, for events and programmes."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from directory.cards import cards
from directory.models import Application, ProgramPage
from directory.models.applying import RecruitState
from pages.models import EventPage
from tests.directory.applying.conftest import NOW
from tests.factories import EventPageFactory, ProgramPageFactory

DAY = timedelta(days=1)
moments = st.none() | st.sampled_from([NOW + step * DAY for step in (-1, 0, 1)])
places = st.none() | st.integers(0, 2)
booleans = st.booleans()
events = st.fixed_dictionaries(
    {
        "starts_at": st.sampled_from([NOW - DAY, NOW, NOW + DAY]),
        "ends_at": st.sampled_from([NOW, NOW + DAY, NOW + 2 * DAY]),
        "apply_from": moments,
        "apply_until": moments,
        "state": st.sampled_from(["planned", "postponed", "cancelled"]),
        "capacity": places,
        "enrolled": places,
        "waiting_limit": places,
        "takes_waiting": booleans,
        "takes_applications": booleans,
        "how_to_apply": st.sampled_from(["", "전화"]),
    }
).filter(
    lambda case: (
        case["ends_at"] >= case["starts_at"]
        and not (case["apply_from"] and case["apply_until"] and case["apply_until"] < case["apply_from"])
    )
)
programs = events.map(
    lambda case: {
        "ends_on": case["ends_at"].date() - timedelta(days=case["starts_at"] < NOW),
        **{name: case[name] and case[name].date() for name in ("apply_from", "apply_until")},
        **{
            name: case[name]
            for name in ("capacity", "enrolled", "waiting_limit", "takes_waiting", "takes_applications")
        },
        "how_to_apply": case["how_to_apply"],
    }
)
FULL_LINE = {
    "starts_at": NOW + DAY,
    "ends_at": NOW + DAY,
    "apply_from": NOW,
    "apply_until": None,
    "state": "planned",
    "capacity": 1,
    "enrolled": None,
    "waiting_limit": 1,
    "takes_waiting": True,
    "takes_applications": True,
    "how_to_apply": "",
}
slow = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def apply_to(page, confirmed, waiting):
    Application.objects.filter(page=page.pk).delete()
    for seat in range(1, confirmed + 1):
        Application.objects.create(page=page, state="confirmed", seat=seat)
    for _ in range(waiting):
        Application.objects.create(page=page, state="waiting")


def agrees(model, page, case, counts):
    apply_to(page, *counts)
    model.objects.filter(pk=page.pk).update(**case)
    row = model.objects.get(pk=page.pk)

    found = [state for state in RecruitState if model.objects.in_state(state).exists()]

    assert found == [row.recruit_state]
    assert model.objects.open_for_application().exists() is row.is_open_for_application


counts = st.tuples(st.integers(0, 2), st.integers(0, 2))


@slow
@given(case=events, counts=counts)
@example(case=FULL_LINE, counts=(1, 0))
@example(case=FULL_LINE, counts=(1, 1))
@example(case=FULL_LINE | {"apply_until": NOW}, counts=(0, 0))
def test_of_an_event_the_database_says_what_the_page_says(event, case, counts):
    agrees(EventPage, event, case, counts)


@slow
@given(case=programs, counts=counts)
def test_of_a_programme_too(program, case, counts):
    agrees(ProgramPage, program, case, counts)


@pytest.fixture
def event(agency_a):
    return EventPageFactory(parent=agency_a.page, slug="event")


@pytest.fixture
def program(agency_a):
    return ProgramPageFactory(parent=agency_a.page, slug="program")


def test_a_programme_is_open_through_its_last_day(agency_a, time_machine):
    page = ProgramPageFactory(parent=agency_a.page, slug="p", takes_applications=True, apply_until=NOW.date())

    time_machine.move_to(NOW.replace(hour=23, minute=59, second=59), tick=False)
    assert page.recruit_state == "open"

    time_machine.move_to(NOW.replace(hour=0) + DAY, tick=False)
    assert page.recruit_state == "closed"


def test_what_says_no_way_to_sign_up_is_not_found(event):
    assert not EventPage.objects.open_for_application().exists()

    EventPage.objects.update(apply_url="https://apply.example/")
    assert EventPage.objects.open_for_application().exists()


def test_the_list_of_events_finds_them(client, event):
    EventPage.objects.update(starts_at=NOW + DAY, ends_at=NOW + DAY)
    assert event.title not in client.get("/events/?apply=on").content.decode()

    EventPage.objects.update(takes_applications=True)
    cache.clear()
    assert event.title in client.get("/events/?apply=on").content.decode()


def test_lists_count_places_in_one_query_for_all(agency_a):
    for number in range(12):
        page = ProgramPageFactory(
            parent=agency_a.page, slug=f"p{number}", takes_applications=True, capacity=3
        )
        apply_to(page, 1, 0)

    def queries(number):
        with CaptureQueriesContext(connection) as caught:
            shown = cards(ProgramPage.objects.published().for_cards()[:number], None)
        assert {card["places_left"] for card in shown} == {2}
        return len(caught)

    queries(12)
    assert queries(12) == queries(2)


@pytest.mark.parametrize("kind", ["directory.ProgramPage", "pages.EventPage"])
def test_the_api_tells_whether_and_where(client, agency_a, kind):
    factory = ProgramPageFactory if kind.startswith("directory") else EventPageFactory
    page = factory(parent=agency_a.page, slug="p", takes_applications=True, capacity=3)

    facts = client.get(f"/api/v2/pages/{page.pk}/").json()

    assert facts["takes_applications"] is True
    assert facts["places_left"] == 3
    assert facts["application_state"]["code"] == "open"
    assert facts["application_url"].endswith(f"/directory/apply/{page.uuid}/")
