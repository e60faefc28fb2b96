"""HTML of another system as the blocks of our body: headings stand by themselves, the rest is prose."""

import json

from bs4 import BeautifulSoup
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from common.blocks.text import RICH_TEXT_FEATURES
from common.clean_html import clean

LONGEST = 200_000
LEVELS = {"h2": "h2", "h3": "h3", "h4": "h3"}
LONGEST_HEADING = 120
LONGEST_NUMBER = 19


def blocks_of(html):
    """[(kind, value)]: ``heading`` with its text and level, ``paragraph`` with what Draftail would send."""
    soup = BeautifulSoup(clean(html[:LONGEST], tables=False), "html.parser")
    _mend_links(soup)
    found, prose = [], []
    for part in list(soup.contents):
        name = getattr(part, "name", None)
        text = part.get_text(" ", strip=True) if name else ""
        if name in LEVELS and text and len(text) <= LONGEST_HEADING:
            found += [*_paragraph(prose), ("heading", {"text": text, "level": LEVELS[name]})]
            prose = []
        elif name in (*LEVELS, "blockquote"):
            prose.append(f"<p>{part.decode_contents()}</p>" if not part.find("p") else part.decode_contents())
        else:
            prose.append(str(part))
    return found + _paragraph(prose)


def _mend_links(soup):
    """Each link leads to an address, or to a page or document by a number that can be one; others lose theirs."""
    for link in soup.find_all("a"):
        number = link.get("id", "")
        if (
            link.get("linktype") in ("page", "document")
            and number.isdecimal()
            and len(number) < LONGEST_NUMBER
        ):
            link.attrs = {"linktype": link["linktype"], "id": number}
        elif link.get("href"):
            link.attrs = {"href": link["href"]}
        else:
            link.unwrap()


def _paragraph(parts):
    html = "".join(parts).strip()
    if not html:
        return []
    return [("paragraph", ContentstateConverter(features=RICH_TEXT_FEATURES).from_database_format(html))]


def sent_blocks(name, blocks):
    """What a browser sends for the blocks of a stream."""
    sent = {f"{name}-count": [str(len(blocks))]}
    for position, (kind, value) in enumerate(blocks):
        prefix = f"{name}-{position}"
        sent |= {
            f"{prefix}-type": [kind],
            f"{prefix}-order": [str(position)],
            f"{prefix}-deleted": [""],
            f"{prefix}-id": [""],
        }
        if isinstance(value, dict):
            sent |= {f"{prefix}-value-{part}": [text] for part, text in value.items()}
        else:
            sent[f"{prefix}-value"] = [value if isinstance(value, str) else json.dumps(value)]
    return sent
