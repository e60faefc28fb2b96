"""How a row of the table of who may see what is read."""

from typing import NamedTuple


class Row(NamedTuple):
    """The letters of those who get an answer, and of those who change something."""

    see: str
    change: str


def rows_of(table):
    for line in table.strip().splitlines():
        name, see, change = line.rsplit(maxsplit=2)
        yield name.strip(), Row(see.replace("-", ""), change.replace("-", ""))
