"""The district that a request asks for, and the way that leads to a page of it."""

from django.http import Http404
from wagtail.models import Site

from common.addresses import HOME


def site_of(request):
    """The site that is asked; an address that is nobody's is not found."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def staff_site_of(request):
    """The site that staff work on; by whatever address they came, there is one."""
    return Site.find_for_request(request) or Site.objects.get(is_default_site=True)


def crumbs(*more):
    """From home through ``more``, pairs of title and address, to here."""
    return [{"title": title, "url": url} for title, url in (("홈", HOME), *more)]
