"""Notice letters, sent by ``common.letters.sending``: each once, whatever dies in between.

What is one's own goes at any hour, for its reader waits for it; digests keep the hours of letters.
"""

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.models import Consent, Purpose
from common.letters import clock
from common.letters.channels import channel
from common.letters.sending import Sender
from participation.models import DigestRhythm, LetterKind, NoticeLetter, TellingPreference
from participation.models.telling import MOST_BOUNCES
from participation.telling.contents import Contents

DEFAULT_CHANNEL = "email"


def agreed(resident):
    """Standing consents of ``resident`` (a reference) to news by mail, which digests need."""
    return Consent.objects.filter(resident=resident, purpose=Purpose.MAIL, revoked_at__isnull=True)


def unwilling(resident, kind):
    """Settings of ``resident`` (a reference) that want no letters of that kind."""
    off = Q(at_once=False) if kind == LetterKind.OWN else Q(digest=DigestRhythm.OFF)
    off |= Q(is_on=False) | Q(bounces__gte=MOST_BOUNCES)
    return TellingPreference.objects.filter(off, resident=resident)


class NoticeSender(Sender):
    model = NoticeLetter
    related = ("resident__user", "resident__telling")

    def contents(self, letters):
        return Contents(letters)

    def channel_of(self, letter):
        preference = getattr(letter.resident, "telling", None)
        return preference.channel if preference else DEFAULT_CHANNEL

    def channel(self, code):
        return channel(code, settings.NOTICE_CHANNELS)

    def is_quiet(self):
        return False

    def waiting(self, now):
        """In quiet hours what is one's own alone; a digest whose consent was taken back waits, and is dropped."""
        own = Q(kind=LetterKind.OWN)
        digest = Q(kind=LetterKind.DIGEST) & Q(Exists(agreed(OuterRef("resident"))))
        return super().waiting(now).filter(own if clock.is_quiet(now) else own | digest)

    def is_wanted(self, letter):
        preference = getattr(letter.resident, "telling", None)
        is_here = letter.resident.user.is_active and letter.resident.user.email
        return bool(is_here) and (preference is None or preference.wants(letter.kind))

    def still_wanted(self, letters):
        own = Q(kind=LetterKind.OWN) & ~Exists(unwilling(OuterRef("resident"), LetterKind.OWN))
        digest = Q(kind=LetterKind.DIGEST) & ~Exists(unwilling(OuterRef("resident"), LetterKind.DIGEST))
        return letters.filter(own | digest)

    def note_sent(self, letters):
        TellingPreference.objects.filter(
            resident__in=[letter.resident_id for letter in letters], bounces__gt=0
        ).update(bounces=0)

    def note_bounce(self, letter):
        """After some in a row nothing more is sent there, until the settings are saved again."""
        TellingPreference.objects.get_or_create(resident=letter.resident, defaults={"since": timezone.now()})
        TellingPreference.objects.filter(resident=letter.resident).update(bounces=F("bounces") + 1)


SENDER = NoticeSender()
