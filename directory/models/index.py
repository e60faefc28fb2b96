"""복지정보: the front page of the register."""

from common.addresses import DIRECTORY
from common.lists import list_context
from common.pages import PublicPage
from directory.cards import cards
from directory.choices import Choices
from directory.filters import AgencyFilterForm, ContentFilterForm, FacilityFilterForm, ProgramFilterForm
from directory.models.agency import AgencyPage
from directory.models.facility import FacilityPage
from directory.models.program import ProgramPage

FORMS = {"facilities": FacilityFilterForm, "programs": ProgramFilterForm, "agencies": AgencyFilterForm}


class DirectoryIndexPage(PublicPage):
    """복지정보: the facilities, programmes and agencies of the district."""

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["directory.AgencyPage"]

    class Meta:
        verbose_name = "복지정보"
        verbose_name_plural = "복지정보"

    def listed(self, view):
        """What a tab lists, in its order, before anything is filtered out."""
        if view == "agencies":
            return AgencyPage.objects.published().descendant_of(self).by_title()
        if view == "programs":
            return ProgramPage.objects.published().descendant_of(self).newest_first()
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
        """Kinds mean something else in every tab, and agencies have no reach."""
        return name == "q" or (view != "agencies" and name in ContentFilterForm.base_fields)
