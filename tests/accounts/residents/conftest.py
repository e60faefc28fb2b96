"""Residents at their door, and the mail that lets them in."""

import re

import pytest
from django.urls import reverse

from tests.factories.residents import ResidentFactory

CONSENTS = {"is_of_age": "on", "terms": "on", "personal": "on"}


def ask_for_number(client, email, **extra):
    return client.post(reverse("me_sign_in"), {"email": email, **extra})


def number_in(mail):
    return re.search(r"^\d{6}$", mail.body, re.MULTILINE).group()


def type_number(client, number, **extra):
    return client.post(reverse("me_code"), {"code": number}, **extra)


def join_by_form(client, **told):
    return client.post(reverse("me_join"), {"nickname": "다정한 이웃", **CONSENTS, **told})


@pytest.fixture
def neighbour(db):
    return ResidentFactory(user__email="neighbour@mail.example", nickname="느긋한 참새 31")


@pytest.fixture
def at_the_door(client, district, mailoutbox):
    """A browser that has proven a mailbox nobody has an account with."""
    ask_for_number(client, "new@mail.example")
    type_number(client, number_in(mailoutbox[-1]))
    return client
