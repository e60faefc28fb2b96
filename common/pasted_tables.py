"""Tables as others write them, made into tables that can be read aloud: headings, and no merged cells."""

from copy import copy

CELLS = ["td", "th"]
MOST_SPANNED = 100


def _span(cell, name):
    value = str(cell.get(name, "1"))
    return max(1, min(int(value[:6]), MOST_SPANNED)) if value.isascii() and value.isdecimal() else 1


def grid_of(table):
    """The cells row by row, all rows as long; a merged cell stands in every place that it covered."""
    rows, waiting = [], {}
    for number, row in enumerate(table.find_all("tr")):
        line, cells = [], row.find_all(CELLS, recursive=False)
        while cells or (number, len(line)) in waiting:
            cell = waiting.pop((number, len(line)), None)
            if cell is None:
                cell = cells.pop(0)
                places = range(len(line), len(line) + _span(cell, "colspan"))
                below = range(number + 1, number + _span(cell, "rowspan"))
                waiting |= {(there, place): cell for there in below for place in places}
                waiting |= {(number, place): cell for place in places[1:]}
            line.append(cell)
        if line:
            rows.append(line)
    width = max(map(len, rows), default=0)
    return [[*row, *[None] * (width - len(row))] for row in rows]


def words_of(cell):
    return " ".join(cell.get_text(" ").split()) if cell is not None else ""


def read_aloud(soup, table, *, tables=True):
    """Rewrite ``table`` in place. A frame around one text is no table; one within another becomes lines."""
    grid = grid_of(table)
    if len(grid) == 1 and len(grid[0]) == 1:
        frame = grid[0][0].extract()
        frame.name = "div"
        table.replace_with(frame)
    elif grid and tables and table.find_parent("table") is None:
        table.replace_with(_with_headings(soup, grid, table.find("caption")))
    else:
        table.replace_with(*_lines(soup, grid))


def _with_headings(soup, grid, caption):
    made = soup.new_tag("table")
    if words_of(caption):
        made.append(caption)
    head, body = soup.new_tag("thead"), soup.new_tag("tbody")
    for number, row in enumerate(grid):
        line = soup.new_tag("tr")
        for column, cell in enumerate(row):
            line.append(_cell(soup, cell, "col" if number == 0 else _scope_of(cell, column)))
        (body if number else head).append(line)
    made.append(head)
    if body.contents:
        made.append(body)
    return made


def _scope_of(cell, column):
    return "row" if column == 0 and cell is not None and cell.name == "th" else None


def _cell(soup, cell, scope):
    made = soup.new_tag("th" if scope else "td", attrs={"scope": scope} if scope else {})
    for part in cell.contents if cell is not None else ():
        made.append(copy(part))
    return made


def _lines(soup, grid):
    """A paragraph for each row, each word with the heading of its column."""
    headings = [words_of(cell) for cell in grid[0]] if len(grid) > 1 else []
    for row in grid[1:] or grid:
        words = [words_of(cell) for cell in row]
        if headings:
            words = [
                f"{name}: {word}" if name and word else word
                for name, word in zip(headings, words, strict=True)
            ]
        line = soup.new_tag("p")
        line.string = ", ".join(filter(None, words))
        yield line
