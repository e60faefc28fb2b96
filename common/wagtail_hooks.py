from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from common.rich_text import OpenDocumentLinkHandler, PublishedPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def links_lead_where_a_stranger_may_go(features):
    features.register_link_type(PublishedPageLinkHandler)
    features.register_link_type(OpenDocumentLinkHandler)


@hooks.register("insert_editor_js")
def paste_cleanly():
    return format_html('<script src="{}"></script>', static("nurinet/paste.js"))
