"""Lists as Word puts them on the clipboard: paragraphs with a painted mark in front."""

import re

ITEM = re.compile(r"mso-list:\s*l\d+\s+level", re.IGNORECASE)
MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
NUMBER = re.compile(r"^\W*(\d+|[a-z]|[가-하])[.)]")


def _is_item(tag):
    return tag is not None and tag.name == "p" and bool(ITEM.search(tag.get("style", "")))


def _mark_of(paragraph):
    """Take the painted mark away; what it said."""
    marks = paragraph.find_all(style=MARK)
    said = " ".join(mark.get_text(" ", strip=True) for mark in marks)
    for mark in marks:
        mark.decompose()
    return said


def lists_of(soup):
    """Make lists of neighbouring paragraphs that Word shows as one."""
    for paragraph in soup.find_all(_is_item):
        said = _mark_of(paragraph)
        before = paragraph.find_previous_sibling()
        name = "ol" if NUMBER.match(said) else "ul"
        if before is None or before.name not in ("ul", "ol") or before.get("class") != ["from-word"]:
            before = soup.new_tag(name, attrs={"class": ["from-word"]})
            paragraph.insert_before(before)
        paragraph.name = "li"
        before.append(paragraph.extract())
