"""From the bytes of an official CSV to numbered rows, whatever its encoding."""

import codecs
import csv
import io
from dataclasses import dataclass

DELIMITERS = ",;\t"
TOTAL_WORDS = {"총계", "합계", "소계", "계"}
LOST = "\N{REPLACEMENT CHARACTER}"
NOT_TEXT = {
    b"PK\x03\x04": "엑셀(xlsx)이나 압축 파일입니다. 엑셀에서 ‘CSV UTF-8’로 저장해 주십시오.",
    b"\xd0\xcf\x11\xe0": "옛 엑셀(xls) 파일입니다. 엑셀에서 ‘CSV UTF-8’로 저장해 주십시오.",
    b"%PDF": "PDF 파일입니다. 표로 된 CSV 파일이 필요합니다.",
}


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says why, in Korean."""


@dataclass(frozen=True)
class Row:
    """One row of the sheet. ``number`` is what a spreadsheet shows: the first row of the file is 1."""

    number: int
    cells: list


@dataclass(frozen=True)
class Sheet:
    rows: list
    encoding: str
    lost: int


def decode(content):
    """The text, the encoding that fitted, and how many characters were lost: a strict ladder.

    Guessing libraries fail on real cp949 files; each step here either fits every byte or is refused.
    Only the last step replaces what it cannot read.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
        return text, "UTF-16", text.count(LOST)
    for encoding, label in (("utf-8-sig", "UTF-8"), ("cp949", "CP949")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, label + (" BOM" if content.startswith(codecs.BOM_UTF8) else ""), 0
    text = content.decode("cp949", "replace")
    return text, "CP949", text.count(LOST)


def read(content):
    """The rows that say something: neither blank ones nor totals, with their numbers in the file."""
    for signature, reason in NOT_TEXT.items():
        if content.startswith(signature):
            raise UnreadableFile(reason)
    text, encoding, lost = decode(content)
    first_line = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    try:
        # newline="" because official lists hold line breaks inside cells.
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile(f"CSV로 읽을 수 없습니다({error}).") from error
    rows = [Row(number, cells) for number, cells in enumerate(records, start=1) if _says_something(cells)]
    if not rows:
        raise UnreadableFile("빈 파일입니다.")
    return Sheet(rows, encoding, lost)


def _says_something(cells):
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and not (filled[0] in TOTAL_WORDS and len(filled) < len(cells))
