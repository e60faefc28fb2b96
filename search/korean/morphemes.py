"""Words by their morphemes, with kiwipiepy.

Its model takes about 330 MB in a process that has loaded it, and some seconds; it is loaded by the first
text, once, and shared by all threads. Load it before forking and the workers share most of it.
"""

import threading
from functools import lru_cache
from pathlib import Path

from kiwipiepy import Kiwi

from search.korean.letters import is_hangul
from search.korean.parts import Part

WORDS = Path(__file__).with_name("words.txt")
NOUNS = {"NNG", "NNP", "NR", "SL", "SH", "SN", "XR", "IC"}  # 아이 may be a cry, and is a child
VERBS = {"VV", "VA"}
ADVERBS = {"MAG", "NP"}
SAID_BY_ADVERBS = {"혼자", "홀로", "무료", "매달", "매월"}
# Verbs that stand in every text.
EMPTY_VERBS = frozenset(
    """
    가 가지 같 그렇 나 나오 놓 다니 대하 두 들 따르 되 말 받 보 부르 사 살 쓰 아니 알 않 어떻 없 오 위하 의하 이 이렇 있 주 통하 하 싶
    만하 찾 구하 모르 관하 드리 좋 많 크 계시 시키 들어오 들어가
    내 대 넘 보내 걸리 버리 가져가 가져오 다녀오 데려오 드시 나가 생각나
    """.split()  # noqa: SIM905 (a list of words)
)
PLURAL = {"들", "님", "씨", "네"}
COUNTERS = {"세": "세", "살": "세", "월": "월", "급": "급", "인": "인"}
PREFIX, STEM, APART = 0.8, 0.4, 0.9
SHORTEST_UNKNOWN, LONGEST_UNKNOWN, LONGEST_NOUN, A_NOUN_MORE = 5, 20, 6, 0.5
_lock = threading.Lock()
_kiwi = None


def kiwi():
    global _kiwi
    if _kiwi is None:
        with _lock:
            if _kiwi is None:
                made = Kiwi(num_workers=1, load_multi_dict=False)
                for word in WORDS.read_text(encoding="utf-8").split():
                    made.add_user_word(word, "NNG", 3.0)
                made.tokenize("복지")
                _kiwi = made
    return _kiwi


def morphemes(text):
    tokens = kiwi().tokenize(text)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        tag = token.tag.split("-")[0]
        used = 1
        if tag == "XPN" or tag in NOUNS or (tag == "MM" and _begins(token, tokens[at + 1 : at + 2])):
            while at + used < len(tokens) and _goes_on(tokens[at + used - 1], tokens[at + used]):
                used += 1
            yield _noun(tokens[at : at + used])
        elif tag in VERBS:
            yield _verb(token, tokens[at + 1] if at + 1 < len(tokens) else None)
        elif tag in ADVERBS or (token.form == "같이" and text[token.start - 1 : token.start] == " "):
            yield Part(token.start, token.end, (((token.form,), 1.0),), token.form not in SAID_BY_ADVERBS)
        at += used


def _begins(token, after):
    """Whether a lone syllable is written before a noun as if it were a part of it: 첫만남."""
    return token.len == 1 and after and after[0].start == token.end and after[0].tag in ("NNG", "NNP")


def _goes_on(token, after):
    """Whether ``after`` is written on to ``token`` and one word with it: 비+장애인, 검사+비, 저+소득+층, 65+세."""
    if after.start != token.end:
        return False
    if token.tag in ("XPN", "MM"):
        return after.tag in NOUNS
    if token.tag == "SN":
        return after.form in COUNTERS and after.tag != "SN" or (after.form == "동" and after.tag == "NNG")
    if after.tag == "SN":
        return token.tag in ("NNP", "NNG")
    return token.tag in ("NNG", "NNP") and (
        after.tag == "XSN" or (after.tag == "NNG" and len(after.form) == 1)
    )


