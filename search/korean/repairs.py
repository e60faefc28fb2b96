"""What was meant by what was typed: the wrong keyboard, spaces in the wrong place, slips of the fingers.

Nothing is mended to a word that neither the public texts nor the synonyms have.
"""

import re

from search.korean.analysis import is_odd, pairs, parts
from search.korean.chatter import CHATTER
from search.korean.letters import composed, hangul_from_keys, is_hangul, jamo, keys_from_hangul

LATIN = re.compile(r"[A-Za-z]+")
LONE = re.compile(r"[ㄱ-ㅣ]")
PARTICLE = re.compile(r"(?<=..)(?:에서|에게|께서|으로|부터|까지|을|를|이|가|은|는|에|의|와|과|도|로)$")
MOST_WORDS = 16
WINDOW = 4  # words that may belong together
TOGETHER = 0.3  # what each space costs that is taken out
ONE_SYLLABLE = 0.5


def mended(typed, lexicon):
    """(what is searched for, how it was mended: "keyboard", "typo", "spacing" or "")."""
    text = composed(typed)
    written = other_keyboard(typed, text, lexicon)
    if written:
        return _respelt(_rejoined(written, lexicon), lexicon), "keyboard"
    if len(text.split()) <= MOST_WORDS:
        joined = _rejoined(text, lexicon)
        respelt = _respelt(joined, lexicon)
        if respelt != joined:
            return respelt, "typo"
        if joined != text:
            return joined, "spacing"
    return text, ""


def other_keyboard(typed, text, lexicon):
    """``typed`` as the other keyboard would have written it, or "" when that is no better."""
    words = LATIN.findall(typed)
    if words and not any(map(is_hangul, typed)):
        if all(lexicon.knows(word.casefold()) for word in words):
            return ""
        written = hangul_from_keys(typed)
        return composed(written) if len(written) > 1 else ""
    if LONE.search(text):
        written = keys_from_hangul(text).casefold()
        if all(lexicon.knows(word) for word in written.split()):
            return written
    return ""


def _trouble(said, word, lexicon):
    """How much of ``word``, in which the words ``said`` stand, makes no sense: in syllables."""
    if word in lexicon.words or (word,) in lexicon.instead or word in CHATTER:
        return 0.0
    trouble = 0.0
    for part in said:
        if part.is_empty or part.is_verb or not is_hangul(part.name):
            continue
        if len(word) == 1:
            trouble += ONE_SYLLABLE
        elif not lexicon.knows(part.name) or (len(part.name) == 1 and len(said) > 1):
            trouble += part.end - part.start
    return trouble


def _makes_sense(word, lexicon):
    said = parts(word)
    return any(len(part.name) > 1 and not part.is_empty for part in said) and not _trouble(
        said, word, lexicon
    )


def _rejoined(text, lexicon):
    """``text`` without the spaces that part a word, where taking them out makes more sense."""
    words, at, troubles = text.split(), 0, []
    said = parts(text)
    for word in words:
        inside = [part for part in said if at <= part.start < at + len(word)]
        troubles.append(_trouble(inside, word, lexicon))
        at += len(word) + 1
    if not any(troubles) or len(words) < 2:
        return text
    best = [(0.0, ())]
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(max(0, end - WINDOW), end):
            together = "".join(words[start:end])
            if end - start == 1:
                cost = troubles[start]
            elif any(troubles[start:end]) and is_hangul(together) and _makes_sense(together, lexicon):
                cost = TOGETHER * (end - start - 1) - 0.1 * (together in lexicon.words)
            else:
                continue
            ways.append((best[start][0] + cost, (*best[start][1], together)))
        best.append(min(ways))
    return " ".join(best[-1][1])


def _respelt(text, lexicon):
    return " ".join(_respelt_word(word, lexicon) or word for word in text.split())


def _respelt_word(word, lexicon):
    """The word that ``word`` is a slip of, or ""."""
    if not is_hangul(word) or not 2 <= len(word) <= 20 or not _is_doubtful(word, lexicon):
        return ""
    if near := lexicon.nearest(word, _far(word)):
        return near
    stem = PARTICLE.sub("", word)
    if stem != word and (near := lexicon.nearest(stem, _far(stem))):
        return near + word[len(stem) :]
    return _respelt_piece(word, lexicon)


def _far(word):
    return 1 if len(jamo(word)) < 9 else 2


def _is_doubtful(word, lexicon):
    stem = PARTICLE.sub("", word)
    if {word, stem} & lexicon.words.keys() or {(word,), (stem,)} & lexicon.instead.keys():
        return False
    if len(stem) > 2 and all(lexicon.knows(pair) for pair in pairs(stem)):
        return False
    if is_odd(word):
        return True
    said = [part for part in parts(word) if not part.is_empty]
    unknown = [part for part in said if len(part.name) < 2 or not lexicon.knows(part.name)]
    pieces = len(said) > 1 or any(len(part.forms) > 1 or part.end - part.start < len(stem) for part in said)
    return len(stem) > 2 and bool(unknown) and pieces


def _respelt_piece(word, lexicon):
    """A slip in one piece of a compound: what stands before and after it is known."""
    before = _reach(word, lexicon)
    after = {len(word) - at for at in _reach(word[::-1], lexicon, backwards=True)}
    ways = []
    for start in before:
        for end in sorted(after):
            if 2 <= end - start <= 6 and end - start < len(word):
                piece = word[start:end]
                if near := lexicon.nearest(piece, 1):
                    ways.append((piece == near, end - start, word[:start] + near + word[end:]))
    return min(ways)[2] if ways else ""


def _reach(word, lexicon, backwards=False):
    """Where known words, one after the other, end."""
    reached = {0}
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - 8), end - 1):
            piece = word[start:end]
            if start in reached and (piece[::-1] if backwards else piece) in lexicon.words:
                reached.add(end)
                break
    return reached
