"""Results and papers as CSV that Excel reads as Korean. No cell starts a formula."""

import csv

from django.http import StreamingHttpResponse

from accounts.exports import FORMULA_STARTS


class _Line:
    """What `csv.writer` writes to; it hands the line on."""

    def write(self, line):
        return line


def _harmless(cell):
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def csv_response(rows, name):
    writer = csv.writer(_Line())
    lines = (writer.writerow([_harmless(cell) for cell in row]) for row in rows)
    parts = (f"\ufeff{line}" if number == 0 else line for number, line in enumerate(lines))
    response = StreamingHttpResponse(parts, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def results_table(ballot, results):
    places = ballot.most if ballot.kind == "ranking" else 1
    by_place = [f"{place}순위" for place in range(1, places + 1)] if places > 1 else []
    yield ["등수", "번호", "항목", "표", "비율(%)", *(["점수", *by_place] if by_place else [])]
    for row in results.rows:
        more = [row["points"], *row["by_place"]] if by_place else []
        yield [row["rank"], row["number"], row["option"].label, row["votes"], row["share"], *more]


def papers_table(ballot):
    """Every paper, in the order of receipts: whoever wants to counts again."""
    words = {option.number: option.label for option in ballot.options.select_related("issue")}
    yield ["접수번호", "고른 번호", "고른 것"]
    for receipt, choices in ballot.papers.order_by("receipt").values_list("receipt", "choices").iterator():
        chosen = " / ".join(words[number] for number in choices)
        yield [receipt, " ".join(map(str, choices)), chosen]
