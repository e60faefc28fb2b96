"""Excel workbooks, new (xlsx) and old (xls): the first sheet that holds a table, cell by cell as shown."""

import io
import re
import warnings
import zipfile
from collections import Counter
from functools import partial
from itertools import islice

import openpyxl
import xlrd
from openpyxl.utils import range_boundaries

from directory.importing.reading.numbers import moment_text, number_text
from directory.importing.reading.refusals import refuse_archive, refuse_compound
from directory.importing.reading.sheet import UnreadableFile, clean, fill_down, kept

MAX_UNPACKED = 256 * 2**20
LAST_ROW = 1_048_576
CHUNK = 2**20
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
UNCOMPUTED = re.compile(rb"(?:</f>|<f\b[^<>]*/>)(?:<v ?/>|<v></v>)?</c>")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
BROKEN = "파일이 상했거나 엑셀이 아닌 프로그램이 만든 것입니다. 엑셀에서 열어 다시 저장해 주십시오."


def read_xlsx(content):
    """(rows, notes) of a zip that ought to be a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_archive(archive)
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise UnreadableFile("압축을 풀면 너무 큰 엑셀 파일입니다. 나누어 저장해 주십시오.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _xlsx(content)
    except UnreadableFile:
        raise
    except Exception as error:  # Whatever openpyxl stumbles over: its list of errors is open.
        raise UnreadableFile(f"엑셀(xlsx)로 읽을 수 없습니다. {BROKEN}") from error


def _xlsx(content):
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return _first_table(
        [
            (sheet.title, sheet.sheet_state == "visible", partial(_xlsx_sheet, sheet))
            for sheet in workbook.worksheets
        ]
    )


def _xlsx_sheet(sheet):
    merged, uncomputed = _scan(sheet)
    # Exporters write a wrong extent; the rows know better.
    sheet.reset_dimensions()
    faults = Counter(uncomputed=uncomputed)
    cells_of = _gather(
        (number, [_xlsx_text(cell, faults) for cell in cells])
        for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW), start=1)
    )
    return cells_of, merged, faults


def _gather(numbered):
    return {row.number: row.cells for row in kept(numbered)}


def _scan(sheet):
    """The merged areas and the number of formulas never computed: openpyxl's read-only mode tells neither."""
    merged, uncomputed, tail = [], 0, b""
    with sheet._get_source() as source:
        while chunk := source.read(CHUNK):
            text = tail[-CHUNK:] + chunk
            cut = text.rfind(b">") + 1
            whole, tail = text[:cut], text[cut:]
            if b"mergeCell" in whole:
                merged.extend(MERGED.findall(whole))
            if b"f>" in whole or b"<f" in whole:
                uncomputed += len(UNCOMPUTED.findall(whole))
    areas = [range_boundaries(reference.decode()) for reference in merged]
    return [(top, bottom, left - 1) for left, top, _, bottom in areas], uncomputed


def _xlsx_text(cell, faults):
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if cell.data_type == "e":
            faults["errors"] += 1
            return ""
        if "_x" in value:
            value = ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
        return clean(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value, cell.number_format)
    return moment_text(value, cell.number_format)


def read_xls(content):
    """(rows, notes, encoding) of an old binary workbook."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, logfile=io.StringIO()
        )
        hidden = {index for index, state in enumerate(book._sheet_visibility) if state}
        sheets = [
            (name, index not in hidden, partial(_xls_sheet, book, index))
            for index, name in enumerate(book.sheet_names())
        ]
        rows, notes = _first_table(sheets)
    except UnreadableFile:
        raise
    except Exception as error:  # xlrd answers broken files with errors of every kind.
        refuse_compound(content, error)
        raise UnreadableFile(f"옛 엑셀(xls)로 읽을 수 없습니다. {BROKEN}") from error
    return rows, notes, "UTF-16" if book.encoding == "utf_16_le" else book.encoding.upper()


def _xls_sheet(book, index):
    sheet = book.sheet_by_index(index)
    faults = Counter()
    cells_of = _gather(
        (number + 1, [_xls_text(book, cell, faults) for cell in sheet.row(number)])
        for number in range(sheet.nrows)
    )
    merged = [(top + 1, bottom, left) for top, bottom, left, _ in sheet.merged_cells]
    book.unload_sheet(index)
    return cells_of, merged, faults


def _xls_text(book, cell, faults):
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return clean(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return str(bool(cell.value)).upper()
    if cell.ctype == xlrd.XL_CELL_ERROR:
        faults["errors"] += 1
        return ""
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    number_format = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return number_text(cell.value, number_format)
    try:
        moment = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
    except (ValueError, OverflowError):
        return number_text(cell.value)
    return moment_text(moment.time() if 0 <= cell.value < 1 else moment, number_format)


def _first_table(sheets):
    """Of (name, visible, load): rows and notes of the first sheet that holds a table, shown ones before hidden.

    A cover sheet of a few words is passed over if a table follows.
    """
    best = None
    for name, _, load in sorted(sheets, key=lambda sheet: not sheet[1]):
        found = load()
        best = best or (found[0] and (name, found))
        if _is_table(found[0]):
            best = (name, found)
            break
    if not best:
        return [], []
    name, (cells_of, merged, faults) = best
    filled = fill_down(cells_of, merged)
    return cells_of.items(), list(_remarks(name, sheets, filled, faults))


def _is_table(cells_of):
    return sum(len([cell for cell in cells if cell]) > 1 for cells in islice(cells_of.values(), 50)) > 1


def _remarks(name, sheets, filled, faults):
    if len(sheets) > 1:
        others = ", ".join(f"‘{other}’" for other, _, _ in sheets if other != name)
        yield f"시트 {len(sheets)}장 가운데 ‘{name}’ 시트를 읽었습니다. 읽지 않은 시트: {others[:200]}"
    if filled:
        yield f"세로로 합쳐진 칸의 값을 그 아래 {filled:,}칸에도 채웠습니다."
    if faults["errors"]:
        yield f"수식 오류(#N/A 등)가 든 {faults['errors']:,}칸은 빈칸으로 읽었습니다."
    if faults["uncomputed"]:
        yield (
            f"계산된 값이 없는 수식 {faults['uncomputed']:,}칸은 빈칸으로 읽었습니다. "
            "엑셀에서 한 번 저장하여 다시 올려 주십시오."
        )
