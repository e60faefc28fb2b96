"""모음: of what is not one's own, one letter a morning; never empty, never the same twice.

A notice is in one letter at most, and a letter is made only for who has notices that are in none. What was
told of before somebody agreed to letters, or wanted them, is not told of afterwards.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.models import Resident
from common.letters.clock import is_quiet, last_slot
from common.letters.posted import DeliveryState
from participation.models import DigestRhythm, LetterKind, Notice, NoticeLetter, TellingPreference
from participation.telling.sending import agreed, unwilling

CHUNK = 500
# What is older is no news; what is kept so long has served.
OLD = timedelta(days=31)
KEPT = timedelta(days=365)


def compose_digests():
    """The worker's duty: write down the letters that are due now. Returns how many."""
    now = timezone.now()
    if is_quiet(now):
        return 0
    return sum(
        _compose(rhythm, last_slot(rhythm, now)) for rhythm in (DigestRhythm.DAILY, DigestRhythm.WEEKLY)
    )


def pending(slot):
    """Notices from before ``slot`` that may go into a digest of whom they were told to."""
    after = agreed(OuterRef("resident")).filter(given_at__lte=OuterRef("at"))
    unwanted = TellingPreference.objects.filter(resident=OuterRef("resident"), since__gt=OuterRef("at"))
    return Notice.objects.filter(
        Exists(after), ~Exists(unwanted), letter__isnull=True, at__lt=slot, at__gte=slot - OLD
    )


def _due(rhythm, slot):
    others = TellingPreference.objects.filter(resident=OuterRef("pk")).exclude(digest=rhythm)
    chosen = TellingPreference.objects.filter(resident=OuterRef("pk"), digest=rhythm)
    wants = ~Exists(others) if rhythm == DigestRhythm.DAILY else Q(Exists(chosen))
    return (
        Resident.objects.filter(
            wants,
            ~Exists(unwilling(OuterRef("pk"), LetterKind.DIGEST)),
            ~Exists(NoticeLetter.objects.filter(resident=OuterRef("pk"), slot=slot)),
            Exists(pending(slot).filter(resident=OuterRef("pk"))),
            user__is_active=True,
        )
        .exclude(user__email="")
        .order_by("pk")
    )


def _compose(rhythm, slot):
    composed = 0
    while ids := list(_due(rhythm, slot).values_list("pk", flat=True)[:CHUNK]):
        composed += _compose_some(ids, rhythm, slot)
    return composed


@transaction.atomic
def _compose_some(ids, rhythm, slot):
    """Locked, then looked at again: of two workers one makes the letters, and the other sees them."""
    rows = Resident.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    locked = list(rows.values_list("pk", flat=True))
    due = list(_due(rhythm, slot).filter(pk__in=locked).values_list("pk", flat=True))
    letters = [NoticeLetter(resident_id=pk, kind=LetterKind.DIGEST, slot=slot) for pk in due]
    NoticeLetter.objects.bulk_create(letters)
    its_letter = NoticeLetter.objects.filter(resident=OuterRef("resident"), slot=slot).values("pk")
    pending(slot).filter(resident__in=due).update(letter=Subquery(its_letter[:1]))
    return len(due)


def forget_old():
    """The worker's duty: letters that nobody wants any more, and what has been told long ago."""
    now = timezone.now()
    stale = NoticeLetter.objects.filter(kind=LetterKind.DIGEST, state=DeliveryState.WAITING)
    stale.filter(not_before__lt=now - timedelta(days=3)).update(state=DeliveryState.DROPPED)
    Notice.objects.filter(at__lt=now - KEPT).delete()
    done = NoticeLetter.objects.exclude(state__in=[DeliveryState.WAITING, DeliveryState.CLAIMED])
    done.filter(~Exists(Notice.objects.filter(letter=OuterRef("pk")))).delete()
