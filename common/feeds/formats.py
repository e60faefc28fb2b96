"""The same feed in three tongues."""

import json
import mimetypes
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed

from common.feeds.links import FORMATS

# For a list that is empty: Atom wants a moment, and the present one would make every answer a new one.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LINKS = ("first", "previous", "next")


@dataclass(frozen=True)
class Feed:
    """A page of a list: what it is called, where the list and its neighbouring pages are, and its entries."""

    title: str
    description: str
    home_url: str
    self_url: str
    author: str
    links: dict
    entries: list

    @property
    def updated(self):
        return max((entry.updated for entry in self.entries if entry.updated), default=LONG_AGO)


class _Paged:
    """Links to the other pages of the list (RFC 5005), and the moment when something really changed."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for relation in LINKS:
            if url := self.feed["links"].get(relation):
                handler.addQuickElement(self.link_element, "", {"rel": relation, "href": url})

    def latest_post_date(self):
        return self.feed["updated"]


class RssFeed(_Paged, Rss201rev2Feed):
    link_element = "atom:link"

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["html"])


class AtomFeed(_Paged, Atom1Feed):
    link_element = "link"

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})


def _xml(kind, feed):
    made = kind(
        title=feed.title,
        link=feed.home_url,
        description=feed.description,
        language="ko",
        feed_url=feed.self_url,
        feed_guid=feed.links.get("first", feed.self_url),
        author_name=feed.author if kind is AtomFeed else None,
        links=feed.links,
        updated=feed.updated,
    )
    for entry in feed.entries:
        made.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            author_name=entry.author or None,
            author_link=entry.author_url or None,
            categories=entry.categories,
            enclosures=[_enclosure(entry.image)] if entry.image else [],
            html=entry.html,
        )
    return made.writeString("utf-8")


def media_type_of(url):
    return mimetypes.guess_type(url.partition("?")[0])[0] or "application/octet-stream"


def _enclosure(image):
    """How many bytes it has, only the store knows; RSS says 0 for what is not known."""
    return Enclosure(image["url"], "0", media_type_of(image["url"]))


def _json(feed):
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.description,
            "home_page_url": feed.home_url,
            "feed_url": feed.self_url,
            **({"next_url": feed.links["next"]} if "next" in feed.links else {}),
            "language": "ko",
            "authors": [{"name": feed.author}],
            "items": [_json_item(entry) for entry in feed.entries],
        },
        ensure_ascii=False,
    )


def _json_item(entry):
    image = entry.image and {"url": entry.image["url"], "mime_type": media_type_of(entry.image["url"])}
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html or entry.title,
        "image": image and image["url"],
        "date_published": entry.published and entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated and entry.updated.isoformat(timespec="seconds"),
        "authors": [{"name": entry.author, "url": entry.author_url}] if entry.author else None,
        "tags": entry.categories,
        "attachments": [image] if image else None,
    }
    return {name: value for name, value in item.items() if value}


WRITERS = {
    "rss": lambda feed: _xml(RssFeed, feed),
    "atom": lambda feed: _xml(AtomFeed, feed),
    "json": _json,
}


def written(feed, ending):
    """The feed as text, and its media type."""
    return WRITERS[ending](feed), f"{FORMATS[ending][1]}; charset=utf-8"
