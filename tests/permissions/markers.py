"""Unusual strings that stand in everything an agency has not shown to the public, and the eye that finds them."""

import html
import json
import re
from urllib.parse import unquote

# Syllables no Korean text uses; the same for file names, addresses and mail in ASCII.
SECRET = {"agency-a": ("햏봡", "zqxa"), "agency-b": ("뷁쇍", "zqxb")}
SEARCH_WORD = "수박화채"  # In every secret title; a search for it shows what a search can find.

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def plain(text):
    """The text as a person could read it: JSON and HTML escapes and percent signs undone, twice over.

    A chooser answers with HTML inside JSON, so a marker can hide behind both.
    """
    for _ in range(2):
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = unquote(html.unescape(text))
    return text


def said(response):
    """Everything an answer tells: body, headers, and the messages it leaves for the next page."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    parts = [body.decode("utf-8", "replace"), json.dumps(dict(response.headers), default=str)]
    request = getattr(response, "wsgi_request", None)
    for message in getattr(getattr(request, "_messages", None), "_queued_messages", []):
        parts.append(str(message.message))
    return plain("\n".join(parts))


def secrets_in(response, agency_code="agency-b"):
    """The agency's secrets that the answer gives away."""
    korean, ascii_mark = SECRET[agency_code]
    return sorted(set(re.findall(rf"{korean}\w*|{ascii_mark}[\w.@-]*", said(response))))
