"""What a run did, told in Korean: counts that add up to the rows read, every problem with its row, the error file."""

import csv
import io
from collections import Counter

from directory.importing.compare import shown
from directory.importing.headers import PERSON
from directory.importing.table import opened
from directory.importing.target import Problem
from directory.models.importing import ImportProblem, Severity

OUTCOMES = {
    "created": "새로 실음",
    "updated": "고침",
    "closed": "폐지되어 목록에서 내림",
    "unchanged": "그대로",
    "kept": "사람이 고친 것이라 두었음",
    "not_opened": "폐지된 곳이라 싣지 않음",
    "elsewhere": "다른 지역이라 싣지 않음",
    "repeated": "같은 번호가 되풀이되어 싣지 않음",
    "failed": "오류",
}
ERROR_COLUMN = "오류"
NUMBER_COLUMN = "행"


class Report:
    """Collects what happens to every row; ``save`` puts it into the run."""

    def __init__(self, labels):
        self.labels = labels
        self.tally, self.lines = Counter(), []

    def count(self, outcome):
        self.tally[OUTCOMES[outcome] and outcome] += 1

    def add(self, problem, row=None):
        self.lines.append((row, problem))

    def hold(self, row, title, held, ours):
        """What a person's hand keeps: for each field what stands here and what the list says."""
        for name, theirs in held.items():
            message = (
                f"{title}: 사람이 고친 값 ‘{shown(ours.get(name))}’을(를) 두었습니다. "
                f"목록의 값은 ‘{shown(theirs)}’입니다."
            )
            label = self.labels.get(name, name)
            self.add(Problem(label, shown(theirs), "held", message, Severity.HELD), row)

    def keep(self, row, title, reason, names):
        told = ", ".join(self.labels.get(name, name) for name in names)
        message = f"{title}: {reason} 그대로 두었습니다. 다른 칸: {told}"
        self.add(Problem("", title, "in_hand", message, Severity.HELD), row)

    def save(self, run):
        """Write the lines of this attempt over those of the one before."""
        run.problems.all().delete()
        ImportProblem.objects.bulk_create(
            (
                ImportProblem(
                    run=run,
                    row=row,
                    severity=problem.severity,
                    column=problem.column[:80],
                    raw=_cut(problem.raw, 200),
                    code=problem.code,
                    message=_cut(problem.message, 300),
                )
                for row, problem in self.lines
            ),
            batch_size=500,
        )
        run.counts = {outcome: self.tally[outcome] for outcome in OUTCOMES if self.tally[outcome]}
        assert self.tally.total() == run.rows_read, "every row has one outcome"


def _cut(text, length):
    text = " ".join(str(text).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def facts(run):
    """Lines about a run, for the standard output."""
    yield f"출처: {run.source.name} ({run.format} · {run.encoding})"
    if run.reference_date:
        yield f"기준일: {run.reference_date.isoformat()}"
    yield f"읽은 줄: {run.rows_read}"
    for outcome, label in OUTCOMES.items():
        if run.counts.get(outcome):
            yield f"  {label}: {run.counts[outcome]}"


def line(problem):
    """One problem as a line for a terminal."""
    where = f"{problem.row}행 " if problem.row else ""
    told = f"{problem.column} ‘{_cut(problem.raw, 80)}’: " if problem.column else ""
    return f"{where}{told}{problem.message}"


def error_file(run):
    """The rows that could not be taken, with what is wrong in each, as CSV for a spreadsheet.

    Mended, it can be uploaded again as it is: the columns keep their names, and ours are passed over.
    Columns with names of persons are left out.
    """
    errors = {}
    for problem in run.problems.filter(severity=Severity.ERROR, row__isnull=False):
        errors.setdefault(problem.row, []).append(problem.message)
    table = opened(run)
    names = [name for name in table.columns.names if name and table.columns.fields.get(name) != PERSON]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*names, NUMBER_COLUMN, ERROR_COLUMN])
    for row in table.rows:
        if row.number in errors:
            cells = dict(zip(table.columns.names, row.cells, strict=False))
            told = " ".join(errors[row.number])
            writer.writerow([*(_safe(cells.get(name, "")) for name in names), row.number, told])
    return ("\ufeff" + out.getvalue()).encode()


def _safe(cell):
    """A spreadsheet runs what begins like a formula; an apostrophe makes it text."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") and not cell[1:2].isdigit() else cell
