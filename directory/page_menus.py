"""The buttons under the editor and beside a page, in the words and the order an editor thinks in."""

from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PageLockedMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
)
from wagtail.admin.userbar import BaseItem
from wagtail.admin.widgets import Button

from directory.emergency_views import may_stop
from directory.models import Agency


class SubmitMenuItem(SubmitForModerationMenuItem):
    """검토 요청; for an agency that publishes directly it says so, because that is what it does."""

    def get_context_data(self, parent_context):
        page = parent_context.get("page")
        agency = Agency.objects.holding(page if page and page.path else parent_context["parent_page"])
        direct = bool(agency and agency.publishes_directly)
        return super().get_context_data(parent_context) | {
            "label": "바로 게시" if direct else "검토 요청",
            "icon_name": "upload" if direct else "resubmit",
        }


class ReviewMenuItem(ActionMenuItem):
    """To the screen where the reviewer decides."""

    name = "action-review"
    label = "검토하기"
    icon_name = "clipboard-list"

    def is_shown(self, context):
        return True

    def get_url(self, parent_context):
        return reverse("nurinet_review", args=[parent_context["page"].pk])


class WithdrawMenuItem(CancelWorkflowMenuItem):
    label = "검토 요청 거두기"


def arrange(menu_items, request, context):
    """Save, ask for review; publishing only for who may. While in review: review, or withdraw."""
    page = context.get("page")
    task = page.current_workflow_task if page and page.pk else None
    kept = []
    for item in menu_items:
        if isinstance(item, RestartWorkflowMenuItem) or (task and isinstance(item, PageLockedMenuItem)):
            continue
        if isinstance(item, CancelWorkflowMenuItem):
            if not task:
                continue  # returned: there is nothing to take back
            item = WithdrawMenuItem()
        elif isinstance(item, SubmitForModerationMenuItem):
            item = SubmitMenuItem()
        kept.append(item)
    if task and task.get_actions(page, request.user):
        kept.insert(0, ReviewMenuItem())
    menu_items[:] = sorted(kept, key=_rank)


def _rank(item):
    order = (
        ReviewMenuItem,
        SubmitForModerationMenuItem,
        PublishMenuItem,
        CancelWorkflowMenuItem,
        UnpublishMenuItem,
    )
    for rank, kind in enumerate(order, start=1):
        if isinstance(item, kind):
            return rank
    return 0  # saving comes first


def _emergency_url(page):
    return f"{reverse('nurinet_emergency')}?{urlencode({'url': page.full_url or ''})}"


def emergency_buttons(page, user):
    """On every live page, for who may stop it."""
    if page.live and page.depth > 1 and may_stop(user, page):
        yield Button("긴급 게시 중단", _emergency_url(page), icon_name="warning", priority=70)


class EmergencyUserbarItem(BaseItem):
    template_name = "wagtailadmin/userbar/item_emergency.html"

    def __init__(self, page):
        self.url = _emergency_url(page)
