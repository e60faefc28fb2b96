from wagtail import hooks

from common.rich_text import OpenDocumentLinkHandler, PublishedPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def links_lead_where_a_stranger_may_go(features):
    features.register_link_type(PublishedPageLinkHandler)
    features.register_link_type(OpenDocumentLinkHandler)
