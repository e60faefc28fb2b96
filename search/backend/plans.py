"""From what a question means to what is asked of the index."""

from search.backend.expressions import ANYWHERE, BEGINS, TITLE, Arm, Word, all_of, any_of

# A unit that more texts have than this is looked for alone in titles only: in bodies it says little.
COMMON = 2000
# How many entries are looked at that have only a part of what was asked.
SOME = 400
MOST_PAIRS = 8
# So many of the rarest concepts together leave few enough to look at.
ENOUGH_CONCEPTS = 3


def says(concept):
    """Any alternative, all of whose units must be there."""
    return any_of(all_of(map(Word, alternative.units)) for alternative in concept.alternatives)


def every(understanding):
    """Every concept."""
    return all_of(map(says, understanding.concepts))


def some(understanding):
    """Any concept."""
    return any_of(map(says, understanding.concepts))


def frequency(concept, lexicon):
    """In about how many texts the concept stands."""
    return sum(
        min((lexicon.frequencies.get(unit, 0) for unit in alternative.units), default=0)
        for alternative in concept.alternatives
    )


def all_but_one(understanding, lexicon):
    """Every concept but one, whichever, as long as the one that says most is there; None for a single concept."""
    concepts = understanding.concepts
    if len(concepts) < 2:
        return None
    needed = _needed(concepts, lexicon)
    return any_of(
        all_of(says(other) for other in concepts if other is not left_out)
        for left_out in concepts
        if left_out is not needed
    )


def _needed(concepts, lexicon):
    """The concept that says most."""
    known = [concept for concept in concepts if frequency(concept, lexicon)] or concepts
    return min(known, key=lambda concept: (-concept.weight, frequency(concept, lexicon)))


def whole(understanding, lexicon, limit):
    """Bounded questions for what says all of it, titles first, and for titles that are spelt another way."""
    if understanding.initials:
        return [Arm(BEGINS, Word(understanding.initials, is_prefix=True), limit)]
    concepts = sorted(understanding.concepts, key=lambda concept: frequency(concept, lexicon))[
        :ENOUGH_CONCEPTS
    ]
    signs = all_of(_signs(concept, lexicon) for concept in concepts)
    found = [(ANYWHERE, signs, limit), (TITLE, any_of(_rarest_pairs(understanding, lexicon)), SOME)]
    if concepts and frequency(concepts[0], lexicon) >= limit:
        found.insert(0, (TITLE, signs, limit))
    return [Arm(*arm) for arm in found if arm[1]]


def partial(understanding, lexicon):
    """A bounded question for what says a part of it: what says most anywhere, anything else in titles."""
    concepts = understanding.concepts
    if len(concepts) < 2:
        return []
    informative = [concept for concept in concepts if concept.weight >= 1] or concepts
    rare = [concept for concept in informative if frequency(concept, lexicon) <= COMMON]
    said_in_title = any_of(_signs(concept, lexicon) for concept in informative)
    return [Arm(TITLE, said_in_title, 2 * SOME, any_of(_signs(concept, lexicon) for concept in rare))]


def _signs(concept, lexicon):
    """The rarest unit of each alternative: whoever says the concept has one of them. Short, and soon looked up."""
    return any_of(
        Word(min(alternative.units, key=lambda unit: lexicon.frequencies.get(unit, 0)))
        for alternative in concept.alternatives
    )


def _rarest_pairs(understanding, lexicon):
    """Pairs of syllables that some, but not many, texts have: they find what was split or spelt another way."""
    known = {pair: lexicon.frequencies.get(pair, 0) for pair in understanding.pairs}
    known = sorted((number, pair) for pair, number in known.items() if 0 < number <= COMMON)
    return [Word(pair) for _, pair in known[:MOST_PAIRS]]
