"""What the secretariat decides about what came by key: a batch at once, and what is to be taken out."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils import timezone
from django_tasks import task
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, TaskState

from accounts.models import User
from api.agency.models import AgencyItem, PushBatch
from api.keys.log import WITHDRAWAL_REFUSED
from common.indexing import each_once
from directory.actions import require_headquarters

logger = logging.getLogger(__name__)

FAILURES_KEPT = 100
AT_ONCE = 10
WRONG = "승인하다가 잘못되었습니다. 이 글만 따로 검토해 주십시오."


def waiting_in(batch, user):
    """Reviews of the batch's pages that wait for this person: the rule of the review itself."""
    pages = Page.objects.filter(pushed_item__batch=batch).order_by()
    return TaskState.objects.reviewable_by(user).filter(
        workflow_state__object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key")
    )


def start_approving(batch, *, by):
    """Have the worker approve all that waits. Pressing twice starts it once."""
    require_headquarters(by)
    with transaction.atomic():
        batch = PushBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.deciding_since:
            raise ValidationError("이미 승인하고 있습니다.")
        if not waiting_in(batch, by).exists():
            raise ValidationError("이 묶음에서 승인을 기다리는 글이 없습니다.")
        batch.deciding_since, batch.failures = timezone.now(), []
        batch.save(update_fields=["deciding_since", "failures"])
        approve_in_background.enqueue(batch.pk, by.pk)


@task(backend="queue", queue_name="default")
def approve_in_background(batch_pk, user_pk):
    """Bears being called twice: what is decided does not wait any more."""
    batch = PushBatch.objects.filter(pk=batch_pk).first()
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    try:
        if batch and user:
            approve_all(batch, by=user)
    finally:
        PushBatch.objects.filter(pk=batch_pk).update(deciding_since=None)


def approve_all(batch, *, by):
    """Approve what waits, each by the review's own rule and in its own transaction. Returns how many were."""
    approved, failures = 0, []
    states = list(waiting_in(batch, by).order_by("started_at", "pk").values_list("pk", flat=True))
    for start in range(0, len(states), AT_ONCE):
        with each_once():
            for pk in states[start : start + AT_ONCE]:
                sentence = _approve(pk, by, failures)
                approved += not sentence
    PushBatch.objects.filter(pk=batch.pk).update(failures=failures[:FAILURES_KEPT])
    return approved


def _approve(pk, by, failures):
    """The sentence of why not; "" if it was approved."""
    state = TaskState.objects.select_related("workflow_state", "task").get(pk=pk).specific
    page = Page.objects.get(pk=state.workflow_state.object_id)
    try:
        state.task.specific.on_action(state, by, "approve", comment="")
    except ValidationError as refusal:
        sentence = " ".join(refusal.messages)
    except PermissionDenied:
        sentence = "이 글은 승인할 권한이 없습니다."
    except Exception:
        logger.exception("A page of a batch could not be approved.")
        sentence = WRONG
    else:
        return ""
    failures.append([page.pk, page.draft_title, sentence])
    return sentence


def _asked(item):
    item = AgencyItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.withdrawal_asked_at is None or item.page_id is None:
        raise ValidationError("이미 처리했거나 기관이 거둔 요청입니다.")
    return item


@transaction.atomic
def take_out(item, *, by):
    """Unpublish what the agency asked to withdraw. A newer version that waits is not published any more."""
    require_headquarters(by)
    page = Page.objects.select_for_update(of=("self",)).get(pk=item.page_id).specific
    item = _asked(item)
    if review := page.current_workflow_state:
        review.cancel(user=by)
    if page.live:
        UnpublishPageAction(page, user=by).execute()
    item.withdrawal_asked_at, item.withdrawal_refusal = None, ""
    item.save(update_fields=["withdrawal_asked_at", "withdrawal_refusal", "changed_at"])


@transaction.atomic
def keep_public(item, *, by, reason):
    """Do not withdraw it; the agency's system reads why."""
    require_headquarters(by, reason)
    item = _asked(item)
    item.withdrawal_asked_at, item.withdrawal_refusal = None, reason.strip()[:500]
    item.save(update_fields=["withdrawal_asked_at", "withdrawal_refusal", "changed_at"])
    log(instance=item.page.specific, action=WITHDRAWAL_REFUSED, user=by, data={"reason": reason.strip()})
