"""What a question means: concepts, each with the words that may stand for it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Alternative:
    """Units of the index that say the concept when all of them are there; ``weight`` from 0 to 1."""

    units: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Concept:
    """One thing asked for; any alternative says it. A ``weight`` below 1 marks words that say little."""

    alternatives: tuple[Alternative, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Understanding:
    """A question as it is searched for.

    ``typed`` is what was typed, cleaned; ``searched`` what is searched for, the same unless it was repaired
    (``how``: "keyboard", "typo", "spacing", or ""). ``pairs`` are syllable pairs as in the index's titles.
    ``initials`` is set for questions of consonants alone. ``surfaces`` are the words to mark in extracts.
    """

    typed: str
    searched: str
    how: str = ""
    concepts: tuple[Concept, ...] = ()
    pairs: tuple[str, ...] = ()
    initials: str = ""
    surfaces: tuple[str, ...] = ()

    @property
    def repaired(self):
        return bool(self.how)
