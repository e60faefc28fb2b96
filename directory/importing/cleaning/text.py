"""Text of one cell: composed, visible, without markup. Everything else is mended from what this gives."""

import html
import re
import unicodedata
from typing import NamedTuple

NULL_WORDS = {"", "-", "--", "―", "—", ".", "x", "없음", "해당없음", "해당사항없음", "미정", "무"}
NULL_WORDS |= {"n/a", "null", "none", "nan", "undefined"}
# Only tags of HTML: 〈중위소득〉 and <The 복지> are somebody's words.
NAMES = (
    "html|head|body|title|meta|link|base|p|br|hr|div|span|b|i|u|s|em|strong|font|a|img|center|sup|sub|small|"
    "table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|pre|iframe|o:p"
)
BLOCKS = r"p|br|hr|div|table|tr|li|ul|ol|dt|dd|h[1-6]|blockquote|pre|title|td|th"
# What an editor of 한글 or of a web page leaves behind; cut off by a full cell, it has no end.
HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
TAG = re.compile(rf"</?({NAMES})(?:(?=[\s/>])[^<>]*>|\s[^<>=]*=[^<>]*\Z)|<!doctype[^<>]*>", re.I)
BLOCK = re.compile(rf"(?:{BLOCKS})\Z", re.I)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Markup is written into markup a few times at most; what goes deeper is no text.
DEEPEST_MARKUP = 8
LEGAL_FORM = re.compile(
    r"\((?:사|재|주|복|유|의|학|종)\)|사회복지법인|사단법인|재단법인|의료법인|학교법인|종교법인|주식회사|유한회사"
)


class Mended(NamedTuple):
    """What to keep of a value, and a sentence where something was dropped or repaired."""

    value: object
    remark: str = ""


def text(raw):
    """One line: composed Hangul, no markup, no invisible characters, single spaces; null words are empty."""
    return _unless_null(" ".join(_plain(raw).split()))


def narrow(raw):
    """One line with full-width letters and digits made narrow, for what is not prose."""
    return text(unicodedata.normalize("NFKC", _string(raw)))


def line(raw):
    """One line with its markup left alone: in an address on the web, ``&copy=1`` is no ©."""
    return _unless_null(" ".join(_visible(_string(raw)).split()))


def long_text(raw, limit):
    """Paragraphs without markup, at most ``limit`` characters."""
    lines = (" ".join(part.split()) for part in _plain(raw).splitlines())
    paragraphs = _unless_null(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())
    if len(paragraphs) <= limit:
        return Mended(paragraphs)
    kept = paragraphs[:limit].rstrip()
    return Mended(kept, f"{limit}자보다 길어 뒤를 잘랐습니다.")


def fold_name(name):
    """A key to compare names by: without spaces, marks, case and legal forms such as (사) or 주식회사."""
    folded, given = unicodedata.normalize("NFKC", text(name)), None
    while folded != given:
        given = folded
        kept = LEGAL_FORM.sub("", folded)
        letters = re.sub(r"[\W_]+", "", kept) or re.sub(r"[\W_]+", "", folded)
        folded = unicodedata.normalize("NFKC", text(letters.casefold()))
    return folded


def _string(raw):
    return raw if isinstance(raw, str) else "" if raw is None else str(raw)


def _unless_null(given):
    bare = given.lower().strip("()[] ").replace(" ", "")
    return "" if bare in NULL_WORDS else given


def _visible(raw):
    """Composed, without what cannot be seen; white space of every kind stays."""
    if raw.isprintable() and unicodedata.is_normalized("NFC", raw):
        return raw
    folded = unicodedata.normalize("NFC", raw)
    visible = "".join(
        character
        for character in folded
        if character.isspace() or unicodedata.category(character) not in INVISIBLE
    )
    # Once more: what stood on both sides of a dropped character may compose now.
    return unicodedata.normalize("NFC", visible)


def _plain(raw):
    """Without markup: until nothing more comes off, for cells hold &amp;lt;p&amp;gt;."""
    given = _visible(_string(raw).replace("_x000D_", "\n"))
    for _ in range(DEEPEST_MARKUP):
        if "<" not in given and "&" not in given:
            return given
        plain = _visible(_unmarked(given))
        if plain == given:
            return given
        given = plain
    return _visible(re.sub(r"[<>&]", " ", given))


def _unmarked(given):
    shown = TAG.sub(lambda tag: "\n" if BLOCK.match(tag[1] or "") else "", HIDDEN.sub(" ", given))
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), shown)
