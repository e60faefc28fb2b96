"""Texts as the index holds them: units (morphemes, or pairs of syllables where kiwipiepy is missing) and pairs."""

from functools import lru_cache

from search.korean.letters import composed, initials, is_syllable, jamo

try:
    from search.korean.morphemes import is_odd as is_odd
    from search.korean.morphemes import kiwi
    from search.korean.morphemes import morphemes as _apart

    WITH_KIWI = True
except ImportError:  # no wheel for this Python or machine
    from search.korean.syllables import is_odd as is_odd
    from search.korean.syllables import words as _apart

    WITH_KIWI = False

LONGEST_TEXT = 20_000
SHORT = 60


def warm_up():
    """Load what the first text would load, so that it need not wait (and forked workers share it)."""
    if WITH_KIWI:
        kiwi()


def parts(text):
    """The words of ``text``, in order, empty ones too."""
    text = composed(text)[:LONGEST_TEXT]
    return _remembered(text) if len(text) <= SHORT else tuple(_apart(text))


@lru_cache(maxsize=20_000)
def _remembered(text):
    return tuple(_apart(text))


def units(text):
    """Everything the index holds of ``text``, in order."""
    return tuple(unit for part in parts(text) if not part.is_empty for unit in part.units if unit.isalnum())


def pairs(text):
    """Pairs of neighbouring letters, spaces aside, marked b: 치매 안심 → b치매 b매안 b안심."""
    letters = [letter for letter in composed(text) if letter.isalnum()]
    return tuple(
        "b" + one + two
        for one, two in zip(letters, letters[1:], strict=False)
        if is_syllable(one) or is_syllable(two)
    )


def letters_of(in_title):
    """A title without its spaces, read back from the pairs among the units of its text."""
    found = [unit[1:] for unit in in_title if len(unit) == 3 and unit[0] == "b"]
    return found[0][0] + "".join(pair[1] for pair in found) if found else ""


def title_text(text):
    return " ".join((*units(text), *pairs(text)))


def keyword_text(text):
    return " ".join(f"{unit}^" for unit in units(text))


def body_text(text):
    return " ".join(units(text))


def autocomplete_text(text):
    """Every rest of ``text`` that begins at a word, as jamo and as initials, for search by beginnings."""
    text = composed(text)[:200]
    starts = {part.start for part in parts(text)}
    starts |= {at for at in range(len(text)) if not at or not text[at - 1].isalnum()}
    rests = [text[start:] for start in sorted(starts)]
    words = [jamo(rest)[:40] for rest in rests] + [initials(rest)[:20] for rest in rests]
    return " ".join(dict.fromkeys(word for word in words if word))
