"""Beginnings of words: what was typed so far, in letters (치ㅁ) or in first consonants (ㅊㅁ)."""

from search.backend.expressions import Word, all_of, any_of
from search.korean.analysis import letters_of
from search.korean.letters import composed, hangul_from_keys, initials, is_initials, jamo

MOST_WORDS = 12
# The index keeps no more letters of a word than this (`korean.analysis.autocomplete_text`).
LONGEST = {False: 40, True: 20}
ELSEWHERE = 9


def beginnings(text):
    """Each word begins a word of the text, or all of them together do; typed on either keyboard. None for nothing."""
    spellings = [composed(text)]
    if written := hangul_from_keys(spellings[0]):
        spellings.append(written)
    return any_of(_beginning(spelling) for spelling in spellings)


def _beginning(text):
    words = [word for word in map(_letters, text.split()[:MOST_WORDS]) if word]
    return any_of([all_of(Word(word, is_prefix=True) for word in words), _whole(text)])


def _whole(text):
    letters = _letters(text)
    return Word(letters, is_prefix=True) if letters else None


def _letters(text):
    return jamo(text)[: LONGEST[is_initials(text)]]


def nearness(text, title_text):
    """How near an analysed title is to what was typed: (0 it is it, 1 it begins with it, 2 it has it, else 9; length)."""
    title = letters_of(title_text.split())
    typed = composed(text)
    letters = initials(title) if is_initials(typed) else jamo(title)
    asked = _letters(typed)
    if letters == asked:
        rank = 0
    elif letters.startswith(asked):
        rank = 1
    else:
        rank = 2 if asked in letters else ELSEWHERE
    return rank, len(title)
