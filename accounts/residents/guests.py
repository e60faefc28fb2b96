"""Who may come in by a mail's number without being a resident: an upper floor expects the mailbox.

A guest agrees to nothing and gets no profile: an account without a password, made at the first proof, that
opens only what the upper floor opens to the mailbox. Whoever does not go there is asked to join, as before.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AccessLog, User, Verb
from accounts.residents import pending
from accounts.residents.sign_in import account_of, let_in


@dataclass(frozen=True)
class Guests:
    """``home`` names the address below which they go; ``note`` is read by whoever is led to sign in from there.

    ``stranger`` is the sentence for who has proven a mailbox that is not expected.
    """

    name: str
    home: str
    is_expected: Callable[[str], bool]
    note: str
    stranger: str


_guests = {}


def register(guests):
    """Called from ``AppConfig.ready``. The same name again replaces."""
    _guests[guests.name] = guests


def guests_at(address):
    """Whose guests go to ``address``, or None."""
    return next((each for each in _guests.values() if address.startswith(reverse(each.home))), None)


def _account(email, reason, request):
    """The mailbox's account; made now if there is none, and then the log says so."""
    known = account_of(email)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            person = User.objects.create_user(email)
    except IntegrityError:  # from another screen of the same person, a moment ago
        return User.objects.get(email__iexact=email)
    AccessLog.objects.record(
        Verb.ACCOUNT_CREATED, actor=person, obj=person, person=person, reason=reason, request=request
    )
    return person


def admit(request, email, guests):
    """Let in whoever has proven an expected mailbox. Another site's account is not tied to it."""
    pending.note(request, social=None)
    return let_in(request, _account(email, guests.name, request))
