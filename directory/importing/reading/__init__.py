"""From the bytes of an official file to numbered rows of text, whatever its format and encoding.

The content says what a file is; its name is not asked. Sites save HTML as “.xls” and JSON as “.txt”.
"""

import re

from directory.importing.reading.markup import read_html, without_comments
from directory.importing.reading.refusals import SAVE_AS, refuse_by_signature
from directory.importing.reading.sheet import LOST, MAX_BYTES, Row, Sheet, UnreadableFile, kept
from directory.importing.reading.text import decode, newline_of, read_csv, refuse_noise
from directory.importing.reading.totals import without_remarks, without_totals
from directory.importing.reading.trees import read_json, read_xml
from directory.importing.reading.workbooks import read_xls, read_xlsx

__all__ = ["Row", "Sheet", "UnreadableFile", "decode", "read"]

XLS = (b"\xd0\xcf\x11\xe0", b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
FIRST_TAG = re.compile(r"<([A-Za-z][\w:.-]*)")
HTML_TAGS = set(
    [
        "html",
        "head",
        "body",
        "meta",
        "title",
        "style",
        "script",
        "link",
        "table",
        "div",
        "center",
        "font",
        "p",
    ]
)


def read(content: bytes) -> Sheet:
    """The rows that say something: neither blank ones nor totals, with their numbers in the file."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile(
            f"파일이 너무 큽니다. {MAX_BYTES // 2**20}MB까지 읽습니다. 나누어 올려 주십시오."
        )
    refuse_by_signature(content)
    if content.startswith(b"PK"):
        return _sheet(*read_xlsx(content), "UTF-8", "XLSX")
    if content.startswith(XLS):
        return _sheet(*read_xls(content), "XLS")
    text, encoding, lost = decode(content)
    refuse_noise(text, lost)
    file_format, read_text = _reader(text)
    rows, notes = read_text(text)
    return _sheet(rows, notes, encoding, file_format, lost, newline_of(text))


def _reader(text):
    """(format, function) by the first sign of the text. A title in brackets is no markup and no JSON."""
    head = text.lstrip("\ufeff\0 \t\r\n")
    if re.match(r"\{|\[\s*[\[{\]\"]", head):
        return "JSON", read_json
    if re.match(r"<[A-Za-z!?]", head) or (
        re.match(r"<[가-힣]+>", head) and text.rstrip("\0 \r\n").endswith(">")
    ):
        tag = FIRST_TAG.search(without_comments(head[:20_000]))
        name = tag[1].lower() if tag else ""
        if name == "workbook":
            raise UnreadableFile(f"엑셀 2003 XML 파일입니다. {SAVE_AS}")
        is_html = name in HTML_TAGS and (name != "table" or re.search(r"<t[dh]\b", head, re.IGNORECASE))
        return ("HTML", read_html) if is_html else ("XML", read_xml)
    return "CSV", read_csv


def _sheet(numbered, notes, encoding, file_format, lost=0, newline=""):
    rows = kept(numbered)
    if not rows:
        raise UnreadableFile("빈 파일입니다. 내용이 있는 파일을 올려 주십시오.")
    lost_rows = [row.number for row in rows if any(LOST in cell for cell in row.cells)] if lost else []
    rows, remarks = without_remarks(rows)
    rows, totals, verdicts = without_totals(rows)
    return Sheet(rows, encoding, file_format, lost, lost_rows, newline, totals, [*notes, *remarks, *verdicts])
