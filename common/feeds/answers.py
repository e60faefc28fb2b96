"""A narrowed list as a feed: which of its pages, and how the answer is kept and asked for again."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from common.feeds.entries import entry_of
from common.feeds.formats import Feed, written
from common.lists import address

PAGE_SIZE = 50
MOST_PAGES = 200


def page_number(text):
    """What is no number means the first page; nobody turns further than ``MOST_PAGES``."""
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def feed_response(
    request, ending, *, title, description, author, home_url, query, pages, load, entry=entry_of
):
    """The newest of ``pages``, which the list's own filters have narrowed.

    ``query`` says those filters as an address does; ``load`` takes a queryset and gives pages with all that their facts and bodies need,
    of which ``entry`` makes entries.
    """
    number = page_number(request.GET.get("page", ""))
    start = (number - 1) * PAGE_SIZE
    found = list(pages.newest_first().values_list("pk", flat=True)[start : start + PAGE_SIZE + 1])

    def url(page):
        said = query(**({"page": page} if page > 1 else {}))
        return address(request.build_absolute_uri(request.path), said)

    links = {"first": url(1)} if number > 1 or len(found) > PAGE_SIZE else {}
    links |= {"previous": url(number - 1)} if number > 1 else {}
    links |= {"next": url(number + 1)} if len(found) > PAGE_SIZE and number < MOST_PAGES else {}
    with load(found[:PAGE_SIZE]) as loaded:
        entries = [entry(page, request) for page in loaded]
    feed = Feed(
        title=title,
        description=description,
        home_url=address(request.build_absolute_uri(home_url), query()),
        self_url=url(number),
        author=author,
        links=links,
        entries=entries,
    )
    return feed_answer(request, ending, feed)


def feed_answer(request, ending, feed):
    return _answer(request, *written(feed, ending), feed)


def _answer(request, text, content_type, feed):
    content = text.encode()
    response = HttpResponse(content, content_type=content_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["ETag"] = f'W/"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'
    response.headers["X-Robots-Tag"] = "noindex"
    if feed.entries:
        response.headers["Last-Modified"] = http_date(feed.updated.timestamp())
    return get_conditional_response(
        request, response.headers["ETag"], feed.entries and int(feed.updated.timestamp()), response
    )
