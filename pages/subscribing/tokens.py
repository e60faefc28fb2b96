"""Private addresses: signed, not kept in the database. Each purpose has its own salt.

The page of settings dies with ``link_number`` when its owner asks for a new one; the address that ends the
subscription never does, because any letter ever sent must end it with one press.
"""

from uuid import UUID

from django.core import signing

from pages.models.subscribing import PROVE_WITHIN, Subscription

PROVE, SETTINGS, END = (f"pages.subscribing.{purpose}" for purpose in ("prove", "settings", "end"))


def prove_token(subscription):
    return signing.dumps([subscription.uuid.hex, subscription.link_number], salt=PROVE)


def settings_token(subscription):
    return signing.Signer(salt=SETTINGS).sign_object([subscription.uuid.hex, subscription.link_number])


def end_token(subscription):
    return signing.Signer(salt=END).sign_object([subscription.uuid.hex])


def _subscription(hexed, number=None):
    found = Subscription.objects.select_related("site").filter(uuid=UUID(hexed))
    return (found if number is None else found.filter(link_number=number)).first()


def read_prove(token):
    """The subscription, or None where the address is not ours or older than three days."""
    try:
        return _subscription(*signing.loads(token, salt=PROVE, max_age=PROVE_WITHIN))
    except signing.BadSignature:
        return None


def read_settings(token):
    try:
        return _subscription(*signing.Signer(salt=SETTINGS).unsign_object(token))
    except signing.BadSignature:
        return None


def read_end(token):
    try:
        return _subscription(*signing.Signer(salt=END).unsign_object(token))
    except signing.BadSignature:
        return None
