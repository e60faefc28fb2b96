import hashlib

import factory
from django.utils import timezone

from accounts.models import Consent, Level, Purpose, Resident, Voice
from tests.factories.people import UserFactory


class ResidentUserFactory(UserFactory):
    """An account as residents have it: without a password, a name or a role."""

    email = factory.Sequence(lambda n: f"neighbour{n}@mail.example")
    first_name = last_name = ""
    password = "!"


class VoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Voice

    key = factory.Sequence(lambda n: hashlib.sha256(f"somebody {n}".encode()).hexdigest())
    level = Level.IDENTITY


class ResidentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Resident
        skip_postgeneration_save = True

    class Params:
        verified = factory.Trait(voice=factory.SubFactory(VoiceFactory))

    user = factory.SubFactory(ResidentUserFactory)
    nickname = factory.Sequence(lambda n: f"다정한 이웃 {n}")

    @factory.post_generation
    def consents(resident, create, extracted, **kwargs):
        for purpose in extracted or (Purpose.TERMS, Purpose.PERSONAL):
            Consent.objects.create(
                resident=resident, purpose=purpose, version="2026-11", given_at=timezone.now()
            )
