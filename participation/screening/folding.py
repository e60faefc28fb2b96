"""Texts as they are compared: one form for every way to write a character, and where each one came from."""

import re
import unicodedata
from dataclasses import dataclass

# A decomposed Hangul syllable, or one character.
CLUSTER = re.compile(r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|.", re.DOTALL)
JAMO = re.compile(r"[\u3131-\u318e]")
# What is not seen: joined to the character before it, of no width, or a filler of Hangul.
UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800\x00")
UNSEEN_CATEGORIES = frozenset({"Cf", "Mn", "Me", "Cc"})
SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−ー─━﹣〜∼～", "-"),
        **dict.fromkeys("·•‧∙⋅・ㆍ。､、", "."),
        **dict.fromkeys("＠﹫", "@"),
    }
)

SPOKEN = str.maketrans("공영일이삼사오육륙칠팔구OoㅇlI", "00123456678900011")
# "팔이요" ends in no number.
ENDING = re.compile(r"[이일](?=[요에라야며면네죠지랍])")
APART = re.compile(r"(?<!\d)\d(?:[ \-.,/_*~]{1,3}\d(?!\d)){6,}")


@dataclass(frozen=True)
class Folded:
    """``text`` to look in; ``at[i]`` and ``to[i]`` are where its character ``i`` begins and ends as typed."""

    text: str
    at: list
    to: list

    def typed(self, start, end):
        """The span as typed of a span of ``text``."""
        return self.at[start], self.to[end - 1]

    def translated(self, table, *, but):
        """The same with characters exchanged one for one, except those that the pattern ``but`` finds."""
        letters = list(self.text.translate(table))
        for match in but.finditer(self.text):
            letters[match.start()] = self.text[match.start()]
        return Folded("".join(letters), self.at, self.to)

    def without(self, unwanted):
        """The same without the characters at these indexes."""
        kept = [index for index in range(len(self.text)) if index not in unwanted]
        return Folded(
            "".join(self.text[index] for index in kept),
            [self.at[index] for index in kept],
            [self.to[index] for index in kept],
        )


def fold(text):
    """Full-width, circled and foreign digits, dashes and spaces in one form; what is not seen is left out."""
    letters, at, to = [], [], []
    for match in CLUSTER.finditer(text):
        for letter in _one_form(match.group()):
            letters.append(letter)
            at.append(match.start())
            to.append(match.end())
    return Folded("".join(letters), at, to)


def _one_form(cluster):
    if cluster.isascii() and cluster.isprintable():
        return cluster
    if cluster in "\n\r\t":
        return "\n" if cluster == "\n" else " "
    if JAMO.match(cluster) and cluster not in "ㆍ\u3164":
        return cluster
    shown = [_letter(letter) for letter in unicodedata.normalize("NFKC", cluster.translate(SAME))]
    return "".join(shown).translate(SAME)


def _letter(letter):
    category = unicodedata.category(letter)
    if letter in UNSEEN or category in UNSEEN_CATEGORIES:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    return " " if category.startswith("Z") else letter


def spoken(folded):
    """Digits written as words or look-alikes (공일공, O1O) as digits, and those set apart put together.

    For numbers alone: words lose their meaning in it.
    """
    digits = folded.translated(SPOKEN, but=ENDING)
    gaps = {
        index
        for run in APART.finditer(digits.text)
        for index in range(*run.span())
        if not digits.text[index].isdigit()
    }
    return digits.without(gaps) if gaps else digits
