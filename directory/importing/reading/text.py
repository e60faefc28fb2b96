"""Bytes to text by a ladder of encodings, text to rows by its delimiter and quotes."""

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

from directory.importing.reading.sheet import LOST, UnreadableFile, clean

DELIMITERS = ",;\t"
BOMS = {
    codecs.BOM_UTF8: ("utf-8-sig", "UTF-8 BOM"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
LONGEST_CELL_LINES = 200
MOST_MENDED = 200
MANY_LINES = 20


def decode(content):
    """The text, the encoding that fitted, and how many characters were lost: a strict ladder.

    Guessing libraries fail on real cp949 files; each step here either fits every byte or is refused.
    Only then is a step taken that replaces what it cannot read: the one that loses less.
    """
    for bom, (encoding, label) in BOMS.items():
        if content.startswith(bom):
            text = content.decode(encoding, "replace")
            return text, label, text.count(LOST)
    if encoding := _utf16_without_bom(content):
        text = content.decode(encoding, "replace")
        return text, "UTF-16", text.count(LOST)
    for encoding, label in (("utf-8", "UTF-8"), ("cp949", "CP949")):
        try:
            return content.decode(encoding), label, 0
        except UnicodeDecodeError as error:
            whole = content[: error.start]
            if error.reason == "unexpected end of data" and not whole.isascii():
                # The head of a longer UTF-8 file, cut inside a character.
                return whole.decode() + LOST, label, 1
    texts = [(content.decode("cp949", "replace"), "CP949"), (content.decode("utf-8", "replace"), "UTF-8")]
    text, label = min(texts, key=lambda pair: pair[0].count(LOST))
    return text, label, text.count(LOST)


def _utf16_without_bom(content):
    """In official lists digits, commas and line ends abound: every other byte of these is nought."""
    head = content[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) < 4 or max(even, odd) * 20 < len(head) or min(even, odd) * 3 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding


def refuse_noise(text, lost):
    """Bytes that are no text in any encoding decode to little but losses and control characters."""
    noise = lost + len(CONTROL.findall(text))
    if noise > 10 and noise * 20 > len(text):
        raise UnreadableFile(
            "글자로 된 표가 아닙니다. 엑셀(xlsx)이나 ‘CSV UTF-8’로 저장한 파일을 올려 주십시오."
        )


def newline_of(text):
    crlf = text.count("\r\n")
    counts = {"CRLF": crlf, "LF": text.count("\n") - crlf, "CR": text.count("\r") - crlf}
    best = max(counts, key=counts.get)
    return best if counts[best] else ""


def read_csv(text):
    """(row number, cells) of a CSV, and what to say of it."""
    # newline="" because official lists hold line breaks inside cells.
    lines = list(io.StringIO(clean(text), newline=""))
    mended = []
    try:
        rows = list(enumerate(_rows(lines, mended), start=1))
    except csv.Error as error:
        raise UnreadableFile(
            f"한 칸에 {csv.field_size_limit():,}자가 넘게 들어 있습니다. 따옴표가 어긋난 곳이 없는지 확인해 주십시오."
        ) from error
    notes = []
    if "\0" in text:
        notes.append(f"글자가 아닌 것(NUL) {text.count(chr(0)):,}개를 지웠습니다.")
    if mended:
        numbers = ", ".join(f"{number}행" for number in mended[:5])
        notes.append(
            f"따옴표가 어긋난 줄 {len(mended)}곳을 따옴표 없이 읽었습니다({numbers}). 확인해 주십시오."
        )
    long = [number for number, cells in rows if any(cell.count("\n") > MANY_LINES for cell in cells)]
    if long:
        numbers = ", ".join(f"{number}행" for number in long[:5])
        notes.append(
            f"한 칸에 줄이 {MANY_LINES}개가 넘는 곳이 있습니다({numbers}). 따옴표가 맞는지 확인해 주십시오."
        )
    return rows, notes


def _rows(lines, mended):
    hint = re.fullmatch(r"sep=([,;|\t])\s*", lines[0]) if lines else None
    if hint:
        # Excel's own first line, which it does not show.
        return _records(lines[1:], hint[1], mended)
    return _records(lines, delimiter_of(lines), mended)


def delimiter_of(lines):
    """What parts most of the first rows, or else most finely, into one number of cells."""
    sample = [line for line in lines[:60] if line.strip()][:30]

    def fitness(delimiter):
        widths = Counter(len(cells) for cells in csv.reader(sample, delimiter=delimiter))
        shares = [(often / widths.total(), width) for width, often in widths.items() if width > 1]
        return max(shares, default=(0, 0))

    return max(DELIMITERS, key=fitness)


def _records(lines, delimiter, mended):
    """Cells row by row. A quote that is never closed costs its own row, not the rest of the file.

    Of a row that runs over several lines the first line is read without quotes if the row has no end
    or swallows lines that are rows themselves; reading goes on with the line below.
    """
    width = max((len(cells) for cells in islice(csv.reader(lines[:20], delimiter=delimiter), 10)), default=0)
    start, number = 0, 0
    while start < len(lines):
        feed = _Feed(lines, start)
        for cells in csv.reader(feed, delimiter=delimiter):
            number += 1
            if _is_swallowed(feed, width, delimiter):
                _mend(number, mended)
                feed.position = feed.start + 1
                yield [_unquoted(cell) for cell in _plain(lines[feed.start], delimiter)]
                break
            feed.start = feed.position
            yield cells
        start = feed.position


class _Feed:
    """Lines for the reader, which sees the end of the file when one row has taken too many."""

    def __init__(self, lines, start):
        self.lines, self.start, self.position = lines, start, start

    @property
    def taken(self):
        return self.position - self.start

    @property
    def is_exhausted(self):
        return self.position >= len(self.lines) or self.taken >= LONGEST_CELL_LINES

    def __iter__(self):
        return self

    def __next__(self):
        if self.is_exhausted:
            raise StopIteration
        self.position += 1
        return self.lines[self.position - 1]


def _mend(number, mended):
    mended.append(number)
    if len(mended) > MOST_MENDED:
        raise UnreadableFile(
            "따옴표가 어긋난 줄이 너무 많습니다. 엑셀에서 열어 ‘CSV UTF-8’로 다시 저장해 주십시오."
        )


def _plain(line, delimiter):
    return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])


def _unquoted(cell):
    return cell[1:].removesuffix('"') if cell.startswith('"') else cell


def _is_swallowed(feed, width, delimiter):
    """Whether a quote ran on to the end, or over lines most of which are full rows."""
    if feed.taken == 1 and not feed.is_exhausted:
        return False
    lines = feed.lines[feed.start : feed.position]
    if feed.is_exhausted and len(list(csv.reader([*lines, "x"], delimiter=delimiter))) == 1:
        # Still inside of quotes: one more line became a part of the row.
        return True
    own, others = lines[0], lines[1:-1] or lines[1:]
    if not others or width < 4 or len(_plain(own, delimiter)) < width:
        return False
    if len(others) == 1 and sum(line.count('"') for line in lines) % 2 == 0:
        # Two lines and every quote in its pair: a cell of two lines.
        return False
    whole = sum(len(next(csv.reader([line], delimiter=delimiter), [])) == width for line in others)
    return whole >= 0.8 * len(others)
