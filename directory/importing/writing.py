"""Writing what was planned, chunk by chunk, and remembering enough of it to take it back."""

from django.utils import timezone

from directory.importing.compare import decide
from directory.importing.holder import section_of
from directory.models.importing import RunChange, SourceRecord

CHUNK = 500
REMEMBERED = ("raw", "digest", "written", "held", "missing_since")


def record_state(record):
    """A record as JSON, for undo."""
    state = {name: getattr(record, name) for name in REMEMBERED}
    day = state["missing_since"]
    return state | {"missing_since": day and day.isoformat()}


def save_records(records):
    """Write records that are there, in one statement for each chunk."""
    SourceRecord.objects.bulk_create(
        records,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["source", "key"],
        update_fields=list(REMEMBERED),
    )


class Writer:
    """Within a transaction. Creates first, then updates, then flags what is missing."""

    def __init__(self, plan, progress):
        self.plan, self.run, self.target, self.progress = plan, plan.run, plan.target, progress
        self.source = plan.source
        self.today = plan.day or timezone.localdate()
        self.touched, self.done = [], 0
        self.has_written = bool(plan.steps or plan.missing)
        # Before the transaction: making an agency locks the access log, which everybody writes.
        section = section_of(self.source) if plan.target.has_pages and plan.creates_any else None
        self.store = plan.target.store(plan.source, section, plan.run.started_at)

    def write(self):
        if not self.has_written:
            return
        steps = self.plan.steps
        new = [step for step in steps if step.is_new]
        known = [step for step in steps if not step.is_new]
        self.progress.to_write = len(steps) + len(self.plan.missing)
        for write, planned in ((self._create, new), (self._update, known), (self._flag, self.plan.missing)):
            for start in range(0, len(planned), CHUNK):
                chunk = planned[start : start + CHUNK]
                write(chunk)
                self.done += len(chunk)
                self.progress.written(self.done)
        for problem in self.store.finish(self.touched):
            self.plan.report.add(problem)
        if self.store.also_made:
            RunChange.objects.create(run=self.run, after={"also": self.store.also_made})

    def _create(self, steps):
        made = self.store.create([step.item for step in steps])
        self.touched += [each.pk for each in made]
        records = SourceRecord.objects.bulk_create(
            SourceRecord(
                source=self.source,
                key=step.item.key,
                raw=self.plan.columns.kept(step.row),
                digest=step.digest,
                written=step.item.values,
                **{f"{self.target.link}_id": each.pk},
            )
            for step, each in zip(steps, made, strict=True)
        )
        RunChange.objects.bulk_create(
            RunChange(run=self.run, record=record, is_new=True, after={"store": each.after})
            for record, each in zip(records, made, strict=True)
        )

    def _update(self, steps):
        """Compare again, with the things locked: a person may have been there since the plan."""
        keys = [step.item.key for step in steps]
        records = {record.key: record for record in self.plan.records.filter(key__in=keys)}
        steps = [step for step in steps if step.item.key in records]
        pk = {step: self.plan.pk(records[step.item.key]) for step in steps}
        now = self.store.snapshots(list(pk.values()), lock=True)
        steps = [step for step in steps if pk[step] in now]
        decisions = {step: self._weigh(step, records[step.item.key], now[pk[step]]) for step in steps}
        changes = {pk[step]: found.changes for step, found in decisions.items() if found.changes}
        wrote = {each.pk: each for each in self.store.update(changes)} if changes else {}
        self.touched += wrote
        remembered = []
        for step, decision in decisions.items():
            record, thing = records[step.item.key], pk[step]
            remembered.append(self._change(record, now[thing], decision.changes, wrote.get(thing)))
            record.raw, record.digest = self.plan.columns.kept(step.row), step.digest
            record.written, record.held, record.missing_since = decision.written, decision.held, None
        save_records([records[step.item.key] for step in steps])
        RunChange.objects.bulk_create(remembered)

    def _weigh(self, step, record, snapshot):
        decision, outcome = self.plan.weigh(step, record, snapshot)
        self.plan.tell(step, decision, snapshot)
        if outcome != step.outcome:
            self.plan.report.tally[step.outcome] -= 1
            self.plan.report.count(outcome)
        return decision

    def _change(self, record, snapshot, changes, written):
        before, after = {"record": record_state(record)}, {}
        if written:
            before |= {"values": {name: snapshot.values[name] for name in changes}, "store": written.before}
            after = {"values": changes, "store": written.after}
        return RunChange(run=self.run, record=record, before=before, after=after)

    def _flag(self, record_pks):
        records = list(SourceRecord.objects.filter(pk__in=record_pks))
        pk = {record.pk: self.plan.pk(record) for record in records}
        now = self.store.snapshots(list(pk.values()), lock=True)
        values = self.plan.reader.missing_values(self.today)
        changes, decisions = {}, {}
        for record in records:
            there = now.get(pk[record.pk])
            decision = there and decide(values, record.written, there.values, self.target)
            if decision and decision.changes and not there.in_hand:
                changes[pk[record.pk]] = decision.changes
                decisions[record.pk] = decision
        wrote = {each.pk: each for each in self.store.update(changes)} if changes else {}
        remembered = []
        for record in records:
            thing = pk[record.pk]
            remembered.append(self._change(record, now.get(thing), changes.get(thing, {}), wrote.get(thing)))
            record.missing_since = self.today
            if record.pk in decisions:
                record.written = decisions[record.pk].written
        save_records(records)
        RunChange.objects.bulk_create(remembered)
