"""Tables as CSV: with the mark by which spreadsheets know UTF-8, and no cell that one would take for a formula.

Long tables are streamed, row by row from the database to the reader; short ones are whole answers, which the page
cache keeps.
"""

import csv
import hashlib
import re
import time

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from common.versions import content_version

FRESH_SECONDS = 300
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
# What no XML, and so no XLSX, may hold.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CSV_TYPE = "text/csv; charset=utf-8"


def safe(value):
    if not isinstance(value, str):
        return value
    text = UNPRINTABLE.sub("", value)
    return f"'{text}" if FORMULA.match(text) else text


class _Echo:
    """Gives back what is written to it: `csv` writes, we send."""

    write = staticmethod(str)


def csv_response(rows, is_short):
    """Of rows whose cells are safe already, the heading first."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow(row) for row in rows)
    parts = (f"\ufeff{line}" if number == 0 else line for number, line in enumerate(lines))
    if is_short:
        return HttpResponse("".join(parts), content_type=CSV_TYPE)
    return StreamingHttpResponse(parts, content_type=CSV_TYPE)


def tag_of(request, *parts):
    """The same question under the same content, in the same five minutes, has the same answer."""
    asked = (
        content_version(),
        *parts,
        request.META.get("QUERY_STRING", ""),
        int(time.time()) // FRESH_SECONDS,
    )
    return f'W/"{hashlib.blake2b(repr(asked).encode(), digest_size=16).hexdigest()}"'


def mark_file(answer, name, ending, tag, *, is_short):
    """What a table's answer says of itself. The page cache gives whole answers a tag of its own."""
    file_name = f"{name}_{timezone.localdate():%Y-%m-%d}.{ending}"
    answer.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    if not is_short:
        answer.headers["ETag"] = tag
        answer.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer


def csv_file(rows, name, *, is_short):
    """A table of cells as they come, to keep under ``name``."""
    answer = csv_response(([safe(cell) for cell in row] for row in rows), is_short)
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    return answer


def csv_answer(request, *, heading, rows, is_short, name):
    """The whole answer for a table; ``rows`` are read while it is sent."""
    tag = tag_of(request, request.path)
    if unchanged := get_conditional_response(request, etag=tag):
        return unchanged

    def lines():
        yield heading
        for row in rows:
            yield [safe(cell) for cell in row]

    return mark_file(csv_response(lines(), is_short), name, "csv", tag, is_short=is_short)
