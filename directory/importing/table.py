"""The file of a run as a table: its rows, and which column was mapped to what."""

from typing import NamedTuple

from directory.importing.headers import SEARCHED_ROWS, Aliases, Columns, find_header, propose
from directory.importing.reading import Row, Sheet, UnreadableFile, read
from directory.importing.target import target_of

PREVIEWED = 20


class Table(NamedTuple):
    sheet: Sheet
    columns: Columns
    rows: list
    notes: list


def first_look(content, kind, source=None):
    """The table as the aliases read it. Raises ``UnreadableFile`` with a sentence for the person."""
    sheet = read(content)
    aliases = Aliases(kind, source)
    target = target_of(kind)
    target.refuse(sheet.rows[:SEARCHED_ROWS])
    header = find_header(sheet.rows, aliases, target.required[0].name)
    rows = sheet.rows[header.first_row :]
    if not rows:
        raise UnreadableFile("제목 줄만 있고 내용이 없는 파일입니다.")
    notes = [*sheet.notes, *header.notes]
    if sheet.lost:
        where = ", ".join(map(str, sheet.lost_rows[:20]))
        notes.append(f"읽지 못한 글자 {sheet.lost}개를 ‘\N{REPLACEMENT CHARACTER}’로 두었습니다({where}행).")
    return Table(sheet, Columns(header.names, propose(header, aliases)), rows, notes)


def opened(run):
    """The table with the columns as they are mapped in the run."""
    if run.content is None:
        raise UnreadableFile("올리신 지 오래되어 파일을 지웠습니다. 파일을 다시 올려 주십시오.")
    table = first_look(bytes(run.content), run.source.kind, run.source)
    fields = {name: run.header_map.get(name, field) for name, field in table.columns.fields.items()}
    return table._replace(columns=Columns(table.columns.names, fields))


class PreviewColumn(NamedTuple):
    """A column as the mapping screen shows it. ``offered`` is what its name resembles; a person accepts it."""

    header: str
    field: str
    label: str
    offered: str
    samples: list


class Preview(NamedTuple):
    columns: list
    rows: list[Row]
    notes: list[str]


def preview(run, table=None):
    """The first rows with the proposed mapping: by alias, or an offer by similarity."""
    table = table or opened(run)
    aliases = Aliases(run.source.kind, run.source)
    labels = {field.name: field.label for field in target_of(run.source.kind).fields}
    shown = table.rows[:PREVIEWED]
    columns = []
    for place, name in enumerate(table.columns.names):
        if name:
            field = table.columns.fields.get(name, "")
            offered = "" if field else aliases.offer(name)
            cells = (row.cells[place].strip() for row in shown if place < len(row.cells))
            samples = list(dict.fromkeys(filter(None, cells)))[:3]
            columns.append(PreviewColumn(name, field, labels.get(field, ""), offered, samples))
    return Preview(columns, shown, table.notes)
