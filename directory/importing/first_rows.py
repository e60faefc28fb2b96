"""The first rows of a file as they would be read, before anything is decided."""

from typing import NamedTuple

from directory.importing.table import PREVIEWED, Preview, opened, preview
from directory.importing.target import Elsewhere, RowError, target_of
from directory.importing.words import Words

CLOSED = "폐지된 곳이라 싣지 않습니다."
ELSEWHERE = "다른 지역이라 싣지 않습니다."


class FirstRow(NamedTuple):
    """One row: as it stands, as it would be read, what was mended, and why it would be left out."""

    number: int
    title: str
    raw: list
    values: list
    problems: list
    left_out: str


class FirstRows(NamedTuple):
    """``skipped`` rows of other regions stand before the last one shown."""

    preview: Preview
    rows: list[FirstRow]
    skipped: int
    problems: list
    count: int


def first_rows(run):
    """Raises ``UnreadableFile`` with a sentence."""
    table = opened(run)
    reader = target_of(run.source.kind).reader(run.source, table.columns, run.reference_date)
    words = Words(run.source.kind)
    problems = list(reader.survey(table.rows))
    ours, skipped = _of_this_region(reader, table.rows)
    rows = [_read(reader, words, table.columns, row) for row in ours or table.rows[:PREVIEWED]]
    return FirstRows(preview(run, table), rows, skipped if ours else 0, problems, len(table.rows))


def _of_this_region(reader, rows):
    """The first rows that are not another region's, which national lists have thousands of."""
    ours, skipped = [], 0
    for row in rows:
        try:
            reader.admit(row)
        except Elsewhere:
            skipped += 1
        else:
            ours.append(row)
            if len(ours) == PREVIEWED:
                break
    return ours, skipped


def _read(reader, words, columns, row):
    raw = list(columns.kept(row).items())
    try:
        reader.admit(row)
        item = reader.read(row, reader.key(row))
    except Elsewhere as elsewhere:
        return FirstRow(row.number, columns.raw(row, "name"), raw, [], list(elsewhere.args), ELSEWHERE)
    except RowError as error:
        return FirstRow(row.number, columns.raw(row, "name"), raw, [], [], error.problem.message)
    left_out = CLOSED if item.is_closed else ""
    return FirstRow(row.number, item.title, raw, words.pairs(item.values), item.remarks, left_out)
