"""What the engine knows of the texts it searches: how rare a unit is, which words titles have, and synonyms."""

import math
import re
from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from search.korean.analysis import parts
from search.korean.letters import composed, is_hangul, jamo

INITIAL_SYNONYMS = Path(__file__).with_name("synonyms.txt")
MEANT = 0.7  # what means the same is worth so much of what was said
MOST_UNITS = 80_000
MOST_WORDS = 40_000
LONGEST_WORD = 12
RUN = 3  # words of a title that are written together may be asked for together
OFTEN = 3  # texts a word of the body must stand in, to be believed
WORD = re.compile(r"[가-힣]{2,20}|[a-z][a-z0-9]+")
# Letters taken for one another: what sounds alike, and what shift makes of a key.
ALIKE = str.maketrans("ㄲㄸㅃㅆㅉㅋㅌㅍㅊㅐㅒㅖㅑㅕㅛㅠ", "ㄱㄷㅂㅅㅈㄱㄷㅂㅈㅔㅔㅔㅏㅓㅗㅜ")


class Synonym(NamedTuple):
    """Words that mean one thing (``both_ways``), or words for which ``instead`` may be searched as well."""

    words: tuple[str, ...]
    instead: tuple[str, ...] = ()
    both_ways: bool = True


class Instead(NamedTuple):
    """What may be searched for instead of a phrase: units that must all be there."""

    units: tuple[str, ...]
    weight: float
    surface: str


def read_synonyms(text):
    """Synonyms from lines like ``어르신, 노인`` (both ways) and ``할머니 => 노인``; # begins a remark."""
    for line in text.splitlines():
        left, arrow, right = line.partition("#")[0].partition("=>")
        words, instead = (
            tuple(dict.fromkeys(word.strip() for word in side.split(",") if word.strip()))
            for side in (left, right)
        )
        if words and (instead if arrow else len(words) > 1):
            yield Synonym(words, instead, not arrow)


@lru_cache(maxsize=20_000)
def key(text):
    """The names by which a word or a phrase is recognised, empty words too."""
    return tuple(part.name for part in parts(text))


@lru_cache(maxsize=20_000)
def _meaning(text):
    """The units that stand for ``text`` in the index; none if only a syllable of it is left: 돈이 없다 is not 돈."""
    said = parts(text)
    units = tuple(part.name for part in said if not part.is_empty) or tuple(part.name for part in said)
    return () if len(units) == 1 and len(units[0]) == 1 < len(text) else units


class Lexicon:
    """``frequencies``: in how many of the ``documents`` a unit stands; ``titles``: their words and how often."""

    def __init__(self, documents=0, frequencies=None, titles=(), synonyms=()):
        self.documents = documents
        self.frequencies = frequencies or {}
        self.words = dict(titles) if isinstance(titles, dict) else Counter(titles)
        self.synonyms = tuple(synonyms)

    @classmethod
    def load(cls, stored, synonyms=()):
        """The lexicon that ``build`` described."""
        return cls(stored["documents"], stored["frequencies"], stored["words"], synonyms)

    def idf(self, unit):
        """How much a unit says: 0 for one in every text, about 7 for one in a single text of a thousand."""
        frequency = self.frequencies.get(unit, 0)
        return math.log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5))

    def knows(self, unit):
        return unit in self.frequencies or (unit,) in self.instead

    @cached_property
    def instead(self):
        """What may be searched for instead, by the key of a word or phrase."""
        return _instead_of(self.synonyms)

    @cached_property
    def phrases(self):
        """Keys of synonyms by their first name, longest first."""
        found = defaultdict(list)
        for name in self.instead:
            found[name[0]].append(name)
        return {first: sorted(names, key=len, reverse=True) for first, names in found.items()}

    @cached_property
    def _spelt(self):
        """Words a mistyped one may have been: {length of their jamo: ([jamo], [word])}."""
        words = {word for word in self.words if len(word) <= LONGEST_WORD}
        words.update(
            unit for unit, number in self.frequencies.items() if number >= OFTEN and unit[-1] != "다"
        )
        words |= _spelt_in(self.synonyms)
        found = defaultdict(lambda: ([], []))
        for word in sorted(words):
            if len(word) > 1 and is_hangul(word):
                letters = jamo(word)
                found[len(letters)][0].append(letters)
                found[len(letters)][1].append(word)
        return dict(found)

    def nearest(self, word, far):
        """The known word that ``word`` is a slip of, at most ``far`` letters away; or ""."""
        letters = jamo(word)
        near = []
        for length in range(len(letters) - far, len(letters) + far + 1):
            spelt, words = self._spelt.get(length, ((), ()))
            for other, distance, at in extract(
                letters, spelt, scorer=Levenshtein.distance, score_cutoff=far, limit=20
            ):
                alike = Levenshtein.distance(letters.translate(ALIKE), other.translate(ALIKE))
                # A first syllable is seldom mistyped.
                cost = (distance + alike) / 2 + 0.25 * (word[0] != words[at][0])
                near.append((cost, -self.words.get(words[at], 0), words[at]))
        return min(near)[2] if near else ""


