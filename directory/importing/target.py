"""What the engine asks of a kind of list: how its rows are read, and how its things are stored.

The engine (``engine``) knows files, headers, keys, three-way comparison, the guard, the report and undo.
It knows nothing of facilities or benefits; those say it in a ``Target``:

    TARGET = Target(
        kind=SourceKind.BENEFITS,         # which sources it takes
        link="benefit",                   # the foreign key of SourceRecord
        fields=(Field("name", "이름", required=True), ...),   # what a column can be mapped to
        labels={"title": "이름", ...},    # Korean names of what is written, for the report
        reader=BenefitReader,             # a ``Reader``: rows to items, no database writes
        store=BenefitStore,               # a ``Store``: items to rows of the database, many at a time
    )

in a module named in ``TARGETS``. Everything that is compared is plain JSON: ``Item.values``,
``Snapshot.values`` and ``SourceRecord.written`` say the same thing with the same value (dates in ISO
8601, decimals as text, codes instead of rows, sorted lists), so that equal means unchanged.
"""

from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple

from directory.importing.headers import header_key
from directory.importing.reading import UnreadableFile
from directory.models.importing import Severity
from directory.models.source import SourceKind

TARGETS = {
    SourceKind.FACILITIES: "directory.importing.facilities",
    SourceKind.BENEFITS: "directory.importing.benefits",
}


class Field(NamedTuple):
    """One thing a column of a list may say."""

    name: str
    label: str
    required: bool = False


class Problem(NamedTuple):
    """One line of the report: column as written, raw value, code, Korean sentence."""

    column: str
    raw: str
    code: str
    message: str
    severity: str = Severity.WORRY


class RowError(Exception):
    """A row that cannot be taken: ``RowError(Problem(...))``. It goes to the error file; the others go in."""

    @property
    def problem(self):
        return self.args[0]._replace(severity=Severity.ERROR)


class Elsewhere(Exception):
    """A row of another region: counted, not taken. ``Elsewhere(Problem(...))`` adds a line to the report."""


@dataclass
class Item:
    """What one row says of one thing. ``values`` are plain JSON by the names of what is written."""

    number: int
    key: str
    title: str
    values: dict
    remarks: list = field(default_factory=list)
    # A closed thing is not made; of one that is there only ``values`` are written, such as its status.
    is_closed: bool = False


class Snapshot(NamedTuple):
    """What the database says now. ``in_hand`` is a Korean reason why nothing may be written, or empty."""

    title: str
    values: dict
    in_hand: str = ""


class Written(NamedTuple):
    """What the store remembers of one thing it wrote, both plain JSON: to take it back exactly."""

    pk: int
    before: dict
    after: dict


class Reader:
    """Reads the rows of one sheet. Made once for each run: ``Reader(source, columns, day)``.

    ``columns`` answers ``columns.raw(row, field)`` (text as written, or "") and ``columns.header(field)``.
    ``day`` is the reference date of the edition, or None.
    """

    def __init__(self, source, columns, day):
        self.source, self.columns, self.day = source, columns, day

    def survey(self, rows):
        """Look at all rows before the first is read; for what only the whole list can tell.

        Returns problems of the list as a whole.
        """
        return []

    def admit(self, row):
        """Raise ``Elsewhere`` for a row that is another region's."""

    def verdict(self, row):
        """What the survey found for this row, as text: a change makes an unchanged row be read again."""
        return ""

    def key(self, row):
        """What the row is known by within its source, at most 60 characters. May raise ``RowError``."""
        raise NotImplementedError

    def read(self, row, key):
        """The row as an ``Item``; values may be dropped with a remark. May raise ``RowError``."""
        raise NotImplementedError

    def would_name(self, written):
        """Whether this edition would hold a row, of which that was written, if the list still did.

        Asked of whole files only: a page of a longer list says nothing of what it does not name.
        """
        return True

    def missing_values(self, day):
        """What to write on a thing that its list no longer names; by default nothing."""
        return {}


class Store:
    """Keeps the things of a target in the database, in a constant number of queries for each call.

    Made once for each run: ``Store(source, section, moment)``, where ``section`` is the AgencyPage below
    which new pages go (None for a target without pages). The engine calls it inside its transaction.
    """

    def __init__(self, source, section, moment):
        self.source, self.section, self.moment = source, section, moment
        # What ``finish`` made beside the things, as plain JSON; ``remove_also`` takes it back.
        self.also_made = {}

    def snapshots(self, pks, *, lock=False):
        """{pk: Snapshot} of those that are there. ``lock`` keeps others from writing them meanwhile."""
        raise NotImplementedError

    def create(self, items):
        """Make things; returns a ``Written`` for each item, in order."""
        raise NotImplementedError

    def update(self, changes):
        """Write ``{pk: {name: value}}``; returns a ``Written`` for each."""
        raise NotImplementedError

    def remove(self, made):
        """Undo of ``create``: ``{pk: after}``. Returns {pk: Korean reason} of those that must stay."""
        raise NotImplementedError

    def restore(self, written):
        """Undo of ``update`` for things nobody wrote since: ``{pk: (values, before, after)}``."""
        raise NotImplementedError

    def is_untouched(self, written):
        """The pks of ``{pk: after}`` that nobody wrote since the run did."""
        raise NotImplementedError

    def finish(self, pks):
        """Called once when all is written, with the pks of what is new or changed. Returns problems."""
        return []

    def remove_also(self, also_made):
        """Undo of what ``finish`` made."""


@dataclass(frozen=True)
class Target:
    kind: str
    link: str
    fields: tuple
    labels: dict
    reader: type
    store: type
    # Whether new things are pages, which go below an agency's section.
    has_pages: bool = False
    # Raise it when the same row would be read otherwise than before.
    version: int = 1
    # Dates that only grow: a person's later one stays without being told of.
    later_wins: frozenset = frozenset()
    # Changes that the guard does not count: every edition brings them.
    quiet: frozenset = frozenset()
    # What a field says before anybody wrote it, where that is not empty: {"status": "operating"}.
    defaults: dict = field(default_factory=dict)
    # Header → code of the list that alone has such a column, whatever its file is called.
    known_by: dict = field(default_factory=dict)
    # Header → Korean sentence: a sheet with this column is another kind of list and is refused.
    foreign: dict = field(default_factory=dict)

    @property
    def required(self):
        return [known for known in self.fields if known.required]

    def refuse(self, rows):
        """Raise ``UnreadableFile`` if the first rows show another kind of list."""
        for row in rows:
            for cell in row.cells:
                sentence = self.foreign.get(header_key(cell))
                if sentence:
                    raise UnreadableFile(sentence)


def target_of(kind):
    return import_module(TARGETS[kind]).TARGET
