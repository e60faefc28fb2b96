"""What of a text is shown below a title: the few words around those that were asked for, and these marked.

Made from public texts alone, never from the index. Words are looked for by their letters: asking the analyser
for whole bodies would take longer than the search.
"""

import re
import unicodedata
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import mark_safe

from search.korean.letters import initials

# About two lines on a phone.
LENGTH = 120
# So far back an extract may begin to begin with a sentence, or else with a word.
TO_A_SENTENCE, TO_A_WORD = 45, 16
# Beyond this no text is read, and no more places are weighed.
LONGEST_TEXT, MOST_PLACES = 20_000, 300
SHORTEST = 2
SENTENCE_END = re.compile(r"[.?!…]\s+")


class Place(NamedTuple):
    start: int
    end: int
    concept: int


_START = Place(0, 0, 0)


class Extracts:
    """Marks and extracts for one question, as it was understood."""

    def __init__(self, understanding):
        self.understanding = understanding
        self.weights = [concept.weight for concept in understanding.concepts]

    @cached_property
    def _words(self):
        """Every word to mark, the longest first, with the number of the concept it says."""
        words = {}
        for number, concept in enumerate(self.understanding.concepts):
            for alternative in concept.alternatives:
                for unit in alternative.units:
                    words.setdefault(unit, number)
        for surface in self.understanding.surfaces:
            said = (number for unit, number in words.items() if unit in surface)
            words.setdefault(surface.casefold(), next(said, 0))
        long_enough = [pair for pair in words.items() if len(pair[0]) >= SHORTEST]
        return sorted(long_enough, key=lambda pair: -len(pair[0]))

    @cached_property
    def _looked_for(self):
        """(letters that must stand in a text, the pattern of the word, the number of its concept) of every word."""
        return [(*_as_pattern(word), number) for word, number in self._words]

    def _places(self, text):
        if self.understanding.initials:
            return _by_initials(text, self.understanding.initials)
        folded = text.casefold()
        # Few of all words stand in one text: a pattern of those alone is made and matched soon.
        here = [(pattern, number) for letters, pattern, number in self._looked_for if letters in folded]
        if not here:
            return []
        pattern = re.compile("|".join(f"({pattern})" for pattern, _ in here), re.IGNORECASE)
        found = islice(pattern.finditer(text), MOST_PLACES)
        return [Place(*match.span(), here[match.lastindex - 1][1]) for match in found]

    def marked(self, text):
        """``text`` as HTML, the words that were asked for in ``<mark>``."""
        text = unicodedata.normalize("NFC", text)
        parts, done = [], 0
        for start, end, _ in self._places(text):
            parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
            done = end
        return mark_safe("".join([*parts, escape(text[done:])]))  # noqa: S308 - all text is escaped

    def extract(self, texts):
        """The stretch of one of ``texts`` that says the most of the question; '' where none says any of it."""
        best, most = "", 0
        for text in texts:
            text = " ".join(unicodedata.normalize("NFC", text[:LONGEST_TEXT]).split())
            worth, first, last = self._best_window(self._places(text))
            if worth > most:
                best, most = _cut(text, first, last), worth
            if most >= sum(self.weights):
                break
        return best

    @staticmethod
    def opening(texts):
        """How the first text begins, for where none of them says what was asked for."""
        for text in texts:
            if text := " ".join(text[:LONGEST_TEXT].split()):
                return _cut(text, _START, _START)
        return ""

    def _best_window(self, places):
        """How much the best stretch says, by the concepts in it, and the places it begins and ends with."""
        best = (0, None, None)
        for number, first in enumerate(places):
            within = [first, *_before(first.start + LENGTH, places[number + 1 :])]
            worth = sum(self._weight(concept) for concept in {place.concept for place in within})
            if worth > best[0]:
                best = (worth, first, within[-1])
        return best

    def _weight(self, concept):
        return self.weights[concept] if concept < len(self.weights) else 1.0


def _before(end, places):
    return takewhile(lambda place: place.end <= end, places)


def _as_pattern(word):
    """A word as it may stand in a text, and what of it always does.

    A verb's open stem may take a last consonant: 돌보다 is in 돌봄.
    """
    if not word.endswith("다") or len(word) <= SHORTEST:
        return word, re.escape(word)
    stem, last = word[:-1], word[-2]
    if "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 == 0:
        return stem[:-1], f"{re.escape(stem[:-1])}[{last}-{chr(ord(last) + 27)}]"
    return stem, re.escape(stem)


def _by_initials(text, asked):
    """The first place whose first consonants are those asked for, spaces left aside."""
    letters = [place for place, letter in enumerate(text) if not letter.isspace()]
    begins = "".join(initials(text[place]) or text[place] for place in letters).find(asked)
    if begins < 0:
        return []
    return [Place(letters[begins], letters[begins + len(asked) - 1] + 1, 0)]


def _cut(text, first, last):
    """About LENGTH letters of ``text`` around two places, whole words, with … where something is left out."""
    start = _beginning(text, first.start)
    end = max(start + LENGTH, last.end)
    if end < len(text):
        end = max(text.rfind(" ", last.end, end), last.end)
    is_sentence = start == 0 or SENTENCE_END.fullmatch(text, max(start - 2, 0), start)
    return ("" if is_sentence else "…") + text[start:end].strip() + ("…" if end < len(text) else "")


def _beginning(text, at):
    if at <= TO_A_SENTENCE:
        return 0
    ends = [match.end() for match in SENTENCE_END.finditer(text, at - TO_A_SENTENCE, at)]
    if ends:
        return ends[-1]
    space = text.find(" ", at - TO_A_WORD, at)
    return at if space < 0 else space + 1
