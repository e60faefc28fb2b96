"""Titles by how they begin: what can be suggested to somebody who has typed half a word.

The index's column for beginnings also holds summaries, addresses and names of agencies. So a title's own
beginnings carry a mark that nobody types, and one bounded look-up finds titles alone, the best ones first.
"""

from search.korean.analysis import parts
from search.korean.letters import KEYS, composed, initials, jamo, tidied

# Letters of the fifteenth century: the title begins here, a later word of it, a part of a word.
MARKS = TITLE, WORD, PART = "ㅿㆁㆆ"
LONGEST = 100  # letters, which is more than forty syllables


def title_beginnings(text):
    """Every rest of a title that begins at a word or a morpheme, marked, as jamo and as initials."""
    text = composed(text)[:200]
    words = {at for at, letter in enumerate(text) if letter.isalnum() and not text[at - 1 : at].isalnum()}
    starts = sorted(words | {part.start for part in parts(text)})
    found = {}
    for start in starts:
        mark = PART if start not in words else WORD if start > starts[0] else TITLE
        for letters in (jamo(text[start:]), initials(text[start:])):
            found[mark + letters[:LONGEST]] = None
    return " ".join(found)


def readings(typed):
    """The letters that were typed, and those that a Korean keyboard would have written (clao → ㅊㅣㅁㅐ)."""
    text = tidied(typed)
    found = {jamo(text.casefold()): None}
    if any(key in KEYS for key in text):
        keys = text.lower() if text.isupper() else text
        found[jamo("".join(KEYS.get(key, key) for key in keys))] = None
    return tuple(letters for letters in found if letters)


def place(letters, text):
    """Where ``text`` has any reading of what was typed: 0 at its beginning, 1 where a later word begins, else 2."""
    words = text.casefold().split()
    enough = max(map(len, letters)) + 4  # syllables, with room for brackets
    for at in range(len(words)):
        rest = "".join(words[at:])[:enough]
        if jamo(rest).startswith(letters) or initials(rest).startswith(letters):
            return min(at, 1)
    return 2
