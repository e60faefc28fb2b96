"""What a run would do: every row read, compared and counted; nothing is written here."""

import hashlib
import json
from dataclasses import dataclass

from directory.importing.compare import Decision, decide
from directory.importing.reading import Row
from directory.importing.report import Report
from directory.importing.target import Elsewhere, Item, Problem, RowError
from directory.models.importing import SourceRecord

CHUNK = 500
# Of the bodies a list is known by, more than this share must not change at once, unless told.
GUARDED_SHARE = 0.3
# A list of three: one change is a third already.
SMALLEST_GUARDED = 4


@dataclass(eq=False)
class Step:
    """One row that is to be written, or whose record is; slim, because there are as many as rows."""

    item: Item
    digest: str
    row: Row
    outcome: str = ""
    is_new: bool = False
    told: frozenset = frozenset()


class Plan:
    def __init__(self, run, target, table, progress):
        self.run, self.target, self.rows, self.progress = run, target, table.rows, progress
        self.columns, self.source = table.columns, run.source
        self.day, self.is_part = run.reference_date, table.sheet.is_part
        self.report = Report(target.labels)
        self.reader = target.reader(self.source, self.columns, self.day)
        self.store = target.store(self.source, None, run.started_at)
        self.records = SourceRecord.objects.filter(source=self.source)
        self.seen, self.steps, self.missing = {}, [], []
        self.affected = 0
        self.mapping = json.dumps(self.columns.fields, ensure_ascii=False, sort_keys=True)
        self.settings = [
            target.version,
            self.source.crs,
            self.source.default_kind_id,
            str(self.source.licence),
        ]

    def make(self):
        for problem in self.reader.survey(self.rows):
            self.report.add(problem)
        for start in range(0, len(self.rows), CHUNK):
            chunk = self.rows[start : start + CHUNK]
            self._plan([found for row in chunk if (found := self._known_by(row))])
            self.progress.read(start + len(chunk))
        self._find_missing()

    def _known_by(self, row):
        """(row, key) of a row that is to be taken; the others are counted."""
        try:
            self.reader.admit(row)
            key = self.reader.key(row)
        except Elsewhere as elsewhere:
            for problem in elsewhere.args:
                self.report.add(problem, row.number)
            return self.report.count("elsewhere")
        except RowError as error:
            return self._fail(row, error)
        if key in self.seen:
            told = f"{self.seen[key]}행에 이미 있습니다."
            self.report.add(Problem("번호", key, "repeated", told), row.number)
            return self.report.count("repeated")
        self.seen[key] = row.number
        return row, key

    def _fail(self, row, error):
        self.report.add(error.problem, row.number)
        return self.report.count("failed")

    def _plan(self, known):
        records = {record.key: record for record in self.records.filter(key__in=[key for _, key in known])}
        snapshots = self.store.snapshots(
            [pk for record in records.values() if (pk := self.pk(record)) is not None]
        )
        for row, key in known:
            record = records.get(key)
            try:
                step = self._step(row, key, record)
            except RowError as error:
                self._fail(row, error)
                continue
            self.judge(step, record, snapshots.get(self.pk(record)))

    @property
    def creates_any(self):
        return any(step.is_new for step in self.steps)

    def pk(self, record):
        return record and getattr(record, f"{self.target.link}_id")

    def _step(self, row, key, record):
        """The row read, unless it is what it was: then what the record remembers of it."""
        digest = self._digest(row)
        if record and record.digest == digest and record.missing_since is None:
            theirs = record.written | record.held
            return Step(Item(row.number, key, "", theirs), digest, row)
        item = self.reader.read(row, key)
        if not item.is_closed:
            for problem in item.remarks:
                self.report.add(problem, row.number)
        return Step(item, digest, row)

    def _digest(self, row):
        told = [self.mapping, self.settings, self.reader.verdict(row), self.columns.kept(row)]
        if "reference_date" not in self.columns:
            told.append(str(self.day))
        written = json.dumps(told, ensure_ascii=False, default=str).encode()
        return hashlib.sha1(written, usedforsecurity=False).hexdigest()

    def judge(self, step, record, snapshot):
        """Decide about one row, count it, and keep the step if something is to be written."""
        if snapshot is None:
            step.is_new = not step.item.is_closed
            step.outcome = "created" if step.is_new else "not_opened"
            has_news = step.is_new
        else:
            decision, step.outcome = self.weigh(step, record, snapshot)
            self.tell(step, decision, snapshot)
            has_news = self.has_news(step, record, decision)
            if step.outcome in {"updated", "closed"} and decision.changes.keys() - self.target.quiet:
                self.affected += 1
        if has_news:
            self.steps.append(step)
        self.report.count(step.outcome)

    def weigh(self, step, record, snapshot):
        """(decision, outcome) for a thing that is there."""
        decision = decide(step.item.values, record.written, snapshot.values, self.target)
        if snapshot.in_hand and decision.changes:
            return Decision({}, decision.changes | decision.held, record.written), "kept"
        if decision.changes:
            return decision, "closed" if step.item.is_closed else "updated"
        return decision, "kept" if decision.held else "unchanged"

    def tell(self, step, decision, snapshot):
        """What a person's hand keeps as it is, each field once."""
        held = {name: value for name, value in decision.held.items() if name not in step.told}
        step.told |= held.keys()
        if held and snapshot.in_hand:
            self.report.keep(step.item.number, snapshot.title, snapshot.in_hand, held)
        elif held:
            self.report.hold(step.item.number, snapshot.title, held, snapshot.values)

    @staticmethod
    def has_news(step, record, decision):
        """Whether the thing or its record would be written."""
        return bool(
            decision.changes
            or record.digest != step.digest
            or record.held != decision.held
            or record.written != decision.written
            or record.missing_since
        )

    def _find_missing(self):
        """Records whose row the list no longer has. They are flagged; nothing is deleted."""
        if self.is_part:
            return
        link = f"{self.target.link}_id"
        known = self.records.filter(missing_since__isnull=True, **{f"{link}__isnull": False})
        gone = [
            (pk, thing)
            for pk, key, thing, written in known.values_list("pk", "key", link, "written")
            if key not in self.seen and self.reader.would_name(written)
        ]
        for start in range(0, len(gone), CHUNK):
            chunk = gone[start : start + CHUNK]
            snapshots = self.store.snapshots([thing for _, thing in chunk])
            for pk, thing in chunk:
                if thing in snapshots:
                    title = snapshots[thing].title
                    told = f"이번 목록에 없습니다: {title}. 지우지 않고 표시만 했습니다."
                    self.report.add(Problem("", title, "missing", told))
                    self.missing.append(pk)

    def too_much(self):
        """A sentence if the run would change, close or miss more than it may; else an empty string."""
        known = self.records.filter(**{f"{self.target.link}__isnull": False}).count()
        affected = self.affected + len(self.missing)
        if known < SMALLEST_GUARDED or affected <= GUARDED_SHARE * known:
            return ""
        return (
            f"이 목록에서 온 {known}건 가운데 {affected}건({100 * affected // known}%)이 바뀌거나 닫히거나 사라집니다. "
            f"{GUARDED_SHARE:.0%}가 넘어 멈추었습니다. 파일이 맞는지 확인하고, 맞으면 ‘많이 바뀌어도 계속’으로 다시 해 주십시오."
        )
