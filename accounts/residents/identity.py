"""본인확인: how somebody outside makes sure who a person is, and the one hash that is kept of it.

A verifier is a class named in ``IDENTITY_VERIFIER``. What it learns lives for one request; it is hashed with
a secret of ours that stands in no database, so that neither a copy of the data nor the verifier alone can
tell who spoke.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Level

OF_AGE, GROWN_UP = 14, 19


class IdentityRefused(Exception):
    """The person could not be verified; the text is a sentence for the person."""


@dataclass(frozen=True)
class VerifiedIdentity:
    """What a verifier answers. ``identity`` is the same for one person every time: 연계정보(CI) or the like."""

    identity: str = field(repr=False)
    born_on: date = field(repr=False)
    level: str = Level.IDENTITY


class IdentityVerifier:
    """Two steps: leading the person there, and reading what came back.

    The person comes back to ``/me/verify/done/`` by GET; what must be remembered in between goes into
    ``request.session`` under a key of the verifier's own, and out again in ``finish``.
    """

    name = ""
    is_practice = False

    def begin(self, request) -> str:
        """The address to which the person goes."""
        raise NotImplementedError

    def finish(self, request) -> VerifiedIdentity:
        """Who came back; raises `IdentityRefused`."""
        raise NotImplementedError


def verifier():
    """The one that is set up, or None: then only the desk verifies. Practice is never taken for earnest."""
    if not settings.IDENTITY_VERIFIER or not settings.IDENTITY_PEPPER:
        return None
    found = import_string(settings.IDENTITY_VERIFIER)()
    return None if found.is_practice and not settings.IDENTITY_DEVELOPMENT else found


def hashed(kind, text, pepper=None):
    """HMAC-SHA256 of what is known of a person, of its kind: different kinds never meet."""
    pepper = settings.IDENTITY_PEPPER if pepper is None else pepper
    return hmac.new(pepper.encode(), f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()


def keys_of(kind, text):
    """The key under today's pepper first, then those under older ones."""
    peppers = [settings.IDENTITY_PEPPER, *settings.IDENTITY_PEPPER_FALLBACKS]
    return [hashed(kind, text, pepper) for pepper in peppers]


def age_on(born_on, day):
    """만 나이: a year older on the birthday; who was born on 29 February, on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
