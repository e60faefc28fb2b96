import pytest

from participation.models import Hold
from participation.moderating.limits import LIMITS, hold_for, is_new, may_now
from participation.screening import screen
from tests.factories.participation import ResidentFactory, make_issue

pytestmark = pytest.mark.django_db
INNOCENT = "정류장에 의자가 없습니다."


@pytest.fixture
def newcomer():
    return ResidentFactory()


@pytest.fixture
def known(newcomer):
    make_issue(author=newcomer)
    return newcomer


def hold_of(resident, *texts, kind="issue"):
    return hold_for(resident, screen(*texts), kind)


def test_the_first_word_of_a_new_account_waits_and_the_next_does_not(newcomer):
    assert hold_of(newcomer, INNOCENT) == Hold.NEW_ACCOUNT
    make_issue(author=newcomer, hold=Hold.NEW_ACCOUNT, is_public=False)
    assert is_new(newcomer)
    make_issue(author=newcomer)
    assert hold_of(newcomer, INNOCENT) == ""
    assert hold_of(newcomer, "보십시오 https://example.com", kind="comment") == ""


def test_links_of_a_new_account_wait(newcomer):
    assert hold_of(newcomer, "보십시오 https://example.com") == Hold.LINKS


def test_the_gravest_reason_wins(known):
    number, rough, cry = "010-1234-5678", "씨발", "죽고 싶어요"
    assert hold_of(known, rough) == Hold.WORDS
    assert hold_of(known, rough, number) == Hold.PERSONAL
    assert hold_of(known, rough, number, cry) == Hold.CRISIS


def test_an_office_needs_no_first_look(db):
    assert hold_of(None, INNOCENT) == ""
    assert hold_of(None, "010-1234-5678") == Hold.PERSONAL


@pytest.mark.parametrize("kind", LIMITS)
def test_as_often_as_allowed_and_once_more(newcomer, kind, time_machine):
    time_machine.move_to("2026-11-26T10:00:00+09:00", tick=False)
    times, seconds = LIMITS[kind]
    assert all(may_now(newcomer, kind) for _ in range(times))
    assert not may_now(newcomer, kind)
    assert may_now(ResidentFactory(), kind)
    time_machine.shift(seconds)
    assert may_now(newcomer, kind)
