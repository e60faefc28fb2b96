"""How well a text answers a question, from its analysed title and body alone.

Every concept counts by its best alternative: how rare its units are, and where they stand (title, short
fields, text). To that come neighbouring syllables of the title, and how much of the question was found.
"""

from functools import lru_cache
from typing import NamedTuple

from search.korean.analysis import letters_of
from search.korean.letters import initials

IN_TITLE, IN_KEYWORDS, IN_BODY, IN_PAIRS, EXACT = 1.0, 0.6, 0.35, 0.15, 0.25
SATURATION, LENGTH = 0.5, 0.5
SECOND = 0.7  # what a second way of saying the same adds
USUAL_BODY = 60
COVERAGE = 0.75
INSTEAD = 1.2  # what may be said instead is worth hardly more than what was said, however rare it is
SEVERAL = 0.45  # units that are asked for together say more than one, and less than their sum


class Score(NamedTuple):
    """``share``: how much of the question was found, from 0 to 1."""

    value: float
    share: float


@lru_cache(maxsize=256)
def _plan(understanding, lexicon):
    """What ``score`` asks of every document, worked out once a question."""
    concepts, wanted = [], set()
    for concept in understanding.concepts:
        alternatives, most = [], 0.0
        known = [each for each in concept.alternatives if all(map(lexicon.frequencies.get, each.units))]
        for alternative in known or concept.alternatives:
            units = frozenset(alternative.units)
            rarity = sum(map(lexicon.idf, units)) / len(units) ** SEVERAL
            most = most or rarity * INSTEAD
            weight = alternative.weight * concept.weight * min(1.0, most / rarity) / len(units) ** SEVERAL
            rare = {unit: weight * lexicon.idf(unit) for unit in units}
            alternatives.append((sum(rare.values()), units, tuple(rare.items())))
            wanted |= units
        alternatives.sort(key=lambda one: -one[0])
        if alternatives:
            concepts.append(alternatives)
    total = sum(alternatives[0][0] for alternatives in concepts)
    pairs = {pair: lexicon.idf(pair) for pair in understanding.pairs if pair in lexicon.frequencies}
    asked = frozenset(wanted | {unit + "^" for unit in wanted})
    return concepts, asked, total or 1.0, pairs, frozenset(pairs), sum(pairs.values()) or 1.0


def score(understanding, title_text, body_text, lexicon):
    in_title = title_text.split()
    if understanding.initials:
        return _score_of_initials(understanding.initials, in_title)
    concepts, asked, total, pairs, asked_pairs, all_pairs = _plan(understanding, lexicon)
    worth = _worth(asked, in_title, body_text.split())
    value = hit = 0.0
    for alternatives in concepts:
        best = second = found = 0.0
        for most, units, rare in alternatives:
            if worth.keys() >= units:
                one = 0.0
                for unit, rarity in rare:
                    one += rarity * worth[unit]
                if one > best:
                    best, second = one, best
                elif one > second:
                    second = one
                found = found or most  # the rarest comes first
        value += best + SECOND * second
        hit += found
    share = min(1.0, hit / total)
    value *= 1 - COVERAGE + COVERAGE * share
    if near := asked_pairs.intersection(in_title):
        in_pairs = sum([pairs[pair] for pair in near]) / all_pairs
        exact = in_pairs * len(near) / max(len(near), title_text.count(" b"))
        value += total * (IN_PAIRS * in_pairs + EXACT * exact)
    return Score(value, share)


def _worth(asked, in_title, in_body):
    """What the units that were found are worth, by where they stand."""
    worth = dict.fromkeys(asked.intersection(in_title), IN_TITLE)
    if found := asked.intersection(in_body):
        long = SATURATION * (1 - LENGTH + LENGTH * len(in_body) / USUAL_BODY)
        for unit in found:
            if unit[-1] == "^":
                unit, more = unit[:-1], IN_KEYWORDS
            else:
                often = in_body.count(unit)
                more = IN_BODY * often / (often + long)
            worth[unit] = worth.get(unit, 0.0) + more
    return worth


def _score_of_initials(asked, in_title):
    """By where the initials stand in the title, which is read back from its pairs; shorter titles first."""
    title = initials(letters_of(in_title))
    at = title.find(asked)
    place = 1.0 if at == 0 else 0.7 if at > 0 else 0.1
    return Score(place + 0.3 * len(asked) / max(len(title), len(asked)), 1.0)
