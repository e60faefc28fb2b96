"""The district every test starts in: built once per run, before the first test."""

from django.contrib.auth.models import Group

from accounts.roles import OFFICE, SECRETARIAT
from api.projection.settling import settle
from common.indexing import each_once
from directory.actions import join_agency, onboard_agency
from directory.models import DirectoryIndexPage
from pages.actions import setup_district
from search.synonyms import bring_shipped
from tests.factories import UserFactory
from tests.factories.residents import ResidentFactory


def build_world():
    """A set-up district, two agencies, and one person of each role. Nothing else is published."""
    bring_shipped()  # the migrated template may be older than the list
    with each_once():
        _build()
    settle()  # as the worker would


def _build():
    home = setup_district(hostname="testserver")
    index = DirectoryIndexPage.objects.child_of(home).get()
    for code, title in (("agency-a", "가나다복지관"), ("agency-b", "라마바센터")):
        agency = onboard_agency(index=index, code=code, title=title)
        join_agency(agency, UserFactory(email=f"editor@{code}.example"))
    for email, group in (("office@nurinet.example", OFFICE), ("secretariat@nurinet.example", SECRETARIAT)):
        UserFactory(email=email).groups.add(Group.objects.get(name=group))
    ResidentFactory(user__email="resident@nurinet.example", nickname="반가운 마루 11", verified=True)
