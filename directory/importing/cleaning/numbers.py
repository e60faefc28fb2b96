"""Counts of persons, and what something costs."""

import re
from typing import NamedTuple

from directory.importing.cleaning.text import Mended, narrow, text

LARGEST_COUNT = 100_000
LONGEST_FEE = 200
FREE = re.compile(r"(?:무료|전액\s*무료|없음|무|n|0\s*원?)", re.I)
PAID = re.compile(r"(?:유료|y)", re.I)


class Fee(NamedTuple):
    """``kind`` is a value of ``directory.models.fees.FeeKind``, or empty where the words do not tell."""

    kind: str
    words: str


def count(raw):
    """A number of persons; 0 means that the list does not state it."""
    digits = re.sub(r"\s*(?:명|인|석)\Z", "", narrow(raw).replace(",", "")).removesuffix(".0")
    if re.fullmatch(r"0*", digits):
        return Mended(None)
    if not re.fullmatch(r"[0-9]{1,9}", digits) or int(digits) > LARGEST_COUNT:
        return Mended(None, "사람 수가 아니어서 비웠습니다.")
    return Mended(int(digits))


def fee(raw):
    """Free, paid or partly, where it is certain: 무료, Y/N, an amount. The words stay."""
    bare = " ".join(str(raw or "").split())
    if FREE.fullmatch(bare):
        return Mended(Fee("free", ""))
    words = text(raw)
    if PAID.fullmatch(words):
        return Mended(Fee("paid", ""))
    remark = ""
    if len(words) > LONGEST_FEE:
        words, remark = words[:LONGEST_FEE].rstrip(), f"{LONGEST_FEE}자보다 길어 뒤를 잘랐습니다."
    return Mended(Fee(_kind_of_fee(words), words), remark)


def _kind_of_fee(words):
    costs = re.search(r"[1-9][0-9,]*\s*(?:천|만)?\s*원", words) or "유료" in words
    if "무료" in words:
        return "partly" if costs else ""
    return "paid" if costs else ""
