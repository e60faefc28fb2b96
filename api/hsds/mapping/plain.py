"""Identifiers, and values as HSDS wants them: valid, or left out."""

import html
import re
import uuid
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.html import strip_tags

# Rows without a UUID of their own get the same one in every answer, and terms of 복지로 in every district.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://nurinet.kr/ns/hsds/")
LONGEST_DESCRIPTION = 2000
NUMBER = re.compile(r"\+?\d[\d\s().~-]{1,23}")
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|tr)>|<br ?/?>", re.IGNORECASE)


def named(*parts):
    """The UUID of what has only a name."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


def nested(owner, *parts):
    """The UUID of a row that belongs to an object, itself known by its UUID."""
    return str(uuid.uuid5(uuid.UUID(owner), "/".join(map(str, parts))))


def without_blanks(data):
    """HSDS knows no null: what is not known is not there."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def web_address(text):
    """An absolute address of the web, or None."""
    try:
        parts = urlsplit(text or "")
        fits = (
            parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s<>\"{}|\\^`]", text)
        )
    except ValueError:
        return None
    return text if fits else None


def email(text):
    try:
        validate_email(text)
    except ValidationError:
        return None
    return text


def phones(owner, numbers):
    """Rows of phones from ``[{"number", "extension", "label"}]``; a text without a number is none."""
    rows = []
    for place, each in enumerate(numbers):
        text = each["number"].strip()
        if not (found := NUMBER.search(text)):
            continue
        number = found[0].strip(" (.~-")
        extension = each.get("extension", "")
        told = [each.get("label"), text if text != number else "", "" if extension.isdecimal() else extension]
        rows.append(
            without_blanks(
                {
                    "id": nested(owner, "phone", place),
                    "number": number,
                    "extension": int(extension) if extension.isdecimal() and len(extension) < 10 else None,
                    "type": each.get("type", "voice"),
                    "description": " · ".join(filter(None, told)),
                }
            )
        )
    return rows


def description_of(record):
    """The summary, or the beginning of what the body says, or the name: an organization must have one."""
    return record.get("summary") or prose_of(record.get("body") or []) or record["title"]


def prose_of(body):
    """The headings and paragraphs of a body, as text."""
    texts = (_text(block["value"]) for block in body if block["type"] in ("heading", "paragraph"))
    text = "\n".join(filter(None, texts))
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[:LONGEST_DESCRIPTION].rstrip()}…"


def _text(value):
    if isinstance(value, dict):
        return value.get("text", "")
    return html.unescape(strip_tags(BLOCK_END.sub("\n", value))).strip()


def value(owner, link_type, label, text):
    """An attribute for what HSDS has no word for; None without a value."""
    if text in (None, ""):
        return None
    told = ("아니요", "예")[text] if isinstance(text, bool) else str(text)
    return {
        "id": nested(owner, "attribute", link_type),
        "link_type": link_type,
        "label": label,
        "value": told,
    }
