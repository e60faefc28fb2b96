"""The sitemap: what residents may find, with the moment it last changed."""

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from common.addresses import FAIR
from common.querysets import PublicPageQuerySet
from council.models import Committee, Meeting
from directory.models import AgencyPage, Benefit
from pages.models import Booth, FairPage
from participation.models import Issue


class DistrictSitemap(Sitemap):
    """Published pages of one district in the order of the tree, in parts of ten thousand; one query each."""

    limit = 10_000

    def __init__(self, request):
        self.request = request

    def items(self):
        root = Site.find_for_request(self.request).root_page
        pages = PublicPageQuerySet(Page).published().descendant_of(root, inclusive=True)
        return pages.order_by("path").only("url_path", "last_published_at")

    def location(self, page):
        return page.get_url(self.request)

    def lastmod(self, page):
        return page.last_published_at


class BenefitSitemap(Sitemap):
    """Benefits that residents may see; they fit into one part."""

    limit = 50_000

    def items(self):
        return Benefit.objects.listed().order_by("pk").only("uuid", "updated_at")

    def lastmod(self, benefit):
        return benefit.updated_at


class OfSite(Sitemap):
    """What one district has that is no page; it fits into one part."""

    limit = 50_000

    def __init__(self, request):
        self.site = Site.find_for_request(request)

    def lastmod(self, thing):
        return thing.updated_at


class IssueSitemap(OfSite):
    """Issues that residents may read."""

    def items(self):
        issues = Issue.objects.public().in_site(self.site).order_by("pk")
        return issues.only("pk", "updated_at")[: self.limit]


class CommitteeSitemap(OfSite):
    def items(self):
        return Committee.objects.public().in_site(self.site).order_by("pk").only("slug", "updated_at")


class MeetingSitemap(OfSite):
    def items(self):
        meetings = Meeting.objects.public().in_site(self.site).order_by("pk").select_related("committee")
        return meetings.only("year", "round", "updated_at", "committee__slug")[: self.limit]


class BoothSitemap(OfSite):
    """The booths of every fair that residents may see."""

    def items(self):
        fairs = FairPage.objects.published().in_site(self.site).values("pk")
        agencies = AgencyPage.objects.published().values("pk")
        booths = Booth.objects.filter(fair__in=fairs, agency__in=agencies).order_by("fair", "agency")
        return booths.values_list("fair__year", "agency__slug", "fair__last_published_at").distinct()

    def location(self, booth):
        return f"{FAIR}{booth[0]}/booths/{booth[1]}/"

    def lastmod(self, booth):
        return booth[2]
