"""An issue as plain data, as it was in one moment. Letters and the copy on the web are made of nothing else."""

import re
from html import unescape
from urllib.parse import urljoin

from django.utils.html import strip_tags
from wagtail.rich_text import expand_db_html

from common.addresses import base_of
from pages.letters.items import entry, pages_by_id

LINK = re.compile(r'(<a\b[^>]*\bhref=")([^"]*)(")')
ENDS = re.compile(r"</(?:p|li|ol|ul)>|<br\s*/?>")


def freeze(newsletter):
    """What the issue says now: only items that the public may read, in the order of the secretariat."""
    base = base_of(newsletter.site)
    items = list(newsletter.items.all())
    pages = pages_by_id(newsletter.site, [item.page_id for item in items])
    intro = expand_db_html(newsletter.intro)
    intro = LINK.sub(lambda match: match[1] + urljoin(base, match[2]) + match[3], intro)
    return {
        "title": newsletter.title,
        "intro_html": intro,
        "intro_text": as_text(intro),
        "items": [entry(*pages[item.page_id], base, item.note) for item in items if item.page_id in pages],
    }


def as_text(html):
    """Prose as lines; the address of a link stands behind its words."""
    html = re.sub(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', r"\2 ( \1 )", html)
    lines = strip_tags(ENDS.sub("\n", html.replace("<li>", "- "))).splitlines()
    return "\n".join(unescape(line.strip()) for line in lines if line.strip())


def left_out(newsletter):
    """Titles of the chosen pages that would not be in it now, for the secretariat to know."""
    ids = [item.page_id for item in newsletter.items.all()]
    public = pages_by_id(newsletter.site, ids)
    return [item.page.title for item in newsletter.items.select_related("page") if item.page_id not in public]
