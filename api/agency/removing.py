"""Taking things out again. An editor cannot unpublish, so neither can a key: what is public is asked for.

What was never public is the agency's own draft: its review is taken back and it is deleted, as its author may.
"""

from django.db import transaction
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from api.agency import states
from api.agency.models import AgencyItem
from api.agency.problems import Refused
from api.keys.log import WITHDRAWAL_ASKED

DELETED, ASKED, WITHDRAWN = "deleted", "withdrawal_asked", "withdrawn"
NOT_FOUND = ("그런 번호로 보내신 것이 없습니다.", "Nothing was sent under that id.")
NOT_YOURS = (
    "사람이 만들었거나 검토를 요청한 글이라 지우지 않았습니다.",
    "A person's page or review: not deleted.",
)


def own_item(agency, kind, external_id):
    """The item, if its page (still) stands in the agency's section."""
    items = AgencyItem.objects.select_related("page", "agency__page")
    item = items.filter(agency=agency, type=kind, external_id=external_id).first()
    if item is None or (item.page and not item.page.path.startswith(item.agency.page.path)):
        raise Refused(404, *NOT_FOUND)
    return item


@transaction.atomic
def remove(key, kind, external_id, *, reason="", dry_run=False):
    """(what was done, item). Doing it twice is no error: what is asked stays asked, what is gone stays gone."""
    Page.objects.select_for_update(of=("self",)).get(pk=key.agency.page_id)
    item = own_item(key.agency, kind, external_id)
    if item.page_id is None:
        return WITHDRAWN, item
    page = Page.objects.select_for_update(of=("self",)).get(pk=item.page_id).specific
    review = page.current_workflow_state
    state = states.state_of(page, review)
    if page.live:
        if not dry_run and item.withdrawal_asked_at is None:
            _ask(item, page, reason, by=key.account)
        return ASKED, item
    if state == states.WITHDRAWN:
        return WITHDRAWN, item
    if not dry_run:
        _delete(item, page, review, by=key.account)
    return DELETED, item


def _ask(item, page, reason, *, by):
    item.withdrawal_asked_at, item.withdrawal_reason = timezone.now(), reason.strip()[:500]
    item.withdrawal_refusal = ""
    item.save(update_fields=["withdrawal_asked_at", "withdrawal_reason", "withdrawal_refusal", "changed_at"])
    log(instance=page, action=WITHDRAWAL_ASKED, user=by, data={"reason": item.withdrawal_reason})


def _delete(item, page, review, *, by):
    if review and review.status == WorkflowState.STATUS_IN_PROGRESS and review.requested_by_id != by.pk:
        raise Refused(409, *NOT_YOURS)
    if not page.permissions_for_user(by).can_delete():
        raise Refused(409, *NOT_YOURS)
    if review:
        review.cancel(user=by)
    DeletePageAction(page, user=by).execute()
    item.page = None
    item.digest, item.revision_id = "", None
    item.save()
