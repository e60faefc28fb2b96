"""Every number of a telephone cell, written as Koreans write it, with its extension and what it is for."""

import re
import unicodedata
from typing import NamedTuple

import phonenumbers

from directory.importing.cleaning.text import Mended, text

SHORT_NUMBERS = {"110", "112", "117", "118", "119", "120", "129", "109", "182"}
SHORT_NUMBERS |= {"1331", "1345", "1350", "1355", "1366", "1388", "1391", "1393"}
MOST = 10
LONGEST_CELL = 400
LONGEST_LABEL = 30
LONGEST_EXTENSION = 10
FAX = "팩스"

# A run of digits with what may stand between the digits of one number.
RUN = re.compile(r"\+?[(\-]*[0-9](?:[0-9.()\-]|[ ](?=[0-9(\-]|\) ?[0-9]))*")
CALLABLE = re.compile(r"0[0-9]{8,11}|1[0-9]{7}")
EXTENSION_WORD = re.compile(r"(?:내선(?:번호)?|교환|구내|연결|(?<![a-z])ext\.?)\s*[:.]?\s*\Z", re.I)
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+", re.I)
SEPARATORS = " ,;/|·ㆍ:.()[]{}<>-*☎☏&+~"
NAMELESS = {"전화", "전화번호", "연락처", "tel", "t", "phone", "및", "또는", "번호", "번"}
FAX_WORDS = {"팩스", "팩스번호", "fax", "f", "전송"}
# Only words of this kind stay as a label: others may be the name of a person.
KNOWN_LABEL = re.compile(
    r"대표|상담|예약|접수|문의|신청|안내|행정|사무|총무|운영|직통|주간|야간|평일|주말|휴일|공휴일|긴급|응급|당직|"
    r"급식|도시락|식당|방문|요양|목욕|보호|보육|돌봄|아동|청소년|노인|어르신|장애|여성|가족|교육|홍보|후원|봉사|자활|"
    r"휴대|핸드폰|이동전화|본관|별관|지점|분원|어린이집|도서관|복지관|보건소|주민센터|\A[가-힣]+(?:팀|과|센터)\Z"
)
# 홍길동상담사 is a person.
TITLE = re.compile(r"(?:상담사|복지사|보호사|교사|원장|관장|소장|부장|과장|팀장|센터장|님|씨)\Z")


class Phone(NamedTuple):
    number: str
    extension: str = ""
    label: str = ""


def phones(raw, area="02", fax=False):
    """All numbers of a cell as a list of ``Phone``. ``area`` is put before one without; "" refuses it.

    In a cell of telephone numbers a fax number is labelled; in one of fax numbers it needs no label.
    """
    given = _cell(raw)
    if given in {"", "0"}:
        return Mended([])
    reader = _Reader(area)
    end = 0
    for run in _runs(given):
        reader.lead(given[end : run[0]])
        reader.number(given[run[0] : run[1]])
        end = run[1]
    reader.tail(given[end:])
    found = reader.found
    if fax:
        found = [one._replace(label="") if one.label == FAX else one for one in found]
    elif any(one.label == FAX for one in found):
        reader.remarks.append("팩스 번호가 섞여 있습니다.")
    return Mended(list(dict.fromkeys(found))[:MOST], reader.remark())


def phone(raw, area="02", fax=False):
    """The first number that answers; a fax number only in a cell of fax numbers."""
    found, remark = phones(raw, area, fax)
    answering = [one for one in found if one.label != FAX]
    if not answering:
        return Mended("", "팩스 번호뿐이라 비웠습니다." if found else remark)
    first = answering[0]
    if len(found) > 1 or first.extension or first.label.startswith("대표("):
        return Mended(first.number, f"첫 번호({first.number})만 실었습니다.")
    return Mended(first.number, remark)


def _cell(raw):
    """One line; a line end parts two numbers, every dash is a hyphen, every tilde a tilde."""
    given = (raw if isinstance(raw, str) else str(raw or ""))[: 2 * LONGEST_CELL]
    wide = unicodedata.normalize("NFKC", given)
    lines = [text(part) for part in ADDRESS.sub(" ", wide).splitlines()]
    given = text(unicodedata.normalize("NFKC", ", ".join(filter(None, lines))))[:LONGEST_CELL]
    return re.sub("[∼〜]", "~", re.sub("[‐‑‒–—―−ー]", "-", given))


def _runs(given):
    """Start and end of each number; two with only a space between them are parted."""
    for found in RUN.finditer(given):
        start, end = found.span()
        while " " in given[start:end] and not _written(_digits(given[start:end]), "02"):
            cut = next(
                (
                    start + space.start()
                    for space in re.finditer(" ", given[start:end])
                    if _written(_digits(given[start : start + space.start()]), "02")
                ),
                None,
            )
            if cut is None:
                break
            yield start, cut
            start = cut + 1
        yield start, end