@lru_cache(maxsize=4)  # a new vocabulary, or a change to what is public, leaves the synonyms as they were
def _instead_of(synonyms):
    """Of two synonyms that meet, one of them one-way, a third is made: 할머니 => 노인 and 노인, 어르신."""
    both, one = defaultdict(dict), defaultdict(dict)
    for synonym in synonyms:
        found = both if synonym.both_ways else one
        for word in synonym.words:
            for other in synonym.words if synonym.both_ways else synonym.instead:
                _note(found[key(word)], key(word), other, MEANT)
    found = defaultdict(dict)
    for first, second in ((both, {}), (one, {}), (one, both), (both, one)):
        for name, known in first.items():
            for other in known.values():
                _note(found[name], name, other.surface, other.weight)
                for further in second.get(key(other.surface), {}).values():
                    _note(found[name], name, further.surface, MEANT * MEANT)
    found.pop((), None)
    return {name: tuple(known.values()) for name, known in found.items() if known}


@lru_cache(maxsize=4)
def _spelt_in(synonyms):
    return frozenset(
        composed(word)
        for synonym in synonyms
        for word in (*synonym.words, *synonym.instead)
        if len(word) <= LONGEST_WORD
    )


def _note(known, name, other, weight):
    units = _meaning(other)
    if units and key(other) != name and (units not in known or known[units].weight < weight):
        known[units] = Instead(units, weight, other)


EMPTY = Lexicon()


def build(texts):
    """What is kept of public texts: ``(title, its title_text, body_text)`` each; a dict that JSON can hold."""
    documents, frequencies, words = 0, Counter(), Counter()
    for title, title_text, body_text in texts:
        documents += 1
        in_title = title_text.split()
        frequencies.update({*in_title, *(unit.rstrip("^") for unit in body_text.split())})
        words.update(_words_of(composed(title), set(in_title)))
    return {
        "documents": documents,
        "frequencies": dict(frequencies.most_common(MOST_UNITS)),
        "words": dict(words.most_common(MOST_WORDS)),
    }


def _words_of(title, units):
    """Words of a title, and what its units make when they are written together: 국민건강, 건강보험료."""
    found = set()
    for word in WORD.findall(title):
        found.add(word)
        ends = {0: 0} if is_hangul(word) else {}
        for start in range(len(word)):
            if start not in ends:
                continue
            for end in range(start + 2, len(word) + 1):
                if word[start:end] in units:
                    ends[end] = start
                    found.add(word[start:end])
        cuts = sorted(ends)
        found.update(
            word[cuts[one] : cuts[one + run]] for run in range(1, RUN + 1) for one in range(len(cuts) - run)
        )
    return {word for word in found if len(word) > 1}
