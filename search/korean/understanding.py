"""What a question means: concepts, each with the words that may stand for it."""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from search.korean.analysis import pairs, parts
from search.korean.letters import composed, hangul_from_keys, is_hangul, is_initials, jamo, tidied


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


MOST_LETTERS = 200
MOST_CONCEPTS = 12
# Words of asking, which say nothing of what is asked for.
CHATTER = set(
    ["신청", "방법", "어디", "궁금", "가능", "문의", "안내", "정보", "경우", "요즘", "때", "곳", "것", "사람"]
)
SOFT = {
    "지원": 0.35,
    "서비스": 0.35,
    "센터": 0.5,
    "사업": 0.3,
    "이용": 0.4,
    "운영": 0.3,
    "지급": 0.4,
    "제도": 0.3,
    "도움": 0.4,
    "돕다": 0.4,
}


def understand(text, lexicon, *, literally=False):
    """What ``text`` asks for. ``literally``: as it was typed, without any repair."""
    typed = tidied(text)[:MOST_LETTERS].strip()
    searched, how = composed(typed), ""
    if is_initials(searched):
        return Understanding(typed, typed, initials="".join(searched.split()))
    if not literally:
        searched, how = _repaired(typed, searched, lexicon)
    words = [part for part in parts(searched) if part.is_word]
    said = [part for part in words if part.forms[0][0][0] not in CHATTER] or words
    concepts, surfaces = _concepts(said, searched, lexicon)
    return Understanding(
        typed, searched if how else typed, how, tuple(concepts), pairs(searched), "", tuple(surfaces)
    )


def _repaired(typed, searched, lexicon):
    if typed.isascii():
        written = hangul_from_keys(typed)
        if written and len(written) > 1 and not all(lexicon.knows(word) for word in searched.split()):
            return _respelt(written, lexicon) or written, "keyboard"
        return searched, ""
    respelt = _respelt(searched, lexicon)
    return (respelt, "typo") if respelt else (searched, "")


def _respelt(text, lexicon):
    """``text`` with its unknown words replaced by those they look like, or "" when none was."""
    words = text.split()
    respelt = [_nearest(word, lexicon) or word for word in words]
    return " ".join(respelt) if respelt != words else ""


def _nearest(word, lexicon):
    if not is_hangul(word) or len(word) < 2 or word in lexicon.words:
        return ""
    if all(len(part.forms[0][0][0]) > 1 and lexicon.knows(part.forms[0][0][0]) for part in parts(word)):
        return ""
    letters = jamo(word)
    far = 1 if len(letters) < 9 else 2
    near = [
        (distance, -lexicon.words.get(other, 0), other)
        for length in range(len(letters) - far, len(letters) + far + 1)
        for spelt, other in lexicon.spelt.get(length, {}).items()
        if (distance := Levenshtein.distance(letters, spelt, score_cutoff=far)) <= far
    ]
    return min(near)[2] if near else ""


def _concepts(said, searched, lexicon):
    concepts, surfaces, at = [], [], 0
    while at < len(said) and len(concepts) < MOST_CONCEPTS:
        run, instead = _longest_phrase(said[at:], lexicon)
        first = said[at]
        if run == 1:
            alternatives = [Alternative(units, weight) for units, weight in first.forms]
        else:
            alternatives = [Alternative(tuple(part.forms[0][0][0] for part in said[at : at + run]))]
        alternatives += [Alternative(other.units, other.weight) for other in instead]
        concepts.append(
            Concept(tuple(alternatives), SOFT.get(first.forms[0][0][0], 1.0) if run == 1 else 1.0)
        )
        surfaces += [searched[part.start : part.end] for part in said[at : at + run]]
        surfaces += [other.surface for other in instead]
        at += run
    return concepts, dict.fromkeys(surfaces)


def _longest_phrase(said, lexicon):
    units = tuple(part.forms[0][0][0] for part in said[: lexicon.longest_phrase])
    for run in range(len(units), 0, -1):
        if units[:run] in lexicon.instead:
            return run, lexicon.instead[units[:run]]
    return 1, ()
