"""복지로's axes as lists write them: by name or code, with any dot between, by commas or slashes."""

import re
import unicodedata

from directory.models.term import Axis

SEPARATORS = re.compile(r"[,;|\n、，]")
DOTS = re.compile(r"[\s·ㆍ・․•‧.‐/()-]")
# What clients of 복지로 and older editions call a term, folded.
SYNONYMS = {
    Axis.LIFE: {"어르신": "006", "노인": "006", "장년": "005", "중년": "005", "임산부": "007"},
    Axis.HOUSEHOLD: {
        **{"다문화": "010", "다문화가족": "010", "탈북민": "010", "북한이탈주민": "010"},
        **{"보훈": "030", "국가유공자": "030", "저소득층": "050", "다자녀가정": "020"},
        **{"한부모": "060", "조손": "060", "한부모가족": "060", "한부모가정": "060"},
    },
    Axis.TOPIC: {"돌봄": "120", "보호": "120", "문화": "060", "여가": "060", "금융": "130"},
}
# Said where nothing else is; no term.
NOTHING = {"", "기타", "해당사항없음", "해당없음", "없음", "전체", "무관", "공통"}


def fold(name):
    """Dots go first: the compatible form of ㆍ is an old vowel."""
    plain = DOTS.sub("", unicodedata.normalize("NFC", name))
    return DOTS.sub("", unicodedata.normalize("NFKC", plain)).casefold()


class TermNames:
    """Codes by the names of lists; ``terms`` are (axis, code, label)."""

    def __init__(self, terms):
        self.codes = {axis: dict(names) for axis, names in SYNONYMS.items()}
        for axis, code, label in terms:
            names = self.codes.setdefault(Axis(axis), {})
            names[fold(label)] = names[code] = code

    def read(self, raw, *axes):
        """({axis: sorted codes}, names nobody knows). A name is looked for on each axis in turn."""
        found, unknown = {axis: set() for axis in axes}, []
        for name in SEPARATORS.split(raw):
            for part in self._parts(name, axes):
                axis = next((axis for axis in axes if fold(part) in self.codes[axis]), None)
                if axis:
                    found[axis].add(self.codes[axis][fold(part)])
                elif fold(part) not in NOTHING:
                    unknown.append(" ".join(part.split()))
        return {axis: sorted(codes) for axis, codes in found.items()}, list(dict.fromkeys(unknown))

    def _parts(self, name, axes):
        """The name itself where it is known, else what stands between slashes: 노년/청년, but 임신/출산."""
        if "/" not in name or any(fold(name) in self.codes[axis] for axis in axes):
            return [name]
        return name.split("/")
