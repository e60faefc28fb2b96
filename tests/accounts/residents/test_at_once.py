"""Two at once, on a database that lets two write at once."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import Resident, User, Voice
from accounts.residents.joining import join
from accounts.residents.verifying import make_desk_code, redeem, verify
from tests.accounts.residents.test_verifying import BORN, SOMEBODY
from tests.factories.residents import ResidentFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two_writers():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write after the other")


def at_once(*deeds):
    """What came of each: its answer, or the sentence of its refusal."""
    gate, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(number, deed):
        gate.wait()
        try:
            answers[number] = deed()
        except ValidationError as refusal:
            answers[number] = refusal.messages[0]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def test_one_person_on_eight_accounts_speaks_once():
    residents = ResidentFactory.create_batch(8)

    answers = at_once(*(lambda each=each: verify(each, SOMEBODY) for each in residents))

    assert sum(isinstance(answer, Voice) for answer in answers) == 1
    assert sum("다른 계정" in str(answer) for answer in answers) == 7
    assert Resident.objects.filter(voice__isnull=False, pk__in=[each.pk for each in residents]).count() == 1


def test_a_desk_number_is_used_once():
    number = make_desk_code(name="박창구", born_on=BORN)
    residents = ResidentFactory.create_batch(6)

    at_once(*(lambda each=each: redeem(each, number) for each in residents))

    assert Resident.objects.filter(voice__level="desk").count() == 1


def test_one_mailbox_joins_once():
    def come():
        return join("twice@mail.example", nickname="이웃 둘", agreed=["terms", "personal"], is_of_age=True)

    answers = at_once(*(come for _ in range(6)))

    assert sum(isinstance(answer, Resident) for answer in answers) == 1
    assert User.objects.filter(email="twice@mail.example").count() == 1
