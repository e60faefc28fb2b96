"""복지정보: the front page of the register."""

from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from common.lists import list_context
from common.pages import PublicPage
from directory.benefit_page import benefit_context
from directory.cards import cards
from directory.choices import Choices
from directory.filters import VIEWS, AgencyFilterForm, BenefitFilterForm, ContentFilterForm
from directory.finding.routes import FINDERS, FinderRoutes
from directory.lending.filters import ResourceFilterForm
from directory.models.agency import AgencyPage
from directory.models.benefit import Benefit
from directory.models.resource import ResourcePage

FORMS = {"benefits": BenefitFilterForm, "resources": ResourceFilterForm, "agencies": AgencyFilterForm}
# Which choices go along to a tab that does not know them all: agencies have no reach, benefits no place.
KEPT = {"agencies": {"q"}, "benefits": {"q", "life", "household", "topic"}}
KEPT_BY_FINDERS = {*ContentFilterForm.base_fields, "fee"}


class DirectoryIndexPage(FinderRoutes, RoutablePageMixin, PublicPage):
    """복지정보: the facilities, programmes, benefits, resources and agencies of the district.

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
        """What a tab without a finder lists, in its order, before anything is filtered out."""
        if view == "benefits":
            return Benefit.objects.listed().nearest_first()
        if view == "resources":
            return ResourcePage.objects.published().descendant_of(self).newest_first()
        return AgencyPage.objects.published().descendant_of(self).by_title()

    def list_context(self, request, view):
        if view in FINDERS:
            return self.finder_context(request, view)
        form = FORMS[view](request.GET, choices=Choices(self.site_root(request)))
        results = form.narrow(self.listed(view))
        return list_context(request, url=self.own_url(request), form=form, results=results, cards=cards)

    def head_context(self, request, *args, **kwargs):
        """What a page of any route is given: facts, breadcrumbs, JSON-LD."""
        return super().get_context(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        asked = request.GET.get("view")
        view = asked if asked in dict(VIEWS) else "facilities"
        context = self.list_context(request, view)
        return (
            self.head_context(request, *args, **kwargs)
            | context
            | {"view": view, "tabs": context["form"].tabs(self.own_url(request), keeps=self.keeps)}
        )

    @staticmethod
    def keeps(view, name):
        """Kinds mean something else in every tab."""
        return name in KEPT.get(view, KEPT_BY_FINDERS)
