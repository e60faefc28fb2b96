"""Links inside prose: they lead where a stranger may go, or nowhere."""

from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from common.querysets import PublicPageQuerySet, in_open_collections


def _anchor(url):
    return f'<a href="{escape(url)}">' if url else "<a>"


def _found(queryset, attrs_list):
    """For each link what it points to, or None; one query for all of them."""
    wanted = {attrs["id"] for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()}
    found = {str(one.pk): one for one in queryset.filter(pk__in=wanted)} if wanted else {}
    return [found.get(str(attrs.get("id"))) for attrs in attrs_list]


class PublishedPageLinkHandler(PageLinkHandler):
    """A link to a page that is not published keeps its words and loses its address, which tells the title."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        published = PublicPageQuerySet(Page).published()
        return [_anchor(page and page.get_url()) for page in _found(published, attrs_list)]


class OpenDocumentLinkHandler(DocumentLinkHandler):
    """A link to a file in a closed collection keeps its words and loses its address."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        documents = in_open_collections(get_document_model().objects.all())
        return [_anchor(document and document.url) for document in _found(documents, attrs_list)]
