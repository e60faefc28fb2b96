"""Private addresses that end letters, signed and not kept. They never die: any letter ever sent must end them."""

from uuid import UUID

from django.core import signing

from accounts.models import Resident
from participation.models import LetterKind

ALL = "all"
KINDS = {*LetterKind.values, ALL}
_SIGNER = signing.Signer(salt="participation.telling.end")


def end_token(resident, kind):
    return _SIGNER.sign_object([resident.uuid.hex, str(kind)])


def read_end(token):
    """The resident, None where the account is gone, and the kind; or None where the address is not ours."""
    try:
        hexed, kind = _SIGNER.unsign_object(token)
    except signing.BadSignature:
        return None
    if kind not in KINDS:
        return None
    return Resident.objects.filter(uuid=UUID(hexed)).first(), kind
