"""Any filtered list as a table, in the words of the 전국표준데이터, so that other offices can read it on.

A cell that a spreadsheet would take for a formula gets an apostrophe. Long tables are streamed, row by row
from the database to the reader; short ones are whole answers, which the page cache keeps.
"""

import csv
import hashlib
import re
import tempfile
import time
from itertools import islice

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from openpyxl import Workbook

from common.versions import content_version
from directory.cards import complete_cards
from directory.finding.columns import COLUMNS

FORMATS = ("csv", "xlsx")
CHUNK = 200
SHORT = 1000
FRESH_SECONDS = 300
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
# What no XML, and so no XLSX, may hold.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table(found, view, name, request):
    """The answer for ``facilities.csv`` and its like."""
    tag = _tag(view, name, request)
    if unchanged := get_conditional_response(request, etag=tag):
        return unchanged
    short = found.count() <= SHORT
    answer = _csv(found, view, request, short) if name == "csv" else _xlsx(found, view, request, short)
    label = COLUMNS[view][0]
    file_name = f"{label}_{timezone.localdate():%Y-%m-%d}.{name}"
    answer.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    if not short:  # The page cache gives whole answers a tag of its own.
        answer.headers["ETag"] = tag
        answer.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer


def _tag(view, name, request):
    """The same question under the same content, in the same five minutes, has the same answer."""
    parts = (
        content_version(),
        view,
        name,
        request.META.get("QUERY_STRING", ""),
        int(time.time()) // FRESH_SECONDS,
    )
    return f'W/"{hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"'


def rows(found, view, request):
    """The heading, then a row for each page, read by some hundreds."""
    _, columns = COLUMNS[view]
    yield [heading for heading, _ in columns]
    pks = iter(found.pks())
    while chunk := list(islice(pks, CHUNK)):
        pages = found.read(chunk, load=lambda pages: pages.for_facts().defer("body"))
        complete_cards(pages)
        for page in pages:
            facts = page.public_facts(request)
            yield [safe(cell(facts)) for _, cell in columns]


def safe(value):
    if not isinstance(value, str):
        return value
    text = UNPRINTABLE.sub("", value)
    return f"'{text}" if FORMULA.match(text) else text


class _Echo:
    """Gives back what is written to it: `csv` writes, we send."""

    write = staticmethod(str)


def _csv(found, view, request, short):
    writer = csv.writer(_Echo())
    lines = (writer.writerow(row) for row in rows(found, view, request))
    parts = (f"\ufeff{line}" if number == 0 else line for number, line in enumerate(lines))
    if short:
        return HttpResponse("".join(parts), content_type=TYPES["csv"])
    return StreamingHttpResponse(parts, content_type=TYPES["csv"])


def _xlsx(found, view, request, short):
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(COLUMNS[view][0])
    sheet.freeze_panes = "A2"
    for row in rows(found, view, request):
        sheet.append(row)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    workbook.save(file)
    file.seek(0)
    if short:
        with file:
            return HttpResponse(file.read(), content_type=TYPES["xlsx"])
    return FileResponse(file, content_type=TYPES["xlsx"])
