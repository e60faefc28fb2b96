"""Staff of a 동주민센터."""

from django.contrib.auth.models import Group

from accounts.roles import DONG_OFFICE
from directory.models import Dong
from participation.models import DongOfficer
from tests.factories.participation import a_dong
from tests.factories.people import UserFactory


def make_officer(dong=None, **fields):
    """The account of somebody who works for that 동주민센터."""
    user = UserFactory(**fields)
    user.groups.add(Group.objects.get(name=DONG_OFFICE))
    DongOfficer.objects.create(user=user, dong=dong or a_dong())
    return user


def another_dong():
    return Dong.objects.get_or_create(
        code="1123054500", defaults={"name": "제기동", "official_name": "제기동"}
    )[0]
