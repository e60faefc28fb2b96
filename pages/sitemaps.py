"""The sitemap: what residents may find, with the moment it last changed."""

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from common.querysets import PublicPageQuerySet
from directory.models import Benefit
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


class IssueSitemap(Sitemap):
    """Issues that residents may read; they fit into one part."""

    limit = 50_000

    def __init__(self, request):
        self.site = Site.find_for_request(request)

    def items(self):
        issues = Issue.objects.public().in_site(self.site).order_by("pk")
        return issues.only("pk", "updated_at")[: self.limit]

    def lastmod(self, issue):
        return issue.updated_at
