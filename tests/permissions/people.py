"""Who asks: each role of the district, and those who have none."""

from accounts.models import User
from accounts.sessions import JUST_SIGNED_IN, SIGNED_IN_AT
from directory.models import Agency
from tests.factories import UserFactory

EDITOR_A, EDITOR_B = "A", "B"
SECRETARIAT_ROLE, OFFICE_ROLE = "S", "O"
RESIDENT, SUSPENDED, STRANGER = "R", "X", "N"
# The letters of the table in expected.py.
ROLES = {
    EDITOR_A: "editor of agency A",
    EDITOR_B: "editor of agency B",
    SECRETARIAT_ROLE: "secretariat",
    OFFICE_ROLE: "office",
    RESIDENT: "person with an account and no role",
    SUSPENDED: "suspended editor of agency B",
    STRANGER: "stranger",
}
EMAILS = {
    EDITOR_A: "editor@agency-a.example",
    EDITOR_B: "editor@agency-b.example",
    SECRETARIAT_ROLE: "secretariat@nurinet.example",
    OFFICE_ROLE: "office@nurinet.example",
    RESIDENT: "resident@nurinet.example",
}


def _suspended():
    """Signed in, then suspended: the session is still in the browser."""
    user = UserFactory(email="suspended@agency-b.example")
    user.groups.add(Agency.objects.get(code="agency-b").group)
    return user


def person(role):
    return User.objects.get(email=EMAILS[role])


def sign_in(client, role):
    if role == STRANGER:
        return client
    user = _suspended() if role == SUSPENDED else person(role)
    client.force_login(user)
    # Some time ago: what allauth lets only the just signed in do must not depend on the suite's pace.
    session = client.session
    session[SIGNED_IN_AT] -= JUST_SIGNED_IN
    session.save()
    if role == SUSPENDED:
        user.is_active = False
        user.save()
    return client
