"""The sample district's accounts. Addresses end in .example, so no mail ever reaches anyone."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import DONG_OFFICE, OFFICE, SECRETARIAT
from pages.sample.agencies import AGENCIES


@dataclass(frozen=True)
class Account:
    email: str
    last_name: str
    first_name: str
    role: str


def accounts():
    """Everybody, headquarters first."""
    yield Account("office@nurinet.example", "조", "현우", OFFICE)
    yield Account("secretariat@nurinet.example", "강", "나래", SECRETARIAT)
    yield Account("review@nurinet.example", "문", "지호", SECRETARIAT)
    yield Account("dong@nurinet.example", "이", "창구", DONG_OFFICE)
    for agency in AGENCIES:
        for last_name, first_name, local in agency.people:
            yield Account(f"{local}@{agency.code}.example", last_name, first_name, agency.title)


def make_people(password):
    """Email → user. One hash serves them all: these accounts share a password, which real ones never do."""
    encoded = make_password(password)
    people = {}
    for account in accounts():
        user, _ = User.objects.get_or_create(
            email=account.email,
            defaults={
                "last_name": account.last_name,
                "first_name": account.first_name,
                "password": encoded,
            },
        )
        if account.role in (OFFICE, SECRETARIAT, DONG_OFFICE):
            user.groups.add(Group.objects.get(name=account.role))
        people[account.email] = user
    return people


def sync_password(password):
    """Let the sample accounts be opened with ``password``, if they cannot be already."""
    emails = [account.email for account in accounts()]
    first = User.objects.filter(email=emails[0]).first()
    if first and not first.check_password(password):
        User.objects.filter(email__in=emails).update(password=make_password(password))
