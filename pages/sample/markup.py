"""From lines of text to the blocks of a body, so that long texts can be written as plain files.

``# `` and ``## `` are headings, ``- `` items of a list, ``| a | b`` rows of a table (the first row
names the columns, ``|: `` gives its caption), ``! `` an info box. Other lines are paragraphs.
"""

from django.utils.html import escape


def blocks_of(text):
    blocks, group, kind = [], [], ""
    for line in [*text.splitlines(), ""]:
        mark, _, rest = line.partition(" ")
        now = mark if mark in ("#", "##", "-", "|", "|:", "!") else ("p" if line.strip() else "")
        now = "|" if now == "|:" else now
        if now != kind or now in ("#", "##", "!", "p"):
            if group:
                blocks.append(_block(kind, group))
            group, kind = [], now
        if now:
            group.append(line if now in ("p", "|") else rest)
    return blocks


def _block(kind, lines):
    if kind in ("#", "##"):
        return {"type": "heading", "value": {"text": lines[0], "level": "h2" if kind == "#" else "h3"}}
    if kind == "-":
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        return paragraph_html(f"<ul>{items}</ul>")
    if kind == "!":
        return {"type": "callout", "value": {"kind": "info", "text": f"<p>{escape(lines[0])}</p>"}}
    if kind == "|":
        caption = lines[0].removeprefix("|:").strip() if lines[0].startswith("|:") else "표"
        rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines if line[:2] != "|:"]
        return table(caption, rows[0], rows[1:])
    return paragraph_html(f"<p>{escape(lines[0])}</p>")


def paragraph_html(html):
    return {"type": "paragraph", "value": html}


def table(caption, headings, rows):
    return {
        "type": "table",
        "value": {
            "caption": caption,
            "rows": {
                "columns": [{"type": "text", "heading": heading} for heading in headings],
                "rows": [{"values": list(row)} for row in rows],
                "caption": "",
            },
            "first_column_is_heading": True,
        },
    }
