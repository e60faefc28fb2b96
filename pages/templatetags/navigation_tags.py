"""Menus of the public site, from the front door's children that are shown in menus: one query a page."""

from django import template
from wagtail.models import Page, Site

from common.addresses import BALLOTS, COUNCIL, EVENTS, ISSUES, PLAN, SURVEYS
from common.querysets import PublicPageQuerySet

register = template.Library()

# The rules of the site stand in the footer; the law wants the privacy policy to stand out.
RULES = ("terms", "privacy", "copyright", "accessibility")
EMPHASISED = "privacy"
# What is no page of the tree, and the page after which it stands.
SHARING, AFTER = {"title": "공유복지", "url": ISSUES, "slug": "issues"}, EVENTS
COUNCIL_ITEM = {"title": "협의체", "url": COUNCIL, "slug": "council"}
# Below 공유복지 beside its front: what counts as being there.
SHARED = (ISSUES, PLAN, BALLOTS, SURVEYS)


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
    items = [item for item in _menu_pages(request) if item["slug"] not in RULES]
    if items:
        place = next((n for n, item in enumerate(items, 1) if item["url"].endswith(AFTER)), len(items))
        items[place:place] = [SHARING, COUNCIL_ITEM]
    return [item | {"current": _is_here(item, request.path)} for item in items]


def _is_here(item, path):
    return path.startswith(SHARED if item is SHARING else item["url"])


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
