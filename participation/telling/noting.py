"""What is a resident's own, written down as a notice and, where wanted, into a letter that goes at once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Resident
from common.letters.posted import DeliveryState
from participation.models import LetterKind, Notice, NoticeLetter, TellingPreference
from participation.telling.audience import is_muted

# Comments that come one after another are one letter.
GATHERED = timedelta(minutes=10)


def preference_of(resident):
    found = TellingPreference.objects.filter(resident=resident).first()
    return found or TellingPreference(resident=resident)


@transaction.atomic
def note_own(resident, *, wait=timedelta(0), **thing):
    """Tell one resident of one thing, once; a second call changes nothing."""
    key = {name: thing[name] for name in ("step", "comment") if thing.get(name)}
    if key:
        notice, is_new = Notice.objects.get_or_create(
            resident=resident, **key, defaults={**thing, "is_own": True}
        )
    else:
        notice, is_new = Notice.objects.create(resident=resident, is_own=True, **thing), True
    if is_new and preference_of(resident).wants(LetterKind.OWN):
        notice.letter = _letter(resident, thing.get("issue"), wait)
        notice.save(update_fields=["letter"])
    return notice


def _letter(resident, issue, wait):
    """The one about the issue that has not left yet, or a new one. Locked: no sender takes it meanwhile."""
    from participation.telling.tasks import send_soon

    letters = NoticeLetter.objects.select_for_update(of=("self",), no_key=True)
    waiting = (
        issue
        and letters.filter(
            resident=resident, issue=issue, kind=LetterKind.OWN, state=DeliveryState.WAITING, tries=0
        ).first()
    )
    not_before = timezone.now() + wait
    if waiting:
        if not_before < waiting.not_before:
            waiting.not_before = not_before
            waiting.save(update_fields=["not_before"])
        letter = waiting
    else:
        letter = NoticeLetter.objects.create(
            resident=resident, issue=issue, kind=LetterKind.OWN, not_before=not_before
        )
    if not wait:
        send_soon()
    return letter


def note_comment(comment):
    """Told to the issue's author and to whom it answers; never to who wrote it."""
    issue = comment.issue
    if not (issue.is_public and comment.is_public):
        return
    ids = {issue.author_id, comment.parent.author_id if comment.parent_id else None}
    ids -= {None, comment.author_id}
    for resident in Resident.objects.filter(pk__in=ids, user__is_active=True).order_by("pk"):
        if not is_muted(resident, issue):
            note_own(resident, issue=issue, comment=comment, wait=GATHERED)


def note_words(resident, *, subject, text, url):
    note_own(resident, subject=subject[:150], text=text, url=url[:300])
