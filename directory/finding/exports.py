"""Any filtered list as a table, in the words of the 전국표준데이터, so that other offices can read it on.

A cell that a spreadsheet would take for a formula gets an apostrophe. Long tables are streamed, row by row
from the database to the reader; short ones are whole answers, which the page cache keeps.
"""

import tempfile
from itertools import islice

from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from openpyxl import Workbook

from common.csv_tables import CSV_TYPE, csv_response, mark_file, safe, tag_of
from directory.cards import complete_cards
from directory.finding.columns import COLUMNS

FORMATS = ("csv", "xlsx")
CHUNK = 200
SHORT = 1000
TYPES = {
    "csv": CSV_TYPE,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table(found, view, name, request):
    """The answer for ``facilities.csv`` and its like."""
    tag = tag_of(request, view, name)
    if unchanged := get_conditional_response(request, etag=tag):
        return unchanged
    short = found.count() <= SHORT
    made = rows(found, view, request)
    answer = csv_response(made, short) if name == "csv" else _xlsx(made, view, short)
    return mark_file(answer, COLUMNS[view][0], name, tag, is_short=short)


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


def _xlsx(made, view, short):
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(COLUMNS[view][0])
    sheet.freeze_panes = "A2"
    for row in made:
        sheet.append(row)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    workbook.save(file)
    file.seek(0)
    if short:
        with file:
            return HttpResponse(file.read(), content_type=TYPES["xlsx"])
    return FileResponse(file, content_type=TYPES["xlsx"])
