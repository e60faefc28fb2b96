"""Menus of the public site, from the front door's children that are shown in menus: one query a page."""

from django import template
from wagtail.models import Page, Site

from common.querysets import PublicPageQuerySet

register = template.Library()

# The rules of the site stand in the footer; the law wants the privacy policy to stand out.
RULES = ("terms", "privacy", "copyright", "accessibility")
EMPHASISED = "privacy"


def _menu_pages(request):
    """Read once a request, kept on it: the header, the footer and the whole menu show the same pages."""
    if not hasattr(request, "_nurinet_menu"):
        site = Site.find_for_request(request)
        pages = PublicPageQuerySet(Page).none()
        if site:
            pages = PublicPageQuerySet(Page).published().child_of(site.root_page).in_menu().order_by("path")
        request._nurinet_menu = [
            {"title": page.title, "url": page.get_url(request), "slug": page.slug} for page in pages
        ]
    return request._nurinet_menu


@register.simple_tag(takes_context=True)
def main_menu(context):
    request = context.get("request")
    if request is None:
        return []
    return [
        item | {"current": request.path.startswith(item["url"])}
        for item in _menu_pages(request)
        if item["slug"] not in RULES
    ]


@register.simple_tag(takes_context=True)
def footer_links(context):
    request = context.get("request")
    if request is None:
        return []
    return [
        item | {"emphasised": item["slug"] == EMPHASISED}
        for item in _menu_pages(request)
        if item["slug"] in RULES
    ]
