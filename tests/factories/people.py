import factory

from accounts.models import User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@nurinet.example")
    last_name = "김"
    first_name = factory.Sequence(lambda n: f"누리{n}")
    password = factory.django.Password("correct-horse-battery")
