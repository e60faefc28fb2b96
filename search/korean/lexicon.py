"""What the engine knows of the texts it searches: how rare a unit is, which words titles have, and synonyms."""

import math
import re
from collections import Counter, defaultdict
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from search.korean.analysis import parts
from search.korean.letters import composed, is_hangul, jamo

INITIAL_SYNONYMS = Path(__file__).with_name("synonyms.txt")
BOTH_WAYS = 0.7
ONE_WAY = 0.5
MOST_UNITS = 80_000
MOST_WORDS = 40_000
WORD = re.compile(r"[가-힣]{2,12}|[a-z][a-z0-9]+")


class Synonym(NamedTuple):
    """Words that mean one thing (``both_ways``), or words for which ``instead`` may be searched as well."""

    words: tuple[str, ...]
    instead: tuple[str, ...] = ()
    both_ways: bool = True


class Instead(NamedTuple):
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


def key(text):
    """The units by which a word or a phrase is recognised."""
    return tuple(part.forms[0][0][0] for part in parts(text))


class Lexicon:
    """``frequencies``: in how many of the ``documents`` a unit stands; ``titles``: their words and how often."""

    def __init__(self, documents=0, frequencies=None, titles=(), synonyms=()):
        self.documents = documents
        self.frequencies = frequencies or {}
        self.words = dict(titles) if isinstance(titles, dict) else Counter(titles)
        self.synonyms = tuple(synonyms)
        self._log = math.log(1 + documents)

    @classmethod
    def load(cls, stored, synonyms=()):
        """The lexicon that ``build`` described."""
        return cls(stored["documents"], stored["frequencies"], stored["words"], synonyms)

    def idf(self, unit):
        """How much a unit says: 0 for one in every text, about 7 for one in a single text of a thousand."""
        frequency = self.frequencies.get(unit, 0)
        return math.log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5))

    def knows(self, unit):
        return unit in self.frequencies

    @cached_property
    def instead(self):
        """What may be searched for instead, by the key of a word or phrase."""
        found = defaultdict(dict)
        for synonym in self.synonyms:
            others = synonym.words if synonym.both_ways else synonym.instead
            weight = BOTH_WAYS if synonym.both_ways else ONE_WAY
            for word in synonym.words:
                for other in others:
                    if key(other) and key(word) and key(other) != key(word):
                        known = found[key(word)].get(key(other))
                        if not known or known.weight < weight:
                            found[key(word)][key(other)] = Instead(key(other), weight, other)
        return {units: tuple(instead.values()) for units, instead in found.items()}

    @cached_property
    def longest_phrase(self):
        return max(map(len, self.instead), default=1)

    @cached_property
    def spelt(self):
        """Words a mistyped one may have been, by the length of their jamo: {length: {jamo: word}}."""
        words = set(self.words)
        for synonym in self.synonyms:
            words.update(composed(word).replace(" ", "") for word in (*synonym.words, *synonym.instead))
        by_length = defaultdict(dict)
        for word in words:
            if is_hangul(word):
                by_length[len(jamo(word))][jamo(word)] = word
        return dict(by_length)


EMPTY = Lexicon()


def build(texts):
    """What is kept of public texts: ``(title, its title_text, body_text)`` each; a dict that JSON can hold."""
    documents, frequencies, words = 0, Counter(), Counter()
    for title, title_text, body_text in texts:
        documents += 1
        units = set(title_text.split())
        units.update(unit.rstrip("^") for unit in body_text.split())
        frequencies.update(units)
        written = WORD.findall(composed(title))
        written += [part.forms[0][0][0] for part in parts(title)]
        words.update({word for word in written if len(word) > 1})
    return {
        "documents": documents,
        "frequencies": dict(frequencies.most_common(MOST_UNITS)),
        "words": dict(words.most_common(MOST_WORDS)),
    }
