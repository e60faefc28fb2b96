"""Personal data has its time: ninety days after the thing is over, or as soon as one asks."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AccessLog, Verb
from common.moments import midnight
from directory.lending.actions import keep_house
from directory.models.lending import PERSONAL, LendingState
from nurinet_cms.worker import DUTIES
from tests.directory.lending.conftest import NOW, THE_PERSON, day, days


def kept(request):
    request.refresh_from_db()
    return {name: getattr(request, name) for name in PERSONAL if getattr(request, name)}


def test_the_worker_has_the_duty():
    assert keep_house in [duty for duty, _ in DUTIES]


@pytest.mark.parametrize(("after", "is_kept"), [(89, True), (90, False)])
def test_after_ninety_days(chairs, asked, time_machine, after, is_kept):
    request = asked(chairs, days(3, 5)).decline(reason="고장입니다.")

    time_machine.move_to(NOW + timedelta(days=after))
    keep_house()

    assert bool(kept(request)) is is_kept
    assert request.quantity == 1


def test_days_can_be_set(chairs, asked, settings, time_machine):
    settings.LENDING_KEEP_DAYS = 1
    request = asked(chairs, days(3, 5)).decline(reason="고장입니다.")

    time_machine.move_to(NOW + timedelta(days=1))
    keep_house()

    assert not kept(request)


def test_it_is_logged_without_what_was_forgotten(chairs, asked, settings):
    settings.LENDING_KEEP_DAYS = 0
    request = asked(chairs, days(3, 5)).decline(reason="고장입니다.")

    keep_house()
    keep_house()

    (entry,) = AccessLog.objects.filter(verb=Verb.FORGOTTEN)
    assert entry.object_id == str(request.pk)
    assert not [word for word in THE_PERSON.values() if word in str(vars(entry))]


def test_what_is_out_is_not_forgotten_for_a_year(chairs, asked, time_machine):
    request = asked(chairs, days(3, 5)).accept().lend()

    time_machine.move_to(midnight(day(6)) + timedelta(days=365))
    keep_house()
    assert kept(request)

    time_machine.shift(timedelta(seconds=1))
    keep_house()
    assert not kept(request)


def test_before_it_is_over_it_is_needed(chairs, asked):
    with pytest.raises(ValidationError, match="끝난 뒤에"):
        asked(chairs, days(3, 5)).forget()


def test_what_nobody_answered_is_closed_when_its_time_is_over(chairs, asked, time_machine, mailoutbox):
    request = asked(chairs, days(3, 5))
    mailoutbox.clear()

    time_machine.move_to(midnight(day(6)) - timedelta(seconds=1))
    keep_house()
    request.refresh_from_db()
    assert request.state == LendingState.ASKED

    time_machine.move_to(midnight(day(6)))
    keep_house()

    request.refresh_from_db()
    assert request.state == LendingState.CANCELLED
    assert request.purge_on
    assert [mail.to for mail in mailoutbox] == [[THE_PERSON["email"]]]
