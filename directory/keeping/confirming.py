"""변동 없음: the verb that says of a page that it still holds. Nothing public but the date changes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from common.signals import public_content_changed, public_things_changed
from directory.keeping.log import KeepingAction
from directory.keeping.revisions import carry
from directory.models import Nudge


def _locked(pks):
    """The pages, of their own types, each under a lock, always in the same order."""
    rows = Page.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    return [page.specific for page in rows]


@transaction.atomic
def confirm(pages, *, by=None, reason=""):
    """Set today as the day of the last confirmation of these pages. Returns how many.

    No review is asked for: what was approved still stands there. Drafts keep all that is written in them,
    and carry the new day. Pages that are not live or are locked are refused.
    """
    today, now = timezone.localdate(), timezone.now()
    pages = _locked([page.pk for page in pages])
    for page in pages:
        if not page.live:
            raise ValidationError(f"‘{page.title}’은(는) 지금 게시되어 있지 않습니다.")
        if page.locked:
            raise ValidationError(f"‘{page.title}’은(는) 잠겨 있어 확인일을 바꿀 수 없습니다.")
        type(page).objects.filter(pk=page.pk).update(confirmed_on=today)
        carry(page, confirmed_on=today.isoformat())
        log(instance=page, action=KeepingAction.CONFIRMED, user=by, data={"reason": reason})
    Nudge.objects.filter(page__in=[page.pk for page in pages], answered_at__isnull=True).update(
        answered_at=now
    )
    if pages:
        public_content_changed.send(sender=Page)
        public_things_changed.send(sender=Page, pks=[page.pk for page in pages])
    return len(pages)
