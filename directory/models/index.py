"""복지정보: the front page of the register."""

from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from common.addresses import DIRECTORY
from common.lists import list_context
from common.pages import PublicPage
from directory.benefit_page import benefit_context
from directory.cards import cards
from directory.choices import Choices
from directory.filters import (
    AgencyFilterForm,
    BenefitFilterForm,
    ContentFilterForm,
    FacilityFilterForm,
    ProgramFilterForm,
)
from directory.models.agency import AgencyPage
from directory.models.benefit import Benefit
from directory.models.facility import FacilityPage
from directory.models.program import ProgramPage

FORMS = {
    "facilities": FacilityFilterForm,
    "programs": ProgramFilterForm,
    "benefits": BenefitFilterForm,
    "agencies": AgencyFilterForm,
}
# Which choices go along to a tab that does not know them all: agencies have no reach, benefits no place.
KEPT = {"agencies": {"q"}, "benefits": {"q", "life", "household", "topic"}}


class DirectoryIndexPage(RoutablePageMixin, PublicPage):
    """복지정보: the facilities, programmes, benefits and agencies of the district.

    What has no page of its own is served on routes below it; no agency may have a route's name for a
    slug (`directory.models.agency.RESERVED_SLUGS`).
    """

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["directory.AgencyPage"]

    class Meta:
        verbose_name = "복지정보"
        verbose_name_plural = "복지정보"

    @path("benefits/<uuid:uuid>/", name="benefit")
    def benefit(self, request, uuid):
        context = benefit_context(self, request, uuid)
        return TemplateResponse(request, "directory/benefit.html", context)

    def listed(self, view):
        """What a tab lists, in its order, before anything is filtered out."""
        if view == "agencies":
            return AgencyPage.objects.published().descendant_of(self).by_title()
        if view == "programs":
            return ProgramPage.objects.published().descendant_of(self).newest_first()
        if view == "benefits":
            return Benefit.objects.listed().nearest_first()
        return FacilityPage.objects.listed().descendant_of(self).by_title()

    def get_context(self, request, *args, **kwargs):
        asked = request.GET.get("view")
        view = asked if asked in FORMS else "facilities"
        form = FORMS[view](request.GET, choices=Choices(self.site_root(request)))
        results = form.narrow(self.listed(view))
        url = self.get_url(request) or DIRECTORY
        context = list_context(request, url=url, form=form, results=results, cards=cards)
        return (
            super().get_context(request, *args, **kwargs)
            | context
            | {
                "view": view,
                "tabs": form.tabs(url, keeps=self.keeps),
            }
        )

    @staticmethod
    def keeps(view, name):
        """Kinds mean something else in every tab."""
        return name in KEPT.get(view, ContentFilterForm.base_fields)