class _Reader:
    """Takes what stands between the numbers (``lead``) and the numbers, in turn."""

    def __init__(self, area):
        self.area = area
        self.found, self.remarks, self.unread = [], [], []
        self.label, self.role, self.goes_on = "", "number", False

    def remark(self):
        if not self.found:
            return _refusal(self.unread[0]) if self.unread else "전화번호가 아니어서 비웠습니다."
        if self.unread:
            self.remarks.append(f"번호로 읽지 못한 숫자({', '.join(self.unread)[:40]})는 싣지 않았습니다.")
        return " ".join(dict.fromkeys(self.remarks))

    def lead(self, words):
        extension = EXTENSION_WORD.search(words)
        mark = words.strip()
        self.label = ""
        if not self.goes_on or (mark not in {"~", ",", "/", "·"} and not extension):
            self.role = "number"
            self.label = self._label_before(words)
        elif extension:
            self.role = "extension"
        else:
            self.role = "range" if mark == "~" else "next"

    def tail(self, words):
        """What stands behind the last number is about it."""
        if self.found and _words(words):
            self._label_last(words)

    def _label_before(self, words):
        """In brackets behind a number it is of that number, else of the next."""
        behind = re.match(r"\s*\(([^()]*)\)|([^(),;/]*)\)", words)
        if behind and self.found:
            self._label_last(behind[0])
            words = words[behind.end() :]
        return self._known(words)

    def _label_last(self, words):
        label = self._known(words)
        if label and not self.found[-1].label:
            self.found[-1] = self.found[-1]._replace(label=label)

    def _known(self, words):
        """The label in these words, if it is of a kind we know."""
        given = _words(words)
        if any(word.lower() in FAX_WORDS for word in given):
            return FAX
        given = [word for word in given if word.lower() not in NAMELESS]
        known = [word for word in given if KNOWN_LABEL.search(word) and not TITLE.search(word)]
        if len(known) < len(given):
            self.remarks.append("번호 옆의 말 가운데 무엇인지 모르는 것은 싣지 않았습니다.")
        return " ".join(known)[:LONGEST_LABEL].strip()

    def number(self, run):
        digits = _digits(run)
        # Behind a hyphen the number has lost its beginning.
        written = "" if run.startswith("-") and not self.found else _written(digits, self.area)
        self.goes_on = self.role != "number" and self._continued(digits, written)
        if self.goes_on:
            return
        self.goes_on = bool(written)
        if written:
            self.found.append(Phone(written, label=self.label))
            self._tell(digits, written)
        else:
            self.unread.append(digits)

    def _tell(self, digits, written):
        bare = re.sub("[^0-9]", "", written)
        if bare == f"0{digits}":
            self.remarks.append("앞의 0이 빠져 있어 채웠습니다.")
        elif len(digits) in {7, 8} and bare == self.area + digits:
            self.remarks.append(f"지역번호({self.area})를 붙였습니다.")
        if written.endswith("-0000"):
            self.remarks.append("0000으로 끝나는 번호입니다. 확인해 주십시오.")

    def _continued(self, digits, written):
        """Whether the digits belong to the number before: its extension, its range, its other last four."""
        last = self.found[-1]
        if self.role == "extension" and len(digits) <= 5:
            self.found[-1] = last._replace(extension=digits)
        elif self.role == "range" and not written and len(digits) <= 4:
            self._range(last, digits)
        elif written or len(digits) > 5:
            return False
        elif last.extension:
            joined = f"{last.extension},{digits}"
            self.found[-1] = last._replace(extension=joined[:LONGEST_EXTENSION].rstrip(","))
        elif len(digits) == 4 and _written(_digits(number := last.number[:-4] + digits), ""):
            self.found.append(Phone(number))
            self.remarks.append(f"뒤 네 자리만 적힌 번호를 {number}(으)로 읽었습니다.")
        else:
            return False
        return True

    def _range(self, last, digits):
        if last.extension:
            self.found[-1] = last._replace(extension=f"{last.extension}~{digits}"[:LONGEST_EXTENSION])
        else:
            self.found[-1] = last._replace(label=last.label or f"대표(~{digits})")
            self.remarks.append(f"이어지는 번호(~{digits}) 가운데 첫 번호를 실었습니다.")


def _words(words):
    return [word for part in words.split() if (word := part.strip(SEPARATORS))]


def _digits(run):
    digits = re.sub("[^0-9]", "", run)
    if run.lstrip("(").startswith("+82") or (digits.startswith("82") and len(digits) >= 11):
        return "0" + digits[2:].lstrip("0")
    return digits


def _refusal(digits):
    subscriber = re.sub(r"^(?:02|0[0-9]{2})", "", digits)
    if not subscriber.strip("0"):
        return "자리만 채운 번호라 비웠습니다."
    if len(digits) in {7, 8} and digits[0] in "23456789":
        return "지역번호가 없어 비웠습니다."
    return "쓸 수 있는 전화번호가 아니어서 비웠습니다."


def _written(digits, area):
    """The number as Koreans write it, or an empty string if it cannot be called."""
    if digits in SHORT_NUMBERS:
        return digits
    if len(digits) in {7, 8} and digits[0] in "23456789":
        digits = area + digits if area else ""
    elif len(digits) in {9, 10} and digits[0] in "2345678" or re.fullmatch("10[0-9]{8}", digits):
        digits = f"0{digits}"  # A spreadsheet took it for a number.
    personal = re.fullmatch(r"(050[0-9])([0-9]{3,4})([0-9]{4})", digits)
    if personal:  # The library writes twelve-digit 050X numbers as 050-XXXXX-XXXX.
        return "-".join(personal.groups())
    # No exchange begins with 0 or 1.
    if not CALLABLE.fullmatch(digits) or re.match(r"(?:02|0[3-6][1-5])[01]", digits):
        return ""
    try:
        number = phonenumbers.parse(digits, "KR")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number) or number.country_code != 82:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
