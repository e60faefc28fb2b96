"""How well a text answers a question, from its analysed title and body alone.

Every concept counts by its best alternative: how rare its units are, and where they stand (title, short
fields, text). To that come neighbouring syllables of the title, and how much of the question was found.
"""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from search.korean.analysis import letters_of
from search.korean.letters import initials

IN_TITLE, IN_KEYWORDS, IN_BODY, IN_PAIRS, EXACT = 1.0, 0.6, 0.35, 0.15, 0.25
SATURATION, LENGTH = 0.5, 0.5
SECOND = 0.85  # what a second way of saying the same adds
USUAL_BODY = 60
COVERAGE = 0.75
INSTEAD = 1.2  # what may be said instead is worth hardly more than what was said, however rare it is
SEVERAL = 0.45  # units that are asked for together say more than one, and less than their sum


class Score(NamedTuple):
    """``share``: how much of the question was found, from 0 to 1."""

    value: float
    share: float


class Way(NamedTuple):
    """One way to say a concept: units that must all be there, what each is worth, and what they are together."""

    concept: int
    units: frozenset
    rare: tuple
    most: float


class Plan(NamedTuple):
    """What ``score`` asks of every document: ``ways`` by one of their units."""

    ways: dict
    asked: frozenset
    total: float
    pairs: dict
    all_pairs: float


@lru_cache(maxsize=256)
def _plan(understanding, lexicon):
    """Worked out once a question."""
    ways, wanted, total = defaultdict(list), set(), 0.0
    for number, concept in enumerate(understanding.concepts):
        said, first = [], 0.0
        known = [each for each in concept.alternatives if all(map(lexicon.frequencies.get, each.units))]
        # Of a word that no text has, what may be said instead is all that is asked for.
        heaviest = max((each.weight for each in known), default=1.0)
        for alternative in known or concept.alternatives:
            units = frozenset(alternative.units)
            several = len(units) ** SEVERAL
            rarity = sum(map(lexicon.idf, units)) / several
            first = first or rarity * INSTEAD
            weight = alternative.weight / heaviest * concept.weight * min(1.0, first / rarity) / several
            rare = tuple((unit, weight * lexicon.idf(unit)) for unit in units)
            said.append(Way(number, units, rare, sum(rarity for _, rarity in rare)))
            wanted |= units
        for way in said:
            ways[max(way.rare, key=lambda unit: unit[1])[0]].append(way)
        total += max((way.most for way in said), default=0.0)
    pairs = {pair: lexicon.idf(pair) for pair in understanding.pairs if pair in lexicon.frequencies}
    asked = frozenset(wanted | {unit + "^" for unit in wanted})
    return Plan(dict(ways), asked, total or 1.0, pairs, sum(pairs.values()) or 1.0)


def score(understanding, title_text, body_text, lexicon):
    in_title = title_text.split()
    if understanding.initials:
        return _score_of_initials(understanding.initials, in_title)
    plan = _plan(understanding, lexicon)
    worth = _worth(plan.asked, in_title, body_text.split())
    best, second, found = {}, {}, {}
    for one in worth:
        for number, units, rare, most in plan.ways.get(one, ()):
            if len(units) > 1 and not worth.keys() >= units:
                continue
            value = 0.0
            for unit, rarity in rare:
                value += rarity * worth[unit]
            if value > best.get(number, 0.0):
                best[number], value = value, best.get(number, 0.0)
            if value > second.get(number, 0.0):
                second[number] = value
            if most > found.get(number, 0.0):
                found[number] = most
    share = min(1.0, sum(found.values()) / plan.total)
    value = (sum(best.values()) + SECOND * sum(second.values())) * (1 - COVERAGE + COVERAGE * share)
    if near := plan.pairs.keys() & in_title:
        in_pairs = sum([plan.pairs[pair] for pair in near]) / plan.all_pairs
        exact = in_pairs * len(near) / max(len(near), title_text.count(" b"))
        value += plan.total * (IN_PAIRS * in_pairs + EXACT * exact)
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
