"""Letters of Korean: composed and taken apart, by their first consonants, and as a keyboard has them."""

import re
import unicodedata

FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWEL = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
LAST = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
# Letters that take two keys. ㄲ and its like take one with shift, and stay whole.
TWO_KEYS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
ONE_LETTER = {keys: letter for letter, keys in TWO_KEYS.items()}
KEYS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        strict=True,
    )
)
LATIN = {letter: key for key, letter in KEYS.items()}
SYLLABLES = range(0xAC00, 0xD7A4)
# Typed consonants alone (ㄱ) must not become the conjoining ones NFKC would make of them.
LONE_JAMO = re.compile(r"([ㄱ-ㆎ]+)")
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}


def tidied(text):
    """``text`` composed (NFKC, but typed consonants stay), without what cannot be seen, single spaces."""
    if not text.isascii():
        parts = LONE_JAMO.split(unicodedata.normalize("NFC", text))
        parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
        text = "".join(parts)
    if not text.isprintable():
        text = "".join(
            letter if letter.isprintable() or unicodedata.category(letter) not in HIDDEN else " "
            for letter in text
        )
    return " ".join(text.split())


def composed(text):
    """``text`` as it is compared: tidied, and without capitals."""
    return tidied(text).casefold()


def _parts(syllable):
    number = ord(syllable) - 0xAC00
    return FIRST[number // 588], VOWEL[number % 588 // 28], LAST[number % 28].strip()


def is_syllable(letter):
    return "가" <= letter <= "힣"


def is_hangul(text):
    return bool(text) and all(map(is_syllable, text))


def jamo(text):
    """Letters one by one as they are typed: 복지 → ㅂㅗㄱㅈㅣ, 과 → ㄱㅗㅏ. Spaces and marks are left out."""
    letters = []
    for letter in text:
        if is_syllable(letter):
            letters += [TWO_KEYS.get(part, part) for part in _parts(letter)]
        elif letter.isalnum():
            letters.append(TWO_KEYS.get(letter, letter))
    return "".join(letters)


def initials(text):
    """The first consonant of every syllable: 복지 → ㅂㅈ. Other letters and digits stay, the rest goes."""
    return "".join(
        FIRST[(ord(letter) - 0xAC00) // 588] if is_syllable(letter) else letter
        for letter in text
        if letter.isalnum()
    )


def is_initials(text):
    """Whether ``text`` is nothing but consonants (ㄷㄷㅁㄱ), spaces aside."""
    letters = "".join(text.split())
    return bool(letters) and all(letter in FIRST for letter in letters)


def hangul_from_keys(text):
    """What a Korean keyboard would have written: qhrwl → 복지. "" when that is not whole syllables."""
    if text.isupper():  # caps lock
        text = text.lower()
    written = " ".join(
        _typed([KEYS.get(key) or KEYS.get(key.lower(), key) for key in word]) for word in text.split()
    )
    letters = [letter for letter in written if letter.isalpha()]
    return written if is_hangul("".join(letters)) and not is_hangul(text) else ""


def _typed(letters):
    """Syllables from letters in the order of typing, as an input method joins them."""
    written, at = [], 0
    while at < len(letters):
        first, vowel, last, used = letters[at], "", "", 1
        if first in FIRST:
            vowel, used_by_vowel = _longest(letters, at + 1, VOWEL)
            if vowel:
                used += used_by_vowel
                last, used_by_last = _longest(letters, at + used, LAST[1:])
                # The consonant before a vowel begins the next syllable.
                if (
                    last
                    and at + used + used_by_last < len(letters)
                    and letters[at + used + used_by_last] in VOWEL
                ):
                    used_by_last -= 1
                    last = letters[at + used] if used_by_last else ""
                used += used_by_last
        if vowel:
            written.append(
                chr(0xAC00 + FIRST.index(first) * 588 + VOWEL.index(vowel) * 28 + LAST.index(last or " "))
            )
        else:
            written.append(first)
        at += used
    return "".join(written)


def _longest(letters, at, of):
    """The letter of ``of`` that stands at ``at``, of two keys if possible, and how many keys it takes."""
    two = ONE_LETTER.get("".join(letters[at : at + 2]), "")
    if two and two in of:
        return two, 2
    if at < len(letters) and letters[at] in of:
        return letters[at], 1
    return "", 0


def keys_from_hangul(text):
    """What a Latin keyboard would have written: ㅅㅍ → tv, 애ㅎ → dog."""
    return " ".join("".join(LATIN.get(letter, letter) for letter in jamo(word)) for word in text.split())
