"""긴급 게시 중단: the verb that takes anything out of the public at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from directory.models.approval import EMERGENCY
from directory.notifications import tell_emergency


@transaction.atomic
def emergency_unpublish(page, *, reason, by):
    """Take the page, and all below it, out of every output at once; end its review and its schedule.

    Locks and reviews do not stand in its way. It comes back only by a new review, also in an agency
    that publishes directly.
    """
    if not reason.strip():
        raise ValidationError("중단하는 까닭을 적어 주십시오.")
    page = Page.objects.select_for_update(of=("self",)).get(pk=page.pk).specific
    if state := page.current_workflow_state:
        state.cancel(user=by)
    log(instance=page, action=EMERGENCY, user=by, data={"reason": reason.strip()})
    if page.live:
        UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    tell_emergency(page, reason=reason.strip(), by=by)
    return page
