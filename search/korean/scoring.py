"""How well a text answers a question, from its analysed title and body alone."""

from functools import lru_cache
from typing import NamedTuple

IN_TITLE, IN_KEYWORDS, IN_BODY, IN_PAIRS = 8.0, 3.0, 1.0, 0.5
SATURATION = 1.2
USUAL_TITLE, USUAL_BODY = 16, 60


class Score(NamedTuple):
    """``share``: how much of the question was found, from 0 to 1."""

    value: float
    share: float


@lru_cache(maxsize=256)
def _plan(understanding, lexicon):
    """What ``score`` asks of every document, worked out once a question."""
    concepts, total = [], 0.0
    for concept in understanding.concepts:
        alternatives = []
        for alternative in concept.alternatives:
            units = [(f" {unit} ", f" {unit}^ ", lexicon.idf(unit)) for unit in alternative.units]
            weight = alternative.weight * concept.weight / len(units)
            alternatives.append((units, weight))
        most = max(sum(idf for _, _, idf in units) * weight for units, weight in alternatives)
        total += most
        concepts.append((alternatives, most))
    pairs = [(f" {pair} ", lexicon.idf(pair)) for pair in dict.fromkeys(understanding.pairs)]
    return concepts, total or 1.0, pairs, sum(idf for _, idf in pairs) or 1.0


def score(understanding, title_text, body_text, lexicon):
    title, body = f" {title_text} ", f" {body_text} "
    if understanding.initials:
        return _score_of_initials(understanding.initials, title)
    concepts, total, pairs, all_pairs = _plan(understanding, lexicon)
    body_norm = SATURATION * (0.5 + 0.5 * body.count(" ") / USUAL_BODY)
    title_norm = 0.6 + 0.4 * title.count(" ") / USUAL_TITLE
    value = hit = 0.0
    for alternatives, most in concepts:
        best = 0.0
        for units, weight in alternatives:
            sum_ = 0.0
            for unit, keyword, idf in units:
                tf = (
                    IN_TITLE * title.count(unit) / title_norm
                    + IN_KEYWORDS * body.count(keyword)
                    + IN_BODY * body.count(unit)
                )
                if not tf:
                    break
                sum_ += idf * tf / (tf + body_norm)
            else:
                best = max(best, sum_ * weight)
        if best:
            value += best
            hit += most
    share = hit / total
    in_title = sum(idf for pair, idf in pairs if pair in title) / all_pairs
    return Score(value * (0.5 + share) + total * in_title * IN_PAIRS, min(share, 1.0))


def _score_of_initials(initials, title):
    return Score(1.0 / title.count(" "), 1.0)
