"""The words of a text, whoever takes it apart."""

from typing import NamedTuple


class Part(NamedTuple):
    """A word where it was written (``start`` to ``end`` of the composed text), and the units that stand for it.

    The first form says it as it was written, others less exactly: ((("검사비",), 1), (("검사",), 0.4)).
    ``is_empty``: a word every text has (있다, 같이). It helps to know a phrase, and is never indexed.
    """

    start: int
    end: int
    forms: tuple[tuple[tuple[str, ...], float], ...]
    is_empty: bool = False

    @property
    def name(self):
        """The unit by which a phrase knows this word."""
        return self.forms[0][0][0]

    @property
    def is_verb(self):
        return len(self.name) > 1 and self.name[-1] == "다"

    @property
    def units(self):
        return tuple(dict.fromkeys(unit for units, _ in self.forms for unit in units))
