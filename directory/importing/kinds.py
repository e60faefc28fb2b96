"""What lists call kinds of facilities, and whom a kind serves: ``data/kind_aliases.csv`` and ``kind_served.csv``."""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from directory.models import FacilityKind

FOLDER = Path(__file__).resolve().parent.parent / "data"
UNKNOWN = "other-facility"
# Kinds whose places must not be found: whoever lists one says it where nobody sees it.
HIDDEN = {"violence-shelter", "child-shelter", "senior-shelter", "disabled-shelter"}


def fold(text):
    """A kind's name without what editions change: spaces, dots (also lost to ‘?’), a bracketed group before it."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"^\s*[(\[（][^)\]）]*[)\]）]\s*", "", text)
    return re.sub(r"[^0-9A-Za-z가-힣]", "", text)


def _rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def served():
    """Kind → whom it serves and with what, as ``axis:code``."""
    return {row["kind"]: row["terms"].split() for row in _rows("kind_served.csv")}


class KindNames:
    """Folded name → code of a kind: our own labels, the aliases, and how names of facilities end."""

    def __init__(self):
        kinds = FacilityKind.objects.filter(parent__isnull=False)
        labels = {fold(kind.label): kind.code for kind in kinds}
        self.known = {fold(row["alias"]): row["kind"] for row in _rows("kind_aliases.csv")} | labels
        # A shorter one would be found in names of anything: 가정, 민간, 강당.
        self.endings = sorted((name for name in self.known if len(name) >= 3), key=len, reverse=True)

    def of(self, text):
        """The kind a cell names, or an empty string. ``(노인복지시설) 재가노인복지시설`` is the latter."""
        return self.known.get(fold(text), "") if text else ""

    def by_name(self, name):
        """The kind that the name of a facility ends with: 중산경노당, 동대문장애인종합복지관."""
        folded = fold(name) or name
        return next((self.known[end] for end in self.endings if folded.endswith(end)), "")
