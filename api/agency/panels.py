"""On the first screen of the day: what came together waits together, and what is to be taken out."""

from django.db.models import CharField, Count, OuterRef, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from accounts.roles import is_headquarters
from api.agency.models import AgencyItem, PushBatch
from directory.panels import ReviewerPanel

SHOWN = 10


def _pages_in_batches():
    pages = Page.objects.filter(pushed_item__batch__isnull=False).order_by()
    return pages.annotate(key=Cast("pk", CharField())).values("key")


def without_batches(states):
    """Reviews beside those of batches, which have a line of their own."""
    return states.exclude(workflow_state__object_id__in=_pages_in_batches())


def waiting_batches(user):
    """Batches with ``waiting``: how many of their reviews wait for this person. Two queries, however many."""
    states = TaskState.objects.reviewable_by(user).filter(workflow_state__object_id__in=_pages_in_batches())
    ids = [int(pk) for pk in states.values_list("workflow_state__object_id", flat=True)]
    waiting = AgencyItem.objects.filter(batch=OuterRef("pk"), page__in=ids).order_by().values("batch")
    batches = PushBatch.objects.filter(items__page__in=ids).distinct()
    return (
        batches.annotate(waiting=Subquery(waiting.annotate(number=Count("pk")).values("number")))
        .select_related("agency__page", "key")
        .order_by("created_at", "pk")
    )


class BatchPanel(Component):
    name = "nurinet_batches"
    order = 60
    template_name = "api/admin/panel.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {
            "batches": list(waiting_batches(self.user)[:SHOWN]),
            "withdrawals": AgencyItem.objects.asked_to_withdraw().count(),
            "withdrawals_url": reverse("withdrawals:index"),
        }


def arrange(request, panels):
    """After the reviewer's own panel."""
    if not is_headquarters(request.user):
        return
    places = [place for place, panel in enumerate(panels, 1) if isinstance(panel, ReviewerPanel)]
    panels.insert(places[0] if places else 0, BatchPanel(request.user))
