"""RSS and Atom: checked and cut by us, then read by feedparser, which gets only well-formed text without a DTD."""

import io
import re
import xml.sax
from calendar import timegm
from datetime import UTC, datetime

import feedparser
from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from directory.importing.reading.sheet import clean
from pages.models.pulling import FeedKind
from pages.pulling.reading.bounds import MOST_THINGS, leave_out_the_rest, link_of, title_of
from pages.pulling.sanitising import safe_prose
from pages.pulling.things import PulledThing, Reading, Unreadable, guid_of

ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)")
DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
DEEPEST = 60
UNSAFE = "DTD나 개체(entity) 정의가 든 XML은 안전하지 않아 읽지 않습니다."
DATES = ("published_parsed", "updated_parsed", "created_parsed")


class _TooDeep(Exception):
    pass


class _Looking(xml.sax.ContentHandler):
    """Keeps nothing but the way down, and where the bound of things is passed."""

    def __init__(self):
        super().__init__()
        self.way = []

    def startElement(self, name, attrs):
        self.way.append(name)
        if len(self.way) > DEEPEST:
            raise _TooDeep

    def endElement(self, name):
        self.way.pop()


def _look(text):
    parseString(text.encode(), _Looking(), forbid_dtd=True, forbid_entities=True, forbid_external=True)


def _well_formed(text, reading):
    """The text as XML that a parser takes. Bare ampersands are mended; what is still broken is refused."""
    text = clean(DECLARATION.sub("", text.lstrip("\ufeff\0 \t\r\n"), count=1))
    try:
        try:
            _look(text)
        except xml.sax.SAXParseException:
            text = _mended(text)
            _look(text)
            reading.note("XML에서 그대로 쓰인 ‘&’를 고쳐 읽었습니다.")
    except DefusedXmlException:
        raise Unreadable(UNSAFE) from None
    except _TooDeep:
        raise Unreadable("자료가 너무 깊이 겹쳐 있어 읽지 않습니다.") from None
    except xml.sax.SAXException as error:
        line = error.getLineNumber() if isinstance(error, xml.sax.SAXParseException) else 1
        raise Unreadable(f"XML의 짜임이 {line}번째 줄에서 어긋나 읽을 수 없습니다.") from None
    return text


def _mended(text):
    first, *rest = text.split("<![CDATA[")
    parts = [BARE_AMPERSAND.sub("&amp;", first)]
    for part in rest:
        data, end, after = part.partition("]]>")
        parts.append(data + end + BARE_AMPERSAND.sub("&amp;", after))
    return "<![CDATA[".join(parts)


def _cut(text, reading):
    """Only so many items, before anything builds them up. CDATA may quote items: it is passed over."""
    hidden = re.sub(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->", lambda found: " " * len(found[0]), text, flags=re.S)
    places = [found.start() for found in ITEM.finditer(hidden)]
    if len(places) <= MOST_THINGS:
        return text
    leave_out_the_rest(reading, len(places) - MOST_THINGS)
    head = text[: places[MOST_THINGS]]
    root = re.search(r"<([\w:]{1,40})[\s>]", hidden)[1]
    # RSS 1.0 has its items beside the channel, RSS 2.0 in it.
    channel = "</channel>" if hidden.find("<channel") >= 0 and "</channel>" not in hidden[: len(head)] else ""
    return f"{head}{channel}</{root}>"


def read_feed(text, budget):
    reading = Reading(FeedKind.FEED)
    text = _cut(_well_formed(text, reading), reading)
    feedparser.PREFERRED_XML_PARSERS = []
    parsed = feedparser.parse(
        io.BytesIO(f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise Unreadable("RSS나 Atom으로 읽을 수 없는 XML입니다.")
    for entry in parsed.entries[:MOST_THINGS]:
        if budget.stops(reading):
            break
        _take(entry, reading)
    return reading


def _take(entry, reading):
    title = title_of(entry.get("title"))
    url = link_of(entry.get("link"))
    guid = guid_of(str(entry.get("id") or ""), url, f"{title}{entry.get('published', '')}")
    if not title:
        reading.refuse(url or guid, "제목이 없습니다.", guid)
        return
    content = next((part.get("value") for part in entry.get("content", ()) if part.get("value")), "")
    body = safe_prose(content or entry.get("summary") or "")
    moment, is_sane = _moment(entry)
    if not is_sane:
        reading.note("날짜를 읽을 수 없는 소식이 있어 그 날짜는 쓰지 않았습니다.")
    reading.add(
        PulledThing(
            guid=guid,
            title=title,
            url=url,
            body_html=body,
            image_url=_picture(entry),
            updated_at=moment,
        )
    )


def _moment(entry):
    """When it was published, and whether what stands there can be a date."""
    for name in DATES:
        if parsed := dict.get(entry, name):  # its own get() takes one date for another
            try:
                moment = datetime.fromtimestamp(timegm(parsed), UTC)
            except (OverflowError, ValueError, OSError):
                return None, False
            return (moment, True) if 1990 <= moment.year <= 2100 else (None, False)
    return None, not any(dict.get(entry, name.removesuffix("_parsed")) for name in DATES)


def _picture(entry):
    for place in (*entry.get("enclosures", ()), *entry.get("media_content", ())):
        if str(place.get("type", "")).startswith("image/"):
            return link_of(place.get("href") or place.get("url"))
    return ""
