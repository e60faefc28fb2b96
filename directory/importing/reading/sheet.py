"""What every kind of file becomes: numbered rows of text, within bounds."""

import re
from dataclasses import dataclass, field

MAX_BYTES = 60 * 2**20
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 4_000_000
MAX_COVERED = 1_000_000  # By merged cells.
LOST = "\N{REPLACEMENT CHARACTER}"

# Neither a database nor XML takes these; tabs and line breaks stay.
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says why and what to do, in Korean."""


class OnlyAPart(str):
    """A note on a file that holds one page of a longer list: what it does not name may still be there."""

    __slots__ = ()


@dataclass(frozen=True)
class Row:
    """One row of the sheet. ``number`` is what a spreadsheet shows: the first row of the file is 1."""

    number: int
    cells: list[str]

    @property
    def filled(self):
        return [cell.strip() for cell in self.cells if cell and not cell.isspace()]


@dataclass(frozen=True)
class Sheet:
    """What was read. ``lost`` counts characters; ``totals`` holds (row number, stated total or None)."""

    rows: list[Row]
    encoding: str
    format: str = "CSV"
    lost: int = 0
    lost_rows: list[int] = field(default_factory=list)
    newline: str = ""
    totals: list[tuple[int, int | None]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_part(self):
        return any(isinstance(note, OnlyAPart) for note in self.notes)


def clean(text):
    """A cell without what cannot be stored."""
    return text if text.isprintable() else UNSTORABLE.sub("", text)


def kept(numbered):
    """Rows that say something, of (number, cells) in order. Refuses more than an official list can be."""
    rows, cells_kept = [], 0
    for number, cells in numbered:
        while cells and not cells[-1]:
            cells.pop()
        if all(not cell or cell.isspace() for cell in cells):
            continue
        cells_kept += len(cells)
        if len(cells) > MAX_COLUMNS:
            raise UnreadableFile(
                f"{number}행이 {len(cells):,}칸입니다. {MAX_COLUMNS}칸까지 읽습니다. 표가 맞는지 확인해 주십시오."
            )
        if len(rows) >= MAX_ROWS or cells_kept > MAX_CELLS:
            raise UnreadableFile(
                f"표가 너무 큽니다. {MAX_ROWS:,}줄, {MAX_CELLS:,}칸까지 읽습니다. 나누어 올려 주십시오."
            )
        rows.append(Row(number, cells))
    return rows


def width_of(rows):
    """How many cells a full row has. The head of the file knows."""
    return max(len(row.filled) for row in rows[:50])


def fill_down(cells_of, areas):
    """Repeat what a merged cell says in the rows it covers; returns how many cells that were.

    ``areas`` are (first row, last row, column from 0). A row that says nothing of its own stays so.
    """
    filled, looked, last_row = 0, 0, max(cells_of, default=0)
    for first, last, column in areas:
        above = cells_of.get(first, [])
        value = above[column] if column < len(above) else ""
        covered = range(first + 1, min(last, last_row) + 1) if value else ()
        looked += len(covered)
        if looked > MAX_COVERED:
            # Areas that overlap, which no spreadsheet writes.
            break
        for number in covered:
            cells = cells_of.get(number)
            if cells and any(cells):
                cells.extend([""] * (column + 1 - len(cells)))
                if not cells[column]:
                    cells[column] = value
                    filled += 1
    return filled
