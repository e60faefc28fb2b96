"""Taking the newest run of a list back: things, records, revisions and index as they were before it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from common.signals import public_content_changed
from directory.importing.locking import one_at_a_time
from directory.importing.target import Problem, target_of
from directory.importing.writing import REMEMBERED, save_records
from directory.models.importing import ImportProblem, ImportRun, RunChange, RunState, Severity, SourceRecord

CHUNK = 200


class CannotUndo(Exception):
    """The run is not one that can be taken back; the message says why, in Korean."""


def undo(run, by=None):
    """Bring back what was before the run; returns Korean lines of what had to stay.

    What a person wrote since stays: of a thing that the run changed, only the fields that still say
    what the run wrote are brought back; a thing that the run made and a person edited is kept.
    """
    with one_at_a_time(), transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        refuse(run)
        stayed = _Undo(run).go()
        run.state = RunState.UNDONE
        told = timezone.localtime().strftime("%Y-%m-%d %H:%M")
        run.notes = [
            *run.notes,
            f"{told}에 되돌렸습니다." + (f" 남겨 둔 것 {len(stayed)}건" if stayed else ""),
        ]
        run.save(update_fields=["state", "notes"])
        ImportProblem.objects.bulk_create(
            ImportProblem(
                run=run,
                severity=Severity.HELD,
                code=problem.code,
                raw=problem.raw[:200],
                message=problem.message,
            )
            for problem in stayed
        )
        public_content_changed.send(sender=ImportRun)
    return [problem.message for problem in stayed]


def refuse(run):
    if run.state != RunState.DONE:
        raise CannotUndo(f"‘{run.get_state_display()}’ 상태인 가져오기는 되돌릴 것이 없습니다.")
    later = ImportRun.objects.filter(source=run.source, state=RunState.DONE, finished_at__gt=run.finished_at)
    newest = later.order_by("-finished_at").first()
    if newest:
        raise CannotUndo(
            f"이 목록을 나중에 다시 가져왔습니다. 먼저 {newest.pk}번 가져오기를 되돌려 주십시오."
        )


class _Undo:
    def __init__(self, run):
        self.run, self.target = run, target_of(run.source.kind)
        self.link = f"{self.target.link}_id"
        self.store = self.target.store(run.source, None, timezone.now())
        self.stayed = []

    def go(self):
        changes = self.run.changes.order_by("-pk")
        for change in changes.filter(after__has_key="also"):
            self.store.remove_also(change.after["also"])
        pks = list(changes.values_list("pk", flat=True))
        for start in range(0, len(pks), CHUNK):
            chunk = list(
                RunChange.objects.filter(pk__in=pks[start : start + CHUNK])
                .select_related("record")
                .order_by("-pk")
            )
            chunk = [change for change in chunk if change.record is not None]
            self._unmake([change for change in chunk if change.is_new])
            self._give_back([change for change in chunk if not change.is_new])
        # Without loading what they remember, which `delete` would for the sake of its signals.
        changes.order_by()._raw_delete(changes.db)
        return self.stayed

    def _stay(self, title, reason):
        self.stayed.append(Problem("", title, "stayed", f"{title}: {reason} 남겨 두었습니다."[:300]))

    def _unmake(self, changes):
        made = {getattr(change.record, self.link): change.after["store"] for change in changes}
        kept = self.store.remove(made)
        titles = self.store.snapshots(list(kept)) if kept else {}
        for pk, reason in kept.items():
            self._stay(titles[pk].title if pk in titles else str(pk), reason)
        # Those that stay keep their record: the next edition finds them again.
        gone = [change.record_id for change in changes if getattr(change.record, self.link) not in kept]
        SourceRecord.objects.filter(pk__in=gone).delete()

    def _give_back(self, changes):
        pk = {change.pk: getattr(change.record, self.link) for change in changes}
        wrote = {pk[change.pk]: change for change in changes if change.after.get("store")}
        untouched = self.store.is_untouched({thing: change.after["store"] for thing, change in wrote.items()})
        self.store.restore(
            {
                thing: (
                    wrote[thing].before["values"],
                    wrote[thing].before["store"],
                    wrote[thing].after["store"],
                )
                for thing in untouched
            }
        )
        self._give_back_fields({thing: wrote[thing] for thing in wrote.keys() - untouched})
        for change in changes:
            state = change.before["record"]
            for name in REMEMBERED:
                setattr(change.record, name, state[name])
            missing = state["missing_since"]
            change.record.missing_since = date.fromisoformat(missing) if missing else None
        save_records([change.record for change in changes])

    def _give_back_fields(self, wrote):
        """Things that a person wrote since: field by field, where they still say what the run wrote."""
        if not wrote:
            return
        now = self.store.snapshots(list(wrote), lock=True)
        changes = {}
        for thing, change in wrote.items():
            if thing not in now:
                continue
            there, written = now[thing], change.after["values"]
            same = [name for name, value in written.items() if there.values.get(name) == value]
            if there.in_hand and same:
                self._stay(there.title, f"{there.in_hand} 가져온 값을")
            elif same:
                changes[thing] = {name: change.before["values"][name] for name in same}
            if len(same) < len(written):
                self._stay(there.title, "사람이 고친 칸을")
        if changes:
            self.store.update(changes)
