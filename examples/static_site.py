"""Build a small site of static HTML from a Nurinet, with nothing but Python.

    python static_site.py https://nurinet.example ./site

One page lists what is to come; each event has a page of its own. Run it every hour, and serve ``./site`` from anywhere.
"""

import json
import re
import sys
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

PAGE = (
    '<!doctype html><html lang="ko"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1>{body}</html>'
)


def events(nurinet):
    """Every event that is not over, the next first, following ``Link`` from page to page."""
    question = {
        "type": "pages.EventPage",
        "last_ends_at__gte": date.today().isoformat(),
        "order": "starts_at",
    }
    address = f"{nurinet}/api/v2/pages/?{urlencode(question | {'fields': '*', 'limit': 100})}"
    while address:
        with urlopen(address) as answer:
            yield from json.load(answer)["items"]
            following = re.search(r'<(.+)>; rel="next"', answer.headers.get("Link", ""))
        address = following and following[1]


def prose(event):
    """Its paragraphs. They are HTML that Nurinet has cleaned."""
    return "".join(block["value"] for block in event["body"] if block["type"] == "paragraph")


def build(nurinet, folder):
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for event in events(nurinet):
        title, name = escape(event["title"]), f"{event['uuid']}.html"
        about = f"<p>{escape(event['schedule'])}</p><p>{escape(event['summary'])}</p>{prose(event)}"
        source = f'<p><a href="{escape(event["meta"]["html_url"])}">누리넷에서 보기</a></p>'
        (folder / name).write_text(PAGE.format(title=title, body=about + source), encoding="utf-8")
        rows.append(f'<li><a href="{name}">{title}</a> {escape(event["schedule"])}</li>')
    index = PAGE.format(title="다가오는 행사", body=f"<ul>{''.join(rows)}</ul>")
    (folder / "index.html").write_text(index, encoding="utf-8")


if __name__ == "__main__":
    build(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
