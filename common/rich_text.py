"""Links inside prose: they lead where a stranger may go, or nowhere."""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from common.querysets import PublicPageQuerySet, in_open_collections

# Addresses by kind of link and id, while the prose of many pages is read; see `known_links`.
_known = ContextVar("known_links", default=None)


def _page_urls(ids):
    pages = PublicPageQuerySet(Page).published().filter(pk__in=ids)
    return {str(page.pk): page.get_url() for page in pages}


def _document_urls(ids):
    documents = in_open_collections(get_document_model().objects.filter(pk__in=ids))
    return {str(document.pk): document.url for document in documents}


URLS = {"page": _page_urls, "document": _document_urls}


def _ids(attrs_list):
    """The ids that could be one: a forged link must not break the page it stands on."""
    return {id for id in (attrs.get("id", "") for attrs in attrs_list) if id.isdecimal() and len(id) < 19}


def _anchors(kind, attrs_list):
    """The opening tag of each link; one query for all of them, or none if they are known."""
    known = _known.get()
    ids = _ids(attrs_list)
    urls = known[kind] if known is not None else URLS[kind](ids) if ids else {}
    found = [urls.get(str(attrs.get("id"))) for attrs in attrs_list]
    return [f'<a href="{escape(url)}">' if url else "<a>" for url in found]


@contextmanager
def known_links(texts):
    """While this lasts, the links in ``texts`` are known: two queries, however many texts there are."""
    by_kind = defaultdict(list)
    for text in texts:
        for match in FIND_A_TAG.finditer(text):
            attrs = extract_attrs(match.group(1))
            by_kind[attrs.get("linktype")].append(attrs)
    ids = {kind: _ids(by_kind[kind]) for kind in URLS}
    token = _known.set({kind: URLS[kind](ids[kind]) if ids[kind] else {} for kind in URLS})
    try:
        yield
    finally:
        _known.reset(token)


class PublishedPageLinkHandler(PageLinkHandler):
    """A link to a page that is not published keeps its words and loses its address, which tells the title."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return _anchors("page", attrs_list)


class OpenDocumentLinkHandler(DocumentLinkHandler):
    """A link to a file in a closed collection keeps its words and loses its address."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return _anchors("document", attrs_list)
