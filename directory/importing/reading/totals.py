"""Rows that are no data: titles above the table, footnotes, totals. Totals are held against the data."""

import re

from directory.importing.reading.sheet import width_of

TOTAL = re.compile(r"(?:총합|총|합|소)?계[:：]?\(?(?:(?P<number>\d[\d,]*)(?:개소|명|건|곳)?)?\)?")
AMOUNT = re.compile(r"(?P<number>\d[\d,]*)(?:\.\d+)?(?:%|개소|개|명|건|곳|원|인)?|-")
FOOTNOTE = re.compile(r"(?:※|주\s*\)|자료\s*[:：]|출처\s*[:：])")
MOST_COMPARED = 20


def without_remarks(rows):
    """The rows without footnotes, and what to say of the titles above and the notes below the table."""
    if width_of(rows) < 3:
        return rows, []
    notes = []
    titles = next(index for index, row in enumerate(rows) if len(row.filled) > 1)
    if titles:
        notes.append(f"표 위의 글 {titles}줄은 제목으로 보았습니다: {rows[0].filled[0][:40]}")
    footnotes = [row for row in rows[titles:] if _is_footnote(row)]
    if footnotes:
        numbers = ", ".join(f"{row.number}행" for row in footnotes[:5])
        notes.append(f"표에 딸린 설명 {len(footnotes)}줄은 자료에서 뺐습니다({numbers}).")
        dropped = {row.number for row in footnotes}
        rows = [row for row in rows if row.number not in dropped]
    return rows, notes


def _is_footnote(row):
    first = next(cell for cell in row.cells if cell.strip())
    return bool(FOOTNOTE.match(first.strip())) and len(row.filled) == 1


def without_totals(rows):
    """The rows without totals, [(row number, stated total)], and what to say of them."""
    width = width_of(rows)
    amounts = {index: found for index, row in enumerate(rows) if (found := _amounts(row, width)) is not None}
    if not amounts or len(amounts) == len(rows):
        return rows, [], []
    head = next((i for i, row in enumerate(rows) if i not in amounts and len(row.filled) * 2 >= width), 0)
    data = [row for index, row in enumerate(rows) if index not in amounts]
    totals, notes = [], []
    for index, found in amounts.items():
        spans = _spans(rows, head, amounts, index) if len(totals) < MOST_COMPARED else []
        totals.append((rows[index].number, _stated(found, spans)))
        if spans and found:
            notes.append(_verdict(rows[index], found, spans, totals[-1][1]))
    if len(amounts) > MOST_COMPARED or not notes:
        notes.append(f"합계 줄 {len(amounts)}줄은 자료에서 뺐습니다.")
    return data, totals, notes


def _amounts(row, width):
    """{column: amount} if the row is a total: its first words say so and it names nothing else."""
    filled = row.filled
    word = _match(TOTAL, filled[0])
    rest = filled[1:]
    if not word and len(filled) > 2 and len(filled[1]) > 1:
        # "노인 | 소계 | 12": the total of one group.
        word, rest = _match(TOTAL, filled[1]), filled[2:]
    if not word or (not all(_match(AMOUNT, cell) for cell in rest) and len(filled) * 2 > width):
        return None
    found = {-1: _number(word["number"])} if word["number"] else {}
    for column, cell in enumerate(row.cells):
        match = _match(AMOUNT, cell)
        if match and match["number"]:
            found[column] = _number(match["number"])
    return found


def _match(pattern, cell):
    """Spaces are no part of it: totals are spread out (“총  계”)."""
    return pattern.fullmatch("".join(cell.split())) if len(cell) < 40 else None


def _number(digits):
    return int(digits.replace(",", "")[:18] or 0)


def _spans(rows, head, amounts, index):
    """The data a total may speak of: all above, above up to the last total, all below, below to the next."""
    marks = sorted(amounts)
    place = marks.index(index)
    last = marks[place - 1] if place else head
    following = marks[place + 1] if place + 1 < len(marks) else len(rows)
    bounds = [(head + 1, index), (last + 1, index), (index + 1, len(rows)), (index + 1, following)]
    return [[rows[i] for i in range(max(start, head + 1), end) if i not in amounts] for start, end in bounds]


def _stated(found, spans):
    """Of several amounts the one that is a number of rows, else the first."""
    counts = {len(span) for span in spans}
    return next((amount for amount in found.values() if amount in counts), next(iter(found.values()), None))


def _verdict(row, found, spans, stated):
    name = f"{row.number}행의 {row.filled[0]}"
    for span in spans:
        if stated == len(span):
            return f"{name}({stated:,})는 읽은 줄 수와 맞습니다. 이 줄은 자료에서 뺐습니다."
        if all(amount == _sum(column, span) for column, amount in found.items()):
            return f"{name}({stated:,})는 그 칸을 더한 값과 맞습니다. 이 줄은 자료에서 뺐습니다."
    return (
        f"{name}({stated:,})는 읽은 줄 수({len(spans[0]):,})와 다릅니다. "
        "빠진 줄이 없는지 확인해 주십시오. 이 줄은 자료에서 뺐습니다."
    )


def _sum(column, rows):
    cells = (row.cells[column] for row in rows if 0 <= column < len(row.cells))
    return sum(
        _number(match["number"]) for cell in cells if (match := _match(AMOUNT, cell)) and match["number"]
    )
