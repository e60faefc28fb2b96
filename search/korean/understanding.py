"""What a question means: concepts, each with the words that may stand for it."""

from dataclasses import dataclass
from itertools import starmap

from search.korean.ages import stage
from search.korean.analysis import pairs, parts
from search.korean.chatter import CHATTER, SOFT, VERB
from search.korean.letters import composed, is_initials, tidied
from search.korean.lexicon import MEANT, Instead
from search.korean.repairs import mended

MOST_LETTERS = 200
MOST_CONCEPTS = 12
MOST_ALTERNATIVES = 20
SKIP = 2  # empty words that may stand inside a phrase


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


@dataclass(frozen=True, eq=False)  # known by identity: it is looked up for every document scored
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


def understand(text, lexicon, *, literally=False):
    """What ``text`` asks for. ``literally``: as it was typed, without any repair."""
    typed = tidied(text[: 4 * MOST_LETTERS])[:MOST_LETTERS].strip()
    searched, how = composed(typed), ""
    if not literally:
        searched, how = mended(typed, lexicon)
    if is_initials(searched):
        return Understanding(typed, typed, initials="".join(searched.split()))
    asked = _concepts(parts(searched), lexicon)
    asked = [one for one in asked if one[0].name not in CHATTER and not one[0].is_empty] or asked
    surfaces = {}
    for part, others in asked:
        surfaces |= dict.fromkeys((searched[part.start : part.end], *part.units))
        surfaces |= dict.fromkeys(other.surface for other in others)
    return Understanding(
        typed=typed,
        searched=searched if how else typed,
        how=how,
        concepts=tuple(_concept(part, others) for part, others in asked[:MOST_CONCEPTS]),
        pairs=pairs(searched),
        surfaces=tuple(surfaces),
    )


def _concepts(said, lexicon):
    """(word, what may be searched instead) of every word; a phrase with synonyms lends them to its words."""
    lent = {
        at: [*lexicon.instead.get((part.name,), ()), *_of_age(part, lexicon)] for at, part in enumerate(said)
    }
    at = 0
    while at < len(said):
        run = ()
        for names in lexicon.phrases.get(said[at].name, ()):
            if len(names) > 1 and (run := _run(said, at, names)):
                for place in run:
                    lent[place] += lexicon.instead[names]
                if all(said[place].is_empty or said[place].name in CHATTER for place in run[:-1]):
                    said = [*said[: run[-1]], said[run[-1]]._replace(is_empty=False), *said[run[-1] + 1 :]]
                break
        at = run[-1] + 1 if run else at + 1
    return [(part, lent[at]) for at, part in enumerate(said)]


def _of_age(part, lexicon):
    """What may be searched instead of an age: its stage of life, and what may be searched instead of that."""
    found = stage(part.name)
    return (Instead((found,), MEANT, found), *lexicon.instead.get((found,), ())) if found else ()


def _run(said, at, names):
    """Where the words of a phrase stand, from ``at`` on; empty words may stand between them."""
    run, skipped = [], 0
    for place in range(at, len(said)):
        if said[place].name == names[len(run)]:
            run.append(place)
            if len(run) == len(names):
                return run
        elif said[place].is_empty and skipped < SKIP:
            skipped += 1
        else:
            break
    return []


def _concept(part, others):
    best = {}
    for units, weight in (*part.forms, *((other.units, other.weight) for other in others)):
        best[units] = max(weight, best.get(units, 0.0))
    alternatives = sorted(starmap(Alternative, best.items()), key=lambda one: -one.weight)
    return Concept(
        tuple(alternatives[:MOST_ALTERNATIVES]), SOFT.get(part.name, VERB if part.is_verb else 1.0)
    )
