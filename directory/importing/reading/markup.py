"""HTML tables, also those that a site saves as “.xls”: the biggest table of the page."""

import re
from html import unescape

from directory.importing.reading.sheet import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    UnreadableFile,
    clean,
    fill_down,
)

SILENT = {"script", "style", "caption", "title"}
PARTS = {"thead", "tbody", "tr", "td", "th"}
BREAKING = {"br", "p", "div", "li"}
CELLS = {"td", "th"}
# A tag ends at the first “>” outside of quotes, and before the next “<” whatever the quotes say: no
# text, however hostile, is looked at twice. (html.parser takes minutes for 300 kB of “<a <a <a”.)
TAG = re.compile(
    r"""<(?:[!?][^<>]*|(?P<closing>/?)(?P<name>[A-Za-z][\w:-]*)(?P<attributes>(?:[^<>"']|"[^"<]*"|'[^'<]*')*|[^<>]*))>"""
)


def read_html(text):
    """(row number, cells) of the biggest table, and what to say of it."""
    reader = _TableReader()
    reader.feed(without_comments(text))
    if not reader.tables:
        raise UnreadableFile(
            "HTML 파일인데 표가 없습니다. 로그인 화면이나 오류 화면을 저장한 것은 아닌지 확인해 주십시오."
        )
    best = max(reader.tables, key=lambda table: table.size)
    cells_of = dict(enumerate(best.rows, start=1))
    filled = fill_down(cells_of, best.tall)
    notes = []
    if len(reader.tables) > 1:
        notes.append(f"표 {len(reader.tables)}개 가운데 가장 큰 표를 읽었습니다.")
    if filled:
        notes.append(f"세로로 합쳐진 칸의 값을 그 아래 {filled:,}칸에도 채웠습니다.")
    return cells_of.items(), notes


class _Table:
    def __init__(self):
        self.rows, self.tall, self.size, self.extent = [], [], 0, 0
        self.words = None  # Of the open cell.
        self.spans = (1, 1)
        self.covered = {}  # Column → number of the last row that a cell from above covers.

    def start_row(self):
        self.end_cell()
        self.rows.append([])

    def start_cell(self, attributes):
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.words = []
        self.spans = _span(attributes, "rowspan", MAX_ROWS), _span(attributes, "colspan", MAX_COLUMNS)

    def end_cell(self):
        if self.words is None:
            return
        row, number = self.rows[-1], len(self.rows)
        while self.covered.get(len(row), 0) >= number:
            row.append("")
        tall, wide = self.spans
        if tall > 1:
            self.tall.append((number, number + tall - 1, len(row)))
            self.covered |= {column: number + tall - 1 for column in range(len(row), len(row) + wide)}
        row.extend([_tidy(self.words)] + [""] * (wide - 1))
        self.words = None
        self.size += 1
        self.extent += wide
        if len(row) > 2 * MAX_COLUMNS or self.extent > MAX_CELLS:
            raise UnreadableFile("표가 너무 큽니다. 나누어 올려 주십시오.")


class _TableReader:
    """Takes tags as they come: neither unclosed cells nor nesting to any depth can upset it."""

    def __init__(self):
        self.tables, self.open, self.silent = [], [], None

    def feed(self, text):
        position = 0
        for tag in TAG.finditer(text):
            self.take_text(text[position : tag.start()])
            position = tag.end()
            name = (tag["name"] or "").lower()
            if tag["closing"]:
                self.end(name)
            elif name:
                self.start(name, tag["attributes"])
        for table in self.open:
            table.end_cell()

    def start(self, name, attributes):
        if self.silent == "caption" and name in PARTS:
            self.silent = None
        if self.silent:
            return
        if name in SILENT:
            self.silent = name
        elif name == "table":
            self.open.append(_Table())
            self.tables.append(self.open[-1])
        elif self.open and name == "tr":
            self.open[-1].start_row()
        elif self.open and name in CELLS:
            self.open[-1].start_cell(attributes)
        elif name in BREAKING:
            self.take_text("\v")

    def end(self, name):
        if name == self.silent:
            self.silent = None
        elif self.open and not self.silent and name in {*CELLS, "tr", "table"}:
            self.open[-1].end_cell()
            if name == "table":
                self.open.pop()

    def take_text(self, text):
        if text and self.open and not self.silent and self.open[-1].words is not None:
            self.open[-1].words.append(text)


def without_comments(text):
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def _span(attributes, name, most):
    match = re.search(name + r"""\s*=\s*["']?([0-9]{1,6})""", attributes, re.IGNORECASE)
    return min(max(int(match[1]), 1), most) if match else 1


def _tidy(words):
    """White space is one space, as a browser shows it; breaks are line ends."""
    lines = (" ".join(clean(line).split()) for line in unescape("".join(words)).split("\v"))
    return "\n".join(line for line in lines if line)
