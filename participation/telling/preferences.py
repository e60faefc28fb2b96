"""What a resident wants to hear, changed by the resident: on the settings' page, or by one press in a letter."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Resident
from participation.models import DigestRhythm, LetterKind, Mute, TellingPreference
from participation.telling.sending import agreed
from participation.telling.tokens import ALL


def _locked(resident):
    """The row, made where there was none. The resident's row is locked, so that none is made twice."""
    Resident.objects.select_for_update(no_key=True).get(pk=resident.pk)
    row, _ = TellingPreference.objects.get_or_create(resident=resident)
    return row


@transaction.atomic
def change(resident, *, is_on, at_once, digest):
    row = _locked(resident)
    was_off = not row.wants(LetterKind.DIGEST)
    row.is_on, row.at_once, row.digest, row.bounces = is_on, at_once, digest, 0
    if was_off and row.wants(LetterKind.DIGEST):
        row.since = timezone.now()
    row.save()
    return row


@transaction.atomic
def end(resident, kind):
    """No further letters of the kind, or none at all. A second press changes nothing."""
    row = _locked(resident)
    if kind == ALL:
        row.is_on = False
    elif kind == LetterKind.OWN:
        row.at_once = False
    else:
        row.digest = DigestRhythm.OFF
    row.save()
    return row


def has_agreed(resident):
    """To news by mail; without it there are no digests."""
    return agreed(resident.pk).exists()


def mute(resident, issue):
    Mute.objects.get_or_create(resident=resident, issue=issue)


def unmute(resident, number):
    Mute.objects.filter(resident=resident, issue=number).delete()
