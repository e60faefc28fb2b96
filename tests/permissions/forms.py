"""What a browser would send back from a page of the admin: the values of every form on it."""

import re
from html.parser import HTMLParser

from tests.permissions.markers import SECRET, plain

FORGED = "위조한 값"
# Pressed or filled in whatever form they meet; names that a form does not know are ignored by it.
PRESSED = {
    **{"action-publish": "1", "comment": "위조한 의견", "reason": "위조한 사유", "confirm": "1"},
    **{
        "body-count": "0",
        "crisis_numbers-count": "0",
        "next": "/admin/",
        "move_page_pk": "1",
        "position": "0",
    },
    **{"restriction_type": "login", "chooser-title": FORGED, "url": "https://example.com/"},
    **{
        "confirm_site_name": "누리넷",
        "description": FORGED,
        "alt_text": FORGED,
        "is_editing": "1",
        "include_descendants": "on",
    },
}
_SECRETS = re.compile("|".join(rf"{korean}[^\n]*|{mark}[\w.@-]*" for korean, mark in SECRET.values()))


class _Fields(HTMLParser):
    """Collects names and values of inputs, textareas and selects, in every form of the page."""

    def __init__(self):
        super().__init__()
        self.values, self.select, self.textarea = {}, None, None

    def _add(self, name, value):
        if name:
            self.values.setdefault(name, []).append(value)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("type") not in {"submit", "file", "button"}:
            unchecked = attrs.get("type") in {"checkbox", "radio"} and "checked" not in attrs
            if not unchecked:
                self._add(attrs.get("name"), attrs.get("value") or "")
        elif tag == "textarea":
            self.textarea = attrs.get("name")
        elif tag == "select":
            self.select = attrs.get("name")
        elif tag == "option" and "selected" in attrs and self.select:
            self._add(self.select, attrs.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.textarea = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.textarea:
            self._add(self.textarea, data)
            self.textarea = None


def _page_html(response):
    if response.headers.get("Content-Type", "").startswith("application/json"):
        return response.json().get("html", "") if isinstance(response.json(), dict) else ""
    return response.content.decode("utf-8", "replace")


def forged_form(response, *, destination):
    """The form's own values, its texts altered, every dangerous button pressed, aimed at ``destination``.

    Secrets in the values are replaced, so that an answer which repeats what was sent is no leak.
    """
    values = {}
    if response is not None and not response.streaming:
        fields = _Fields()
        fields.feed(_page_html(response))
        values = {
            name: [_SECRETS.sub(FORGED, plain(each)) for each in found]
            for name, found in fields.values.items()
        }
    values.pop("csrfmiddlewaretoken", None)
    for name in [*values, "title", "name"]:
        if name.endswith(("title", "name", "summary")):
            values[name] = FORGED
    return (
        values
        | PRESSED
        | {
            "slug": "forged",
            "new_slug": "forged",
            "new_title": FORGED,
            "new_parent_page": destination,
            "parent_page": destination,
            "destination_page_id": destination,
            "chooser": destination,
        }
    )
