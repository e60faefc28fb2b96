"""HTML that was written elsewhere (Hangul, Word, another site), reduced to prose that our pages can show.

What comes out has no style, class, script, comment or office markup, and links to no address that a
browser would run. Paragraphs stay paragraphs, Word's painted bullets become lists, and a table keeps its
headings: without any, its first row is taken for them. Cleaning twice changes nothing more.
"""

import re

import nh3
from bs4 import BeautifulSoup

from common.office_lists import lists_of
from common.pasted_tables import read_aloud

PROSE = {"p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "a", "blockquote"}
PHRASES = {"b", "strong", "i", "em", "sub", "sup"}
TABLES = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
PICTURES = {"img"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}, "th": {"scope"}, "*": {"data-block-key"}}
PICTURE_ATTRIBUTES = {"img": {"src", "alt", "width", "height"}}
# What says nothing to a reader, and would be read as words if only its tags were taken away.
WORDLESS = {"script", "style", "title", "xml", "template", "noscript", "svg", "math", "select", "textarea"}
SCHEMES = {"http", "https", "mailto", "tel"}

# Looked at and then dropped: where a line ends, and what Word says about its lists.
BOXES = {
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
}
BOXES |= {"details", "summary", "address", "center", "pre", "tfoot", "h1", "h5", "h6"}
SPANS = {"span", "font"}
RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "tfoot": "tbody"}
HINTS = {"style", "class", "colspan", "rowspan"}
STANDING = PROSE - {"br", "a"} | TABLES | set(RENAMED)

ENCLOSING = ["li", "td", "th", "caption", "p"]
BLANK = " \t\r\n\u00a0\u200b\ufeff"

EMPTY_LINES = re.compile(r"\n\s*\n")
MOST_LETTERS = 2_000_000
DEEPEST = 200


def clean(html, *, tables=True, pictures=False, base=""):
    """Clean prose of ``html``; addresses in it become whole where ``base`` says what they are relative to.

    Where no table can stand, ``tables=False`` makes a line of each row: ``제목: 값, 제목: 값``.
    """
    tags = PROSE | PHRASES | TABLES | (PICTURES if pictures else set())
    attributes = ATTRIBUTES | (PICTURE_ATTRIBUTES if pictures else {})
    hints = {tag: {*names, *HINTS} for tag, names in attributes.items()}
    # The parser of browsers first: it mends what is unbalanced, and whole comments go, however they end.
    balanced = _reduced(html[:MOST_LETTERS], tags | BOXES | SPANS, hints)
    soup = BeautifulSoup(balanced, "html.parser")
    if _depth(balanced) > DEEPEST:
        return _reduced(balanced, {"p", "br"}, {})
    lists_of(soup)
    for table in reversed(soup.find_all("table")):  # what stands within another comes first
        read_aloud(soup, table, tables=tables)
    _put_into_paragraphs(soup)
    relative = {"url_relative": ("rewrite_with_base", base)} if base else {}
    cleaned = _reduced(str(soup), tags, attributes, **relative).replace("&nbsp;", " ")
    return EMPTY_LINES.sub("\n", cleaned).strip()


def _reduced(html, tags, attributes, **options):
    return nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        clean_content_tags=WORDLESS,
        url_schemes=SCHEMES,
        link_rel=None,
        **options,
    )


def _depth(html):
    depth = deepest = 0
    for match in re.finditer(r"<(/?)(?!br|hr|img)[a-z]", html):
        depth += -1 if match.group(1) else 1
        deepest = max(deepest, depth)
    return deepest


def _put_into_paragraphs(soup):
    """Boxes become paragraphs where they hold words themselves, and vanish where they only hold others."""
    for tag in soup.find_all(SPANS):
        tag.unwrap()
    for tag in soup.find_all(RENAMED):
        tag.name = RENAMED[tag.name]
    for tag in soup.find_all(BOXES):
        if tag.find_parent(ENCLOSING):
            tag.insert_after(soup.new_tag("br"))
            tag.unwrap()
        elif tag.find(BOXES | STANDING):
            tag.unwrap()
        else:
            tag.name = "p"
    for tag in soup.find_all(["td", "th", "li"]):
        said = [part for part in tag.contents if str(part).strip()]
        if len(said) == 1 and said[0].name == "p":
            said[0].unwrap()
    _drop_what_says_nothing(soup)


def _drop_what_says_nothing(soup):
    """Line ends at the end of a paragraph, and paragraphs without words. An empty cell keeps its place."""
    for tag in soup.find_all([*ENCLOSING, "h2", "h3", "h4", "blockquote"]):
        while tag.contents and (tag.contents[-1].name == "br" or not str(tag.contents[-1]).strip()):
            tag.contents[-1].extract()
        if tag.name not in ("td", "th") and not tag.get_text().strip(BLANK) and not tag.find(["img", "hr"]):
            tag.decompose()
