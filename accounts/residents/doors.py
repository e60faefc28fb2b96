"""Which of the two doors an account belongs to. A number sent by mail opens the residents' door alone."""

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

RESIDENTS_WAYS = {"code", "socialaccount"}


def is_staff_account(user):
    """Whether the account works here, has worked here, or could: any password, group or right is enough."""
    return not user.is_known_by_number or user.groups.exists() or user.user_permissions.exists()


def came_as_resident(session):
    """Whether whoever is signed in has shown a mail's number or another site's account, no password."""
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY)
    return isinstance(records, list) and any(record.get("method") in RESIDENTS_WAYS for record in records)
