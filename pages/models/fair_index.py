"""사회복지대회·박람회 of all years: this year's first, then the archive; and who was honoured."""

from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from common.addresses import FAIR
from common.json_ld import breadcrumb_list
from common.lists import list_context
from common.pages import PublicPage
from directory.cards import cards
from pages.fair.award_list import AwardFilterForm, award_cards
from pages.models.awards import Award, held_paths
from pages.models.fair import FairPage


class FairIndexPage(RoutablePageMixin, PublicPage):
    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.FairPage"]

    class Meta:
        verbose_name = "사회복지대회·박람회 모음"
        verbose_name_plural = "사회복지대회·박람회 모음"

    def own_url(self, request):
        return self.get_url(request) or FAIR

    def get_context(self, request, *args, **kwargs):
        fairs = []
        if self.pk:
            fairs = cards(FairPage.objects.published().child_of(self).newest_first().for_cards(), request)
        this_year = timezone.localdate().year
        return super().get_context(request, *args, **kwargs) | {
            "current": [fair for fair in fairs if fair["year"] >= this_year],
            "archive": [fair for fair in fairs if fair["year"] < this_year],
            "awards_url": f"{self.own_url(request)}awards/",
        }

    @path("awards/", name="awards")
    def awards(self, request):
        """Everybody who was honoured and agreed to be named, newest first."""
        url = f"{self.own_url(request)}awards/"
        root = self.site_root(request)
        awards = Award.objects.public().of(root).newest_first()
        form = AwardFilterForm(request.GET, awards=awards)
        context = super().get_context(request)
        context["breadcrumbs"] = [*context["breadcrumbs"], {"title": "표창", "url": url}]
        context |= list_context(request, url=url, form=form, results=form.narrow(awards), cards=award_cards)
        context["json_ld"] = breadcrumb_list(context["breadcrumbs"], context["facts"])
        context |= {"held": root.path in held_paths(), "reset_url": url}
        return TemplateResponse(request, "pages/fair_awards.html", context)
