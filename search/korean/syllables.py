"""Words without an analyser: what stands between spaces, without its particle, and pairs of its syllables."""

import re

from search.korean.parts import Part

WORD = re.compile(r"[가-힣]+|[a-z]+|\d+[세살]?|[^\W\d_a-z가-힣]+")
PARTICLE = re.compile(
    r"(?<=[가-힣]{2})(?:에서는|에서도|에게서|으로는|으로도|이라는|하려면|하려고|받으려면|으려면|려면|하나요|인가요|있나요"
    r"|합니다|입니다|습니다|했는데|인데요|에서|에게|께서|으로|부터|까지|처럼|보다|이나|이랑|하는|하고|하면|인데|되는|해서|했|께|을|를|이|가|은|는|에|의|와|과|도|로|만|랑|들)$"
)
PAIRS = 0.9


def words(text):
    for found in WORD.finditer(text):
        word = PARTICLE.sub("", found[0])
        forms = [((word,), 1.0)]
        if len(word) > 2 and not word.isascii():
            forms.append((tuple(word[at : at + 2] for at in range(len(word) - 1)), PAIRS))
        yield Part(found.start(), found.start() + len(word), tuple(forms))


def is_odd(word):
    """Nobody knows without an analyser; what the texts do not have may be a slip."""
    return True
