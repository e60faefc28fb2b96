"""From what a question means to what is asked of the index."""

from search.backend.expressions import ANYWHERE, BEGINS, TITLE, Arm, Word, all_of, any_of

# A unit that more texts have than this is looked for alone in titles only: in bodies it says little.
COMMON = 2000
# How many entries are looked at that have only a part of what was asked.
SOME = 400
MOST_PAIRS = 8


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
    known = [concept for concept in concepts if frequency(concept, lexicon)] or concepts
    needed = min(known, key=lambda concept: (-concept.weight, frequency(concept, lexicon)))
    return any_of(
        all_of(says(other) for other in concepts if other is not left_out)
        for left_out in concepts
        if left_out is not needed
    )


def arms(understanding, lexicon, limit):
    """Bounded questions, the best answers first."""
    if understanding.initials:
        return [Arm(BEGINS, Word(understanding.initials, is_prefix=True), limit)]
    concepts = understanding.concepts
    informative = [concept for concept in concepts if concept.weight >= 1] or concepts
    rare = [concept for concept in informative if frequency(concept, lexicon) <= COMMON]
    found = [
        (TITLE, every(understanding), limit),
        (ANYWHERE, every(understanding), limit),
        (TITLE, any_of(_rarest_pairs(understanding, lexicon)), SOME),
    ]
    if len(concepts) > 1:
        found += [
            (ANYWHERE, all_but_one(understanding, lexicon), SOME),
            (TITLE, any_of(map(says, informative)), SOME),
            (ANYWHERE, any_of(map(says, rare)), SOME),
        ]
    return [Arm(*arm) for arm in found if arm[1]]


def _rarest_pairs(understanding, lexicon):
    """Pairs of syllables that some, but not many, texts have: they find what was split or spelt another way."""
    known = {pair: lexicon.frequencies.get(pair, 0) for pair in understanding.pairs}
    known = sorted((number, pair) for pair, number in known.items() if 0 < number <= COMMON)
    return [Word(pair) for _, pair in known[:MOST_PAIRS]]
