import pytest

from accounts.models import Level, Resident
from accounts.residents.nicknames import refuse_unfit
from accounts.sample.residents import make_residents


@pytest.mark.django_db
def test_the_samples_residents_are_verified_and_made_once():
    before = Resident.objects.count()
    made = make_residents()

    assert make_residents() == made
    assert Resident.objects.count() - before == len(made) == 12
    assert all(resident.is_verified for resident in made)
    assert {resident.voice.level for resident in made} == set(Level.values)
    assert all(resident.user.email.endswith(".example") for resident in made)
    for resident in made:
        refuse_unfit(resident.nickname)
