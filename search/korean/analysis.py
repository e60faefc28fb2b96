"""Texts taken apart into the units the index holds: morphemes, and pairs of syllables.

kiwipiepy's model takes about 330 MB in a process that has loaded it, and some seconds; it is loaded by the
first text, once, and shared by all threads. Load it before forking and the workers share most of it.
"""

import threading
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from search.korean.letters import composed, initials, is_hangul, is_syllable, jamo

try:
    from kiwipiepy import Kiwi
except ImportError:  # no wheel for this Python or machine
    Kiwi = None

WITH_KIWI = Kiwi is not None
WORDS = Path(__file__).with_name("words.txt")
LONGEST_TEXT = 20_000
NOUNS = {"NNG", "NNP", "NR", "SL", "SH", "SN", "XR"}
VERBS = {"VV", "VA"}
# Verbs that stand in every text.
EMPTY_VERBS = set(
    [
        "있",
        "없",
        "하",
        "되",
        "받",
        "주",
        "이",
        "아니",
        "위하",
        "대하",
        "따르",
        "같",
        "보",
        "않",
        "싶",
        "그렇",
        "이렇",
        "어떻",
        "통하",
        "의하",
        "관하",
        "말",
        "들",
        "나",
    ]
)
PLURAL = {"들", "님", "씨"}
_lock = threading.Lock()
_kiwi = None


class Part(NamedTuple):
    """A word as it was written (``start`` to ``end`` of the composed text) and the units that stand for it.

    The first form is the closest one; others say it less exactly: (("검사비",), 1), (("검사",), .6).
    """

    start: int
    end: int
    forms: tuple[tuple[tuple[str, ...], float], ...]
    is_word: bool  # False: a syllable or a verb that says little by itself

    @property
    def units(self):
        return tuple(dict.fromkeys(unit for units, _ in self.forms for unit in units))


def kiwi():
    global _kiwi
    if _kiwi is None:
        with _lock:
            if _kiwi is None:
                made = Kiwi(num_workers=1, load_multi_dict=False)
                for word in WORDS.read_text(encoding="utf-8").split():
                    made.add_user_word(word, "NNG", 3.0)
                _kiwi = made
    return _kiwi


def warm_up():
    """Load what the first text would load, so that it need not wait (and forked workers share it)."""
    parts("복지")


@lru_cache(maxsize=20_000)
def parts(text):
    """The words of a short ``text``, in order."""
    text = composed(text)[:LONGEST_TEXT]
    return tuple(_morphemes(text) if WITH_KIWI else _words(text))


def _morphemes(text):
    tokens = kiwi().tokenize(text)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        tag = token.tag.split("-")[0]
        if tag == "XPN" or tag in NOUNS:
            last = at
            while last + 1 < len(tokens) and _goes_on(tokens[last], tokens[last + 1]):
                last += 1
            yield from _noun(text, tokens[at : last + 1])
            at = last + 1
            continue
        if tag in VERBS:
            yield from _verb(tokens, at)
        at += 1


def _goes_on(token, after):
    """Whether ``after`` is written on to ``token`` and one word with it: 비+장애인, 검사+비, 저+소득+층."""
    if after.start != token.start + token.len:
        return False
    if token.tag == "XPN":
        return after.tag in NOUNS
    return after.tag == "XSN" or (after.tag == "NNG" and len(after.form) == 1 and token.tag in ("NNG", "NNP"))


def _noun(text, tokens):
    start, end = tokens[0].start, tokens[-1].start + tokens[-1].len
    while len(tokens) > 1 and tokens[-1].form in PLURAL:
        tokens = tokens[:-1]
    stems = [token for token in tokens if token.tag not in ("XPN", "XSN")] or tokens
    whole = "".join(token.form for token in tokens).casefold()
    forms = [((whole,), 1.0)]
    apart = compound(whole) if len(tokens) == 1 else ()
    if apart:
        forms.append((apart, 0.9))
    if len(tokens) > 1:
        body = whole
        for token in reversed(tokens[1:]):  # 저소득층 → 저소득
            body = body.removesuffix(token.form)
            if len(body) > 1 and not (len(tokens) and body == tokens[0].form and tokens[0].tag == "XPN"):
                forms.append(((body,), 0.8))
        stem = stems[0].form
        if len(stem) > 1 and all(stem not in units for units, _ in forms):
            forms.append(((stem,), 0.4))
    yield Part(start, end, tuple(forms), len(whole) > 1)


def _verb(tokens, at):
    token = tokens[at]
    if token.form in EMPTY_VERBS:
        return
    forms = [((token.form + "다",), 1.0)]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    end = token.start + token.len
    if after and after.form == "ᆷ" and is_hangul(token.form) and (ord(token.form[-1]) - 0xAC00) % 28 == 0:
        forms.insert(0, ((token.form[:-1] + chr(ord(token.form[-1]) + 16),), 1.0))  # 돌보+ㅁ → 돌봄
    yield Part(token.start, end, tuple(forms), True)


@lru_cache(maxsize=20_000)
def compound(word):
    """The two nouns a longer one is made of (독거노인 → 독거, 노인), or nothing."""
    if not WITH_KIWI or not is_hangul(word) or not 4 <= len(word) <= 6:
        return ()
    for cut in range(2, len(word) - 1):
        halves = word[:cut], word[cut:]
        if all(_is_noun(half) for half in halves):
            return halves
    return ()


@lru_cache(maxsize=20_000)
def _is_noun(word):
    tokens = kiwi().tokenize(word)
    return len(tokens) == 1 and tokens[0].tag == "NNG" and tokens[0].form == word


def _words(text):
    """Without an analyser: what stands between spaces, and its pairs of syllables."""
    start = None
    for at, letter in enumerate(text + " "):
        if letter.isalnum():
            start = at if start is None else start
        elif start is not None:
            word = text[start:at]
            forms = [((word,), 1.0)]
            if len(word) > 2 and not word.isascii():
                forms.append((tuple(word[i : i + 2] for i in range(len(word) - 1)), 0.9))
            yield Part(start, at, tuple(forms), len(word) > 1)
            start = None


def units(text):
    """Everything the index holds of ``text``, in order."""
    return tuple(unit for part in parts(text) for unit in part.units if unit.isalnum())


def pairs(text):
    """Pairs of neighbouring letters, spaces aside, marked b: 치매 안심 → b치매 b매안 b안심."""
    letters = [letter for letter in composed(text) if letter.isalnum()]
    return tuple(
        "b" + one + two
        for one, two in zip(letters, letters[1:], strict=False)
        if is_syllable(one) or is_syllable(two)
    )


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
