"""HTML of a stranger, made into the prose that our own editor writes.

nh3 decides what is safe; what is left is given the shape of our paragraphs; nh3 has the last word.
"""

from html import escape
from html.parser import HTMLParser

import nh3

LONGEST = 60_000
CUT = "<p>(글이 길어 여기까지 실었습니다. 이어지는 글은 원문에 있습니다.)</p>"
SCHEMES = {"http", "https", "mailto", "tel"}
DROPPED = {
    *("script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math", "title"),
    *("textarea", "select", "button", "form", "head", "applet", "audio", "video", "canvas"),
}
BLOCKS = {
    *("p", "div", "section", "article", "blockquote", "pre", "table", "tr", "dl", "dt", "dd", "figure"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption"),
}
LISTS = {"ul", "ol"}
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "a": "a"}
LET_IN = {*BLOCKS, *LISTS, *INLINE, "li", "br", "hr", "td", "th", "img"}
KEPT = {"p", "ul", "ol", "li", "b", "i", "a", "br", "hr"}
PICTURE = "그림 보기"


def safe_prose(html):
    """Paragraphs, lists, bold, italic and links, as the body's text block keeps them. "" if nothing is left."""
    html = str(html or "")
    given = html[:LONGEST]
    given = "".join(character for character in given if character.isprintable() or character in "\n\t\r")
    clean = nh3.clean(
        given,
        tags=LET_IN,
        clean_content_tags=DROPPED,
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
        url_relative="deny",
    )
    shaped = _Shaping(clean).result() + (CUT if len(html) > LONGEST else "")
    return nh3.clean(
        shaped,
        tags=KEPT,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
        url_relative="deny",
    )


def prose_of_text(text):
    """Plain text with its line breaks, as prose."""
    paragraphs = [part.strip() for part in str(text or "").replace("\r\n", "\n").split("\n\n")]
    return safe_prose(
        "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part)
    )


class _Shaping(HTMLParser):
    """Flat paragraphs and lists out of whatever stands in whatever. Reads only what nh3 has balanced."""

    def __init__(self, clean):
        super().__init__(convert_charrefs=True)
        self.out, self.written_list = [], ""
        self.line, self.open, self.lists, self.in_item = [], [], [], False
        self.feed(clean)
        self.close()

    def result(self):
        self._flush()
        self._leave_list()
        return "".join(self.out)

    def _flush(self):
        """What stands in the line becomes a paragraph or an item; marks that are still open go on after it."""
        text = "".join(part for kind, part in self.line if kind == "text")
        html = "".join(part for _kind, part in self.line)
        closing = "".join(f"</{tag}>" for tag, _start in reversed(self.open))
        self.line = [("tag", start) for _tag, start in self.open]
        if not text.strip():
            return
        html = html.strip() + closing
        while html.endswith("<br/>"):
            html = html.removesuffix("<br/>").rstrip()
        if self.lists and self.in_item:
            if not self.written_list:
                self.written_list = self.lists[0]
                self.out.append(f"<{self.written_list}>")
            self.out.append(f"<li>{html}</li>")
        else:
            self._leave_list()
            self.out.append(f"<p>{html}</p>")

    def _leave_list(self):
        if self.written_list:
            self.out.append(f"</{self.written_list}>")
            self.written_list = ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in LISTS:
            self._flush()
            self.lists.append(tag)
        elif tag == "li":
            self._flush()
            self.in_item = bool(self.lists)
        elif tag in BLOCKS:
            self._flush()
        elif tag in INLINE:
            self._mark(INLINE[tag], attrs)
        elif tag == "br":
            self.line.append(("tag", "<br/>"))
        elif tag == "hr":
            self._flush()
            self._leave_list()
            self.out.append("<hr/>")
        elif tag == "img" and attrs.get("src"):
            self._picture(attrs)

    def _mark(self, tag, attrs):
        if tag == "a" and not attrs.get("href"):
            return
        start = f'<a href="{escape(attrs["href"])}">' if tag == "a" else f"<{tag}>"
        self.open.append((tag, start))
        self.line.append(("tag", start))

    def _picture(self, attrs):
        """Pictures are not fetched: a link leads to them, so that a poster is not lost."""
        words = " ".join((attrs.get("alt") or "").split())[:100]
        words = f"{PICTURE}: {words}" if words else PICTURE
        if any(tag == "a" for tag, _start in self.open):
            self.line.append(("text", escape(words)))
        else:
            self.line.append(("text", f'<a href="{escape(attrs["src"])}">{escape(words)}</a> '))

    def handle_endtag(self, tag):
        if tag in LISTS:
            self._flush()
            if self.lists:
                self.lists.pop()
            if not self.lists:
                self.in_item = False
                self._leave_list()
        elif tag == "li" or tag in BLOCKS:
            self._flush()
        elif tag in ("td", "th"):
            self.line.append(("tag", " "))
        elif tag in INLINE:
            self._unmark(INLINE[tag])

    def _unmark(self, tag):
        if any(opened == tag for opened, _start in self.open):
            while self.open:
                opened, _start = self.open.pop()
                self.line.append(("tag", f"</{opened}>"))
                if opened == tag:
                    break

    def handle_data(self, data):
        self.line.append(("text", escape(data, quote=False)))
