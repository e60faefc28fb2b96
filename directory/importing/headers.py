"""Which column says what: the header row found, its names looked up among the aliases, the rest offered."""

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from directory.importing.reading import UnreadableFile
from directory.models.source import HeaderAlias

SEARCHED_ROWS = 10
# Fields of aliases that are no field of a thing: the column is known and left out.
IGNORED, PERSON = "ignored", "person"
LOOKS_ALIKE = 0.72
LONGEST_HEADER = 80
# Whose name it is, in whatever words; a person's name is neither read nor kept. 담당부서 is no person.
PERSONS = re.compile(
    r"(?:시설장|기관장|센터장|관장|원장|소장|회장|이사장|대표자?|책임자|담당자|관리자|설립자|보호자|종사자)"
    r"(?:의?(?:성명|이름|명))?|성명|이름|.*(?:성명|대표자명|담당자명)|rprsntv(?:nm)?|ceonm|chargernm"
)


def header_key(text):
    """A header to compare by: composed, without spaces, byte order marks and what stands for a lost character."""
    folded = unicodedata.normalize("NFC", str(text))
    return re.sub(r"[\s\ufeff\ufffd?？_]", "", folded).casefold()


def without_bracket(key):
    """``정원(명)`` → ``정원``: a unit or a remark behind the name."""
    return re.sub(r"[(\[（].*?[)\]）]$", "", key)


class Aliases:
    """Header → field, of one source: its own aliases before those of every source."""

    def __init__(self, kind, source=None):
        known = HeaderAlias.objects.filter(Q(source__isnull=True, kind=kind) | Q(source=source))
        rows = known.order_by("source_id", "pk").values_list("source_id", "key", "field")
        every = {key: field for owner, key, field in rows if owner is None}
        self.fields = every | {key: field for owner, key, field in rows if owner is not None}

    def field(self, header):
        key = header_key(header)
        found = self.fields.get(key) or self.fields.get(without_bracket(key), "")
        return found or (PERSON if PERSONS.fullmatch(key) else "")

    def offer(self, header):
        """A field whose name looks alike, for a person to accept; an empty string if none does."""
        near = difflib.get_close_matches(header_key(header), self.fields, n=1, cutoff=LOOKS_ALIKE)
        return self.fields[near[0]] if near else ""


class Header(NamedTuple):
    """The names of the columns, the place of the row below them, and what is to be known about them."""

    names: list
    first_row: int
    notes: list


def find_header(rows, aliases, required):
    """The header row among the first ten: the one whose names are best known.

    Titles and notes above it are passed over. Where two rows together are the header (merged cells),
    they are read as one.
    """
    best, best_score = None, (0, 0)
    for index in range(min(len(rows), SEARCHED_ROWS)):
        for names, length in _candidates(rows, index):
            fields = {aliases.field(name) for name in names} - {""}
            score = (required in fields, len(fields))
            if score > best_score and (length == 1 or len(fields) > len(best_fields(rows, index, aliases))):
                best, best_score = (names, index + length), score
    if best is None or not best_score[0]:
        raise UnreadableFile(_refusal(rows, best))
    return _cleaned(*best)


def best_fields(rows, index, aliases):
    """The larger of what two neighbouring rows know alone."""
    alone = (
        {aliases.field(name) for name in rows[at].cells} - {""} for at in (index, index + 1) if at < len(rows)
    )
    return max(alone, key=len)


def _candidates(rows, index):
    upper = list(rows[index].cells)
    yield upper, 1
    if index + 1 < len(rows):
        lower = list(rows[index + 1].cells)
        width = max(len(upper), len(lower))
        upper, lower = (cells + [""] * (width - len(cells)) for cells in (upper, lower))
        yield [below.strip() or above for above, below in zip(upper, lower, strict=True)], 2


def _cleaned(cells, first_row):
    """Each name once; an empty one says that its column is dropped."""
    names, notes, seen = [], [], {}
    for cell in cells:
        name = " ".join(unicodedata.normalize("NFC", cell).strip("\ufeff \t").split())[:LONGEST_HEADER]
        if name and name in seen:
            seen[name] += 1
            notes.append(f"‘{name}’ 칸이 {seen[name]}번 나옵니다. 첫 칸만 그 이름으로 읽었습니다.")
            name = f"{name} ({seen[name]})"
        seen.setdefault(name, 1)
        names.append(name)
    return Header(names, first_row, notes)


def _refusal(rows, best):
    seen = best[0] if best else max((row.cells for row in rows[:SEARCHED_ROWS]), key=_filled)
    shown = ", ".join(" ".join(cell.split())[:30] for cell in seen if cell.strip())[:300]
    return f"이름이 적힌 칸(예: 시설명)을 찾지 못했습니다. 이 파일에 있는 칸: {shown or '없음'}"


def _filled(cells):
    return sum(bool(cell.strip()) for cell in cells)


@dataclass
class Columns:
    """Names of columns by place, and the field each was mapped to."""

    names: list
    fields: dict  # header → field

    def __post_init__(self):
        self.places = {}
        for place, name in enumerate(self.names):
            field = self.fields.get(name)
            if field and field not in (IGNORED, PERSON):
                self.places.setdefault(field, place)

    def __contains__(self, field):
        return field in self.places

    def raw(self, row, field):
        """What the row says, as written; an empty string where it says nothing."""
        place = self.places.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def header(self, field):
        place = self.places.get(field)
        return self.names[place] if place is not None else ""

    def kept(self, row):
        """The whole row by header, without names of persons and empty cells: what a record keeps."""
        return {
            name: cell
            for name, cell in zip(self.names, row.cells, strict=False)
            if name and cell.strip() and self.fields.get(name) != PERSON
        }


def propose(header, aliases):
    """{header: field} for every named column; "" for one that nobody knows."""
    taken, proposed = set(), {}
    for name in filter(None, header.names):
        field = aliases.field(name)
        if field in taken and field not in (IGNORED, PERSON):
            field = ""
        taken.add(field)
        proposed[name] = field
    return proposed
