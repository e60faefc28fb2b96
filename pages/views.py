"""What machines ask a site for, beside its pages."""

from datetime import timedelta

from django.contrib.sitemaps import views as sitemap_views
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from pages.models import DistrictSettings
from pages.sitemaps import (
    BenefitSitemap,
    BoothSitemap,
    CommitteeSitemap,
    DistrictSitemap,
    IssueSitemap,
    MeetingSitemap,
)

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /accounts/
Disallow: /search/
Disallow: /council/room/
Allow: /

Sitemap: {sitemap}
"""
SECURITY_TXT_DAYS = 180


def sitemap(request):
    """One sitemap, or the list of its parts once there are several (``?p=1`` …). What is no page is in the first."""
    pages = DistrictSitemap(request)
    parts = 1 if "p" in request.GET else pages.paginator.num_pages
    if parts == 1:
        first = request.GET.get("p", "1") == "1"
        return sitemap_views.sitemap(request, {"pages": pages} | (_others(request) if first else {}))
    address = request.build_absolute_uri(request.path)
    locations = [{"location": f"{address}?p={number}"} for number in range(1, parts + 1)]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": locations}, content_type="application/xml"
    )


def _others(request):
    return {
        "benefits": BenefitSitemap(),
        "booths": BoothSitemap(request),
        "issues": IssueSitemap(request),
        "committees": CommitteeSitemap(request),
        "meetings": MeetingSitemap(request),
    }


def robots(request):
    """Search engines are welcome everywhere but in rooms for staff and members and in endless search results."""
    address = request.build_absolute_uri("/sitemap.xml")
    return HttpResponse(ROBOTS.format(sitemap=address), content_type="text/plain; charset=utf-8")


def security_txt(request):
    """Whom to tell of a hole (RFC 9116); nothing as long as the office has given no address."""
    email = DistrictSettings.for_request(request).email
    if not email:
        raise Http404
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: mailto:{email}",
        f"Expires: {(today + timedelta(days=SECURITY_TXT_DAYS)).isoformat()}",
        "Preferred-Languages: ko, en",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
