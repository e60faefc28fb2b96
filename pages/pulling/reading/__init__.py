"""From bytes to things: what a file is, its content says. Nothing here asks the network or the database."""

import re
import time

from directory.importing.reading import UnreadableFile, decode
from pages.models.pulling import FeedKind
from pages.pulling.reading.bounds import SECONDS, Budget
from pages.pulling.reading.culture import read_culture
from pages.pulling.reading.feeds import read_feed
from pages.pulling.reading.ical import read_calendar
from pages.pulling.things import Unreadable

FEED_ROOT = re.compile(r"<(?:\w+:)?(rss|feed|RDF)[\s>]")
HTML_ROOT = re.compile(r"<(!doctype\s+html|html)[\s>]", re.I)
FEED_LINK = re.compile(r"<link\b[^>]*\btype=[\"']application/(?:rss|atom)\+xml[\"'][^>]*>", re.I)
HREF = re.compile(r"\bhref=[\"']([^\"'<>]{1,300})[\"']", re.I)
# Others are slow, or no encodings of text at all.
ENCODINGS = {
    **{name: name for name in ("utf-8", "utf-16", "utf-16le", "utf-16be", "cp949", "us-ascii", "iso-8859-1")},
    **{name: "cp949" for name in ("euc-kr", "ks_c_5601-1987", "ksc5601", "x-windows-949", "ms949", "uhc")},
    **{"utf8": "utf-8", "windows-1252": "windows-1252"},
}
READERS = {FeedKind.FEED: read_feed, FeedKind.ICAL: read_calendar, FeedKind.CULTURE: read_culture}


def text_of(content, charset=""):
    """The text, by what the XML itself or the server says if that fits every byte, else by the ladder."""
    declared = re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}encoding=[\"']([\w.:-]{1,40})[\"']", content)
    for name in (declared[1].decode() if declared else "", charset):
        try:
            if known := ENCODINGS.get(name.lower()):
                return content.decode(known)
        except UnicodeError:
            continue
    return decode(content)[0]


def kind_of(text):
    """What the text is; raises ``Unreadable`` for a page of a site, with the feed it names."""
    head = text.lstrip("\ufeff\0 \t\r\n")[:20_000]
    if head[:400].upper().startswith("BEGIN:VCALENDAR"):
        return FeedKind.ICAL
    if HTML_ROOT.search(head[:2000]):
        raise Unreadable(_of_a_page(head))
    if head.startswith("<") and FEED_ROOT.search(head):
        return FeedKind.FEED
    return FeedKind.CULTURE


def _of_a_page(head):
    link = FEED_LINK.search(head)
    named = HREF.search(link[0]) if link else None
    if named:
        return f"누리집 화면입니다. 이 화면이 알려 주는 소식 주소를 적어 주십시오: {named[1]}"
    return "누리집 화면입니다. 화면이 아니라 RSS나 iCal 파일의 주소를 적어 주십시오."


def read(content, *, kind=FeedKind.AUTO, charset=""):
    """A ``Reading`` of the whole file. Raises ``Unreadable`` with a sentence where it is none of the kinds."""
    if not content.strip():
        raise Unreadable("빈 파일입니다.")
    budget = Budget(time.monotonic() + SECONDS)
    try:
        text = text_of(content, charset)
        found = kind_of(text)
        if kind not in (FeedKind.AUTO, found):
            told = f"{FeedKind(kind).label}(으)로 적었으나 {FeedKind(found).label}입니다."
            raise Unreadable(f"{told} 종류를 ‘알아서’로 바꾸어 주십시오.")
        return READERS[found](text, budget)
    except UnreadableFile as error:
        raise Unreadable(str(error)) from None
    except RecursionError:
        raise Unreadable("자료가 너무 깊이 겹쳐 있어 읽지 않습니다.") from None
