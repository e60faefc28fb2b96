"""Scheduled publishing and expiry: each page by itself, so that one that fails stops no other.

Wagtail's `publish_scheduled` stops at the first revision it cannot publish; this is called in its
place, every few seconds, by the worker.
"""

import logging
from collections import Counter

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, PageLogEntry, Revision

logger = logging.getLogger(__name__)

STUCK = "nurinet.schedule.stuck"


def _models_with_drafts():
    """``Page`` for all page types, and every other model that has drafts."""
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]


def _locked(model, pk, **condition):
    """The row under a lock, if it still fulfils ``condition``; None if another worker has it.

    Whoever changes what is public locks the page first and its revisions after, in this order only.
    """
    rows = model._default_manager.filter(pk=pk, **condition)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.first()


def _expire(model, pk):
    """Take one page out of the public. A later version that is approved already still comes in its time."""
    with transaction.atomic():
        row = _locked(model, pk, live=True, expire_at__lte=timezone.now())
        if row is None:
            return False
        instance = getattr(row, "specific", row)
        later = dict(
            instance.revisions.filter(approved_go_live_at__gt=timezone.now()).values_list(
                "pk", "approved_go_live_at"
            )
        )
        instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        for revision_pk, moment in later.items():
            Revision.objects.filter(pk=revision_pk).update(approved_go_live_at=moment)
        return True


def _publish(revision):
    """Publish one approved revision whose time has come, exactly as it was approved."""
    with transaction.atomic():
        if _locked(revision.base_content_type.model_class(), revision.object_id) is None:
            return False
        due = Revision.objects.filter(pk=revision.pk, approved_go_live_at__lte=timezone.now()).first()
        if due is None:
            return False
        due.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
        return True


def _note_stuck(instance, error, revision):
    """Say it in the page's history, once for each revision (or each expiry). Returns whether it is news."""
    if not isinstance(instance, Page):
        return True
    known = PageLogEntry.objects.filter(page=instance.pk, action=STUCK, revision=revision)
    if revision is None:
        known = known.filter(timestamp__gte=instance.expire_at)
    if known.exists():
        return False
    log(instance=instance, action=STUCK, revision=revision, data={"reason": str(error)[:500]})
    return True


def _attempt(verb, *args, model, pk, revision=None):
    """Do one thing; its failure is logged and shown, and harms nobody else."""
    try:
        return "done" if verb(*args) else "left"
    except Exception as error:  # whatever is wrong with this one, the others must go on
        try:
            with transaction.atomic():
                news = _note_stuck(model._default_manager.get(pk=pk), error, revision)
        except Exception:
            logger.exception("A failure could not be noted in the page's history.")
            news = True
        if news:
            logger.exception("Scheduled change of %s %s failed.", model._meta.label, pk, exc_info=error)
        return "stuck"


def publish_due():
    """Publish what is due and unpublish what has expired; the moment itself counts as due.

    Safe to call at any time and from several workers at once. Returns the counts by name.
    """
    now = timezone.now()
    counts = Counter(published=0, expired=0, stuck=0)
    for model in _models_with_drafts():
        expired = model._default_manager.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")
        for pk in list(expired.values_list("pk", flat=True)):
            outcome = _attempt(_expire, model, pk, model=model, pk=pk)
            counts["expired"] += outcome == "done"
            counts["stuck"] += outcome == "stuck"
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    for revision in list(due.defer("content").select_related("base_content_type")):
        model = revision.base_content_type.model_class()
        outcome = _attempt(_publish, revision, model=model, pk=revision.object_id, revision=revision)
        counts["published"] += outcome == "done"
        counts["stuck"] += outcome == "stuck"
    return dict(counts)
