"""Numbers that belong to a person: 주민등록번호, phones, accounts, cards, passports, driving licences."""

import re

from common.identifiers import RESIDENT_NUMBER

SEP = r"[ \-.,/_*~()]{0,3}"
GAP = r"[ \-._/]{0,2}"
RESIDENT_APART = re.compile(
    r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[^\d\n]{0,5}[1-8]\d{6}(?!\d)"
)
MOBILE = re.compile(r"(?<!\d)01[016789](?:[^\d\n]{0,3}\d){7,8}(?!\d)")
MOBILE_ABROAD = re.compile(rf"(?<!\d)\+?82{SEP}0?{SEP}1[016789](?:[^\d\n]{{0,3}}\d){{7,8}}(?!\d)")
LANDLINE = re.compile(
    rf"(?<!\d)0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50\d)(?P<gap>{SEP})\d{{3,4}}{SEP}\d{{4}}(?![\d-])"
)
CARD = re.compile(
    rf"(?<![\d-])(?:\d{{4}}(?P<gap>{GAP})\d{{4}}{GAP}\d{{4}}{GAP}\d{{4}}|3[47]\d{{2}}{GAP}\d{{6}}{GAP}\d{{5}})(?![\d-])"
)
LICENCE = re.compile(r"(?<![\d-])[12]\d[ \-.]{1,3}\d{2}[ \-.]{1,3}\d{6}[ \-.]{1,3}\d{2}(?![\d-])")
# A date after a letter is the name of a file.
NOT_A_DATE = r"(?!(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
PASSPORT = re.compile(
    rf"(?<![A-Za-z0-9])[MSRODGmsrodg][ \-]?{NOT_A_DATE}(?:\d{{8}}|\d{{3}}[A-Za-z]\d{{4}})(?![A-Za-z0-9])"
)
GROUPS = re.compile(r"(?<![\d-])\d{2,6} ?- ?\d{2,6} ?- ?\d{2,8}(?: ?- ?\d{1,5})?(?![\d-])")
LONG = re.compile(r"(?<![\d.,\-A-Za-z_/=])\d{11,14}(?![\d.,\-A-Za-z_/]\d|\d)")
BANK = re.compile(
    r"(?:은행|농협|수협|신협|뱅크|새마을금고|우체국|국민|신한|우리|하나|기업|카뱅|토스|계좌|입금|송금|예금주)"
    r"[^\d\n]{0,15}(?P<number>\d(?:[ \-.,/_]{0,2}\d){9,13})(?![\d])"
)
DATE = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
# Numbers of offices that anybody may pass on: the district's own exchanges.
PUBLIC_PREFIXES = ("022127",)
PLAIN = (
    ("licence", "운전면허번호", LICENCE),
    ("mobile", "휴대전화번호", MOBILE),
    ("mobile", "휴대전화번호", MOBILE_ABROAD),
    ("passport", "여권번호", PASSPORT),
)
BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def digits_of(text):
    return re.sub(r"\D", "", text)


def numbers_in(folded, public):
    """``(kind, label, start, end)`` of every number that may be a person's, the surest kinds first."""
    text = folded.text
    for pattern in (RESIDENT_NUMBER, RESIDENT_APART):
        for match in pattern.finditer(text):
            label = "외국인등록번호" if digits_of(match.group())[6] in "5678" else "주민등록번호"
            yield "resident_number", label, *match.span()
    for match in CARD.finditer(text):
        if match.group("gap") or passes_luhn(digits_of(match.group())):
            yield "card", "카드번호", *match.span()
    for kind, label, pattern in PLAIN:
        for match in pattern.finditer(text):
            yield kind, label, *match.span()
    yield from _phones_in(text, public)
    yield from _accounts_in(text, public)


def _phones_in(text, public):
    for match in LANDLINE.finditer(text):
        digits = digits_of(match.group())
        if digits not in public and not digits.startswith(PUBLIC_PREFIXES):
            yield "phone", "전화번호", *match.span()


def _accounts_in(text, public):
    for match in BANK.finditer(text):
        if not _is_no_account(match.group("number"), public):
            yield "account", "계좌번호", *match.span("number")
    for pattern in (GROUPS, LONG):
        for match in pattern.finditer(text):
            if not _is_no_account(match.group(), public):
                yield "account", "계좌번호", *match.span()


def _is_no_account(number, public):
    """A date, an hour, a book, a business or a phone that anybody may know looks like an account."""
    digits = digits_of(number)
    return (
        not 10 <= len(digits) <= 14
        or DATE.match(digits) is not None
        or (len(digits) == 13 and digits.startswith(("978", "979")))
        or (len(digits) == 10 and is_business_number(digits))
        or digits in public
        or digits.startswith((*PUBLIC_PREFIXES, "080"))
    )


def passes_luhn(digits):
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def is_business_number(digits):
    """Whether ten digits are a 사업자등록번호, by their checksum."""
    numbers = [int(digit) for digit in digits]
    total = sum(number * weight for number, weight in zip(numbers, BUSINESS_WEIGHTS, strict=False))
    total += numbers[8] * 5 // 10
    return (10 - total % 10) % 10 == numbers[9]