def _noun(tokens):
    start, end = tokens[0].start, tokens[-1].end
    while len(tokens) > 1 and tokens[-1].form in PLURAL:
        tokens = tokens[:-1]
    written = [token.form.casefold() for token in tokens]
    if tokens[0].tag == "SN" and len(tokens) == 2 and written[1] in COUNTERS:
        return Part(start, end, (((written[0] + COUNTERS[written[1]],), 1.0),))
    if len(tokens) > 1 and written[0] == "제" and tokens[0].tag == "XPN":
        tokens, written = tokens[1:], written[1:]
    whole = "".join(written)
    forms = {(whole,): 1.0}
    if len(tokens) == 1:
        if halves := compound(whole):
            forms[halves] = APART
        elif tokens[0].oov and (nouns := inside(whole)):
            weight = APART * sum(map(len, nouns)) / len(whole)
            forms[nouns] = weight
            forms.setdefault(tuple(each for noun in nouns for each in compound(noun) or (noun,)), weight)
    elif tokens[1].tag == "SN" and written[-1] == "동":  # 장안1동 is in 장안동
        forms[(written[0].removesuffix("제") + written[-1],)] = PREFIX
    else:
        _parts_of(tokens, written, forms)
    return Part(start, end, tuple(forms.items()))


def _parts_of(tokens, written, forms):
    """저소득층 → 저소득, 소득; 검사비 → 검사. A syllable alone says nothing."""
    first = 1 if tokens[0].tag in ("XPN", "MM") else 0
    for last in range(len(tokens) - 1, first, -1):
        shorter = "".join(written[:last])
        if len(shorter) > 1:
            forms.setdefault((shorter,), PREFIX if first else STEM)
    if len(written[first]) > 1:
        forms.setdefault((written[first],), STEM)


def _verb(token, after):
    forms = [((token.form + "다",), 1.0)]
    if after and after.form == "ᆷ" and is_hangul(token.form) and (ord(token.form[-1]) - 0xAC00) % 28 == 0:
        forms.insert(0, ((token.form[:-1] + chr(ord(token.form[-1]) + 16),), 1.0))  # 돌보+ㅁ → 돌봄
    return Part(token.start, token.end, tuple(forms), token.form in EMPTY_VERBS)


@lru_cache(maxsize=20_000)
def compound(word):
    """The two nouns a longer one is made of (독거노인 → 독거, 노인), or nothing."""
    if is_hangul(word) and 4 <= len(word) <= 6:
        for cut in range(2, len(word) - 1):
            if _is_noun(word[:cut]) and _is_noun(word[cut:]):
                return word[:cut], word[cut:]
    return ()


@lru_cache(maxsize=20_000)
def inside(word):
    """The known nouns in a long word that is not known itself (동대문시니어클럽 → 동대문, 시니어, 클럽), or nothing."""
    if not is_hangul(word) or not SHORTEST_UNKNOWN <= len(word) <= LONGEST_UNKNOWN:
        return ()
    best = [(0.0, ())]  # what the nouns up to each letter are worth: few long ones before many short ones
    for end in range(1, len(word) + 1):
        ways = [best[-1]]
        for start in range(max(0, end - LONGEST_NOUN), end - 1):
            if _is_noun(word[start:end], ("NNG", "NNP")):
                worth, nouns = best[start]
                ways.append((worth + end - start - A_NOUN_MORE, (*nouns, word[start:end])))
        best.append(max(ways))
    return best[-1][1] if len(best[-1][1]) > 1 else ()


@lru_cache(maxsize=20_000)
def _is_noun(word, tags=("NNG",)):
    tokens = kiwi().tokenize(word)
    return len(tokens) == 1 and tokens[0].tag in tags and tokens[0].form == word and not tokens[0].oov


@lru_cache(maxsize=2_000)
def is_odd(word):
    """Whether no Korean would write ``word`` (between two spaces) so: what may be a slip of the fingers."""
    tokens = kiwi().tokenize(word)
    return any(token.oov or token.tag == "Z_CODA" for token in tokens) or any(
        _clash(token, after) for token, after in zip(tokens, tokens[1:], strict=False)
    )


def _clash(token, after):
    """Whether ``after`` cannot follow: an ending on a noun, a word on a particle, a verb of one syllable on a noun."""
    noun = token.tag in NOUNS
    if noun and after.tag[:2] in VERBS:
        return len(after.form) == 1 and after.form not in EMPTY_VERBS
    if noun:
        return after.tag[0] == "E" or (after.tag == "NNB" and token.tag != "SN")
    return token.tag[0] == "J" and after.tag[:2] in NOUNS | VERBS or token.tag == "NNB" and after.tag in NOUNS
