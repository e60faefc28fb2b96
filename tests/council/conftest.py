import pytest
from django.contrib.auth.models import Group

from accounts.roles import OFFICE, SECRETARIAT
from tests.factories import UserFactory
from tests.factories.council import make_committee, make_member


@pytest.fixture
def secretariat(db):
    person = UserFactory()
    person.groups.add(Group.objects.get(name=SECRETARIAT))
    return person


@pytest.fixture
def office(db):
    person = UserFactory()
    person.groups.add(Group.objects.get(name=OFFICE))
    return person


@pytest.fixture
def committee(db):
    return make_committee(name="예시 분과")


@pytest.fixture
def member(committee):
    """Somebody with a seat, and the account of that mailbox."""
    person = UserFactory()
    make_member(committee, person.email)
    return person
