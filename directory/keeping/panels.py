"""On the first screen: what residents reported, and what of the register needs looking after."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from accounts.roles import is_headquarters
from directory.keeping.correction_screens import requests_for
from directory.keeping.duplicate_screens import open_suggestions
from directory.keeping.link_screens import reported_for
from directory.keeping.sections import own_sections
from directory.keeping.staleness import unconfirmed_pages
from directory.models import FacilityClaim
from directory.models.keeping import ClaimState

ROWS = 5


class KeepingPanel(Component):
    """For an agency its own; for headquarters all, and of requests those that wait too long."""

    name = "nurinet_keeping"
    order = 60
    template_name = "wagtailadmin/home/nurinet_keeping.html"

    def __init__(self, user):
        self.user = user

    def _counts(self, decides):
        counts = [
            (
                "오래 확인되지 않은 것",
                unconfirmed_pages().filter(own_sections(self.user)).count(),
                reverse("nurinet_unconfirmed"),
            ),
            ("끊어진 링크와 전화", reported_for(self.user).count(), reverse("nurinet_links")),
        ]
        if decides:
            claims = FacilityClaim.objects.filter(state=ClaimState.ASKED).count()
            counts += [
                ("우리 기관 시설 신청", claims, f"{reverse('claims:index')}?state={ClaimState.ASKED}"),
                ("같은 곳일 수 있는 시설", open_suggestions().count(), reverse("duplicates:index")),
            ]
        return [(label, count, url) for label, count, url in counts if count]

    def get_context_data(self, parent_context):
        requests = requests_for(self.user).waiting().order_by("asked_at", "pk")
        return super().get_context_data(parent_context) | {
            "requests": list(requests[:ROWS]),
            "request_count": requests.count(),
            "overdue_count": requests.overdue().count(),
            "counts": self._counts(is_headquarters(self.user)),
        }
