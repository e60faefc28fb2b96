"""Where a thing stands on its way to the public, as the system that sent it reads it."""

from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState, get_default_page_content_type

from common.facts import iso
from common.querysets import PublicPageQuerySet
from directory.models.approval import EMERGENCY

DRAFT, IN_REVIEW, RETURNED = "draft", "in_review", "returned"
SCHEDULED, PUBLISHED, WITHDRAWN = "scheduled", "published", "withdrawn"
LABELS = {
    DRAFT: "초안",
    IN_REVIEW: "검토 중",
    RETURNED: "돌려보냄",
    SCHEDULED: "예약됨",
    PUBLISHED: "게시됨",
    WITHDRAWN: "거둠",
}


def reviews_of(pages):
    """The open review of each page, by its id, in two queries; returned ones are open."""
    states = (
        WorkflowState.objects.active()
        .filter(
            base_content_type=get_default_page_content_type(), object_id__in=[str(page.pk) for page in pages]
        )
        .select_related("current_task_state")
    )
    return {int(state.object_id): state for state in states}


def public_among(pages):
    """The ids of those that everybody may see now, in one query: the rule that all outputs read."""
    ids = [page.pk for page in pages if page is not None]
    published = PublicPageQuerySet(Page).published().filter(pk__in=ids)
    return set(published.order_by().values_list("pk", flat=True)) if ids else set()


def state_of(page, review):
    if page is None:
        return WITHDRAWN
    if review and review.status == WorkflowState.STATUS_IN_PROGRESS:
        return IN_REVIEW
    if review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return RETURNED
    if not page.live and page.approved_schedule:
        return SCHEDULED
    if page.live:
        return PUBLISHED
    return WITHDRAWN if page.first_published_at else DRAFT


def facts_of(item, page, review, public):
    """What ``GET`` answers. ``page`` is the item's, if it still stands in the agency's section.

    ``published`` says that it was approved; ``is_public``, that nothing above it hides it (``public_among``).
    """
    state = state_of(page, review)
    is_public = bool(page and page.pk in public)
    return {
        "type": item.type,
        "external_id": item.external_id,
        "state": state,
        "state_label": LABELS[state],
        "is_public": is_public,
        "reason": _reason(item, page, review, state),
        "withdrawal_asked_at": iso(item.withdrawal_asked_at),
        "title": page.draft_title if page else None,
        "id": page.pk if page else None,
        "uuid": str(page.specific.uuid) if page else None,
        "url": page.full_url if is_public else None,
        "changed_at": iso(item.changed_at),
    }


def _reason(item, page, review, state):
    """The words of whoever returned it, took it out or would not take it out; '' where nobody did."""
    if state == RETURNED and review.current_task_state.status == TaskState.STATUS_REJECTED:
        return review.current_task_state.comment
    if state == WITHDRAWN and page is not None:
        stop = PageLogEntry.objects.filter(page=page.pk, action=EMERGENCY).order_by("-timestamp").first()
        return stop.data.get("reason", "") if stop else ""
    return item.withdrawal_refusal if state == PUBLISHED else ""
