"""Mending one value of an official list. Pure functions: they never raise, and mending twice changes nothing.

Each returns what to keep and, where something was dropped or repaired, a remark for the report.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

NULL_WORDS = {"", "-", "--", ".", "x", "없음", "해당없음", "미정", "무", "n/a", "null", "none"}
SHORT_NUMBERS = {"110", "112", "119", "120", "129", "109", "1366", "1388", "1355"}
LARGEST_COUNT = 100_000
_valid_url = URLValidator(schemes=["http", "https"])


class Mended(NamedTuple):
    value: object
    remark: str = ""


def text(raw):
    """One line: composed Hangul, no control or invisible characters, single spaces; null words are empty."""
    folded = unicodedata.normalize("NFC", raw)
    visible = "".join(
        " " if character.isspace() else character
        for character in folded
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    # Once more: what stood on both sides of a dropped character may compose now.
    line = unicodedata.normalize("NFC", " ".join(visible.split()))
    return "" if line.lower() in NULL_WORDS else line


def phone(raw):
    """The first callable number, written with hyphens. Extensions and further numbers are remarked on."""
    given = text(unicodedata.normalize("NFKC", raw))
    if given in {"", "0"}:
        return Mended("")
    parts = [part for part in re.split(r"[,/;·]|\s및\s|\s또는\s", given) if re.search(r"[0-9]", part)]
    if not parts:
        return Mended("", "전화번호가 아니어서 비웠습니다.")
    main, _, rest = re.sub(r"\(?\s*(?:내선|교환|구내|ext\.?)", "~", parts[0], flags=re.I).partition("~")
    digits = re.sub(r"[^0-9]", "", main)
    if main.strip().startswith("+82"):
        digits = "0" + digits[2:].lstrip("0")
    if _is_placeholder(digits):
        return Mended("", "자리만 채운 번호라 비웠습니다.")
    number = _written(digits)
    if not number:
        return Mended("", "쓸 수 있는 전화번호가 아니어서 비웠습니다.")
    if rest or len(parts) > 1:
        return Mended(number, f"첫 번호({number})만 실었습니다.")
    return Mended(number)


def _is_placeholder(digits):
    subscriber = re.sub(r"^(?:02|0[0-9]{2})", "", digits)
    return bool(digits) and not subscriber.strip("0")


def _written(digits):
    """The number as Koreans write it, or an empty string if it cannot be called. 02 where no area is given."""
    if digits in SHORT_NUMBERS:
        return digits
    if len(digits) in {7, 8} and digits[0] in "23456789":
        digits = "02" + digits
    personal = re.fullmatch(r"(050[0-9])([0-9]{3,4})([0-9]{4})", digits)
    if personal:  # The library writes twelve-digit 050X numbers as 050-XXXXX-XXXX.
        return "-".join(personal.groups())
    try:
        number = phonenumbers.parse(digits, "KR")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number) or number.country_code != 82:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def postcode(raw):
    """Five digits. Six-digit codes ended in 2015 and are dropped; four digits have lost their first zero."""
    digits = re.sub(r"[\s-]", "", text(unicodedata.normalize("NFKC", raw)))
    if not digits or re.fullmatch(r"[0-9]{5}", digits):
        return Mended(digits)
    if re.fullmatch(r"[0-9]{4}", digits):
        return Mended(digits.zfill(5), "앞의 0이 빠져 있어 채웠습니다.")
    if re.fullmatch(r"[0-9]{6}", digits):
        return Mended("", "2015년까지 쓰던 여섯 자리 우편번호라 비웠습니다.")
    return Mended("", "우편번호가 아니어서 비웠습니다.")


def website(raw):
    """An address that a browser can open; ``http://`` is added where no scheme is written."""
    given = text(raw)
    if not given:
        return Mended("")
    if "@" in given.partition("/")[0]:
        return Mended("", "홈페이지가 아니라 이메일 주소여서 비웠습니다.")
    given = re.sub(r"^(https?):?/+", r"\1://", given, flags=re.I)
    address = given if re.match(r"https?://", given, re.I) else f"http://{given}"
    try:
        _valid_url(address)
    except (ValidationError, ValueError):
        return Mended("", "홈페이지 주소가 아니어서 비웠습니다.")
    return Mended(address)


def count(raw):
    """A number of persons; 0 means that the list does not state it."""
    digits = text(unicodedata.normalize("NFKC", raw)).replace(",", "").removesuffix("명").strip()
    if digits in {"", "0"}:
        return Mended(None)
    if not re.fullmatch(r"[0-9]{1,9}", digits) or int(digits) > LARGEST_COUNT:
        return Mended(None, "사람 수가 아니어서 비웠습니다.")
    return Mended(int(digits) or None)


def day(raw):
    """A full date; anything less is nothing."""
    match = re.match(r"([0-9]{4})[-./]?\s?([0-9]{1,2})[-./]?\s?([0-9]{1,2})(?![0-9])", text(raw))
    if not match:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def degrees(raw):
    """A finite number, or None. ``37.57~2`` has lost its end to a list editor's slip."""
    try:
        number = Decimal(text(raw).partition("~")[0].strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
