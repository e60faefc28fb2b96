"""What of the council waits for headquarters, on their home."""

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from common.sites import staff_site_of
from council.models import Meeting, PublicationReview

MOST = 5


class MinutesPanel(Component):
    """Minutes that members have confirmed, and meetings of which none have been begun; numbers and links."""

    name = "council"
    order = 65
    template_name = "council/admin/panel.html"

    def get_context_data(self, parent_context):
        meetings = Meeting.objects.in_site(staff_site_of(parent_context["request"]))
        reviews = TaskState.objects.filter(
            task__in=PublicationReview.objects.all(), status=TaskState.STATUS_IN_PROGRESS
        ).values_list("workflow_state__object_id", flat=True)
        confirmed = meetings.filter(minutes__in=[int(pk) for pk in reviews]).select_related("committee")
        unwritten = meetings.held().filter(minutes__isnull=True).newest_first().select_related("committee")
        return {
            "confirmed": [(str(each), reverse("meetings_admin:desk", args=[each.pk])) for each in confirmed],
            "unwritten": [
                (str(each), reverse("meetings_admin:inspect", args=[each.pk])) for each in unwritten[:MOST]
            ],
        }
