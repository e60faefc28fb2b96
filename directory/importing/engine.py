"""Bringing one edition of a list in: prepare, look at it, rehearse, run, undo.

    run = prepare(content, file_name, kind=SourceKind.FACILITIES)   # a draft; raises UnreadableFile
    preview(run)                                                    # 20 rows with the proposed mapping
    remember_mapping(run, {header: field})                          # where a person knows better
    run_import(run, rehearsal=True)                                 # the whole report, nothing written
    run_import(run)                                                 # all or nothing, in one transaction
    undo(run, by=person)                                            # exactly back

Whatever a row is of (facility, benefit) is said by its ``Target``. A run plans first, without writing:
every row is read and compared, and the guard looks at the sum. Then it writes what was planned, chunk
by chunk, comparing again with the rows locked, so that a person's edit in between is seen.
"""

import hashlib
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from common.signals import public_content_changed
from directory.importing.cleaning import dates
from directory.importing.locking import Busy, one_at_a_time
from directory.importing.plan import Plan
from directory.importing.progress import Progress
from directory.importing.reading import UnreadableFile
from directory.importing.report import OUTCOMES, error_file, facts
from directory.importing.sources import new_source, recognised, remember_mapping, source_named
from directory.importing.table import Preview, first_look, opened, preview
from directory.importing.target import target_of
from directory.importing.undo import CannotUndo, undo
from directory.importing.writing import Writer
from directory.models.importing import ImportRun, RunState
from directory.models.source import SourceKind

__all__ = [
    "OUTCOMES",
    "Busy",
    "CannotUndo",
    "Preview",
    "UnreadableFile",
    "error_file",
    "facts",
    "prepare",
    "preview",
    "remember_mapping",
    "run_import",
    "source_named",
    "undo",
]

FINISHED = {RunState.DONE, RunState.UNDONE}


@transaction.atomic
def prepare(content, file_name, *, source=None, kind=SourceKind.FACILITIES, by=None):
    """Keep a file as a draft, once it can be read. The list it is an edition of is recognised, or new."""
    file_name = PurePath(file_name.replace("\\", "/")).name[:200]
    table = first_look(content, kind, source)
    if source is None:
        source = recognised(file_name, table.columns.names, kind) or new_source(file_name, kind)
        table = first_look(content, kind, source)
    return ImportRun.objects.create(
        source=source,
        started_by=by,
        file_name=file_name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        format=table.sheet.format,
        encoding=table.sheet.encoding[:20],
        reference_date=dates.in_name(file_name),
        header_map=table.columns.fields,
        rows_read=len(table.rows),
        notes=table.notes,
    )


def run_import(run, *, rehearsal=False, force=False, progress=None):
    """Do it, or rehearse it; returns the run with its report. One that is finished is left as it is.

    ``progress(done, total)`` hears how far it is. Raises ``Busy`` while another import is going.
    """
    if run.state in FINISHED:
        return run
    with one_at_a_time():
        _start(run, rehearsal, force)
        try:
            _go(run, Progress(run, progress))
        except BaseException:
            _fail(run)
            raise
    return run


def _start(run, rehearsal, force):
    run.state, run.started_at, run.finished_at = RunState.RUNNING, timezone.now(), None
    run.is_rehearsal, run.is_forced, run.rows_done = rehearsal, force, 0
    run.save()


def _go(run, progress):
    target, table = target_of(run.source.kind), opened(run)
    run.rows_read, run.notes = len(table.rows), list(table.notes)
    progress.total = run.rows_read
    plan = Plan(run, target, table, progress)
    plan.make()
    too_much = plan.too_much()
    if too_much and not run.is_forced:
        run.notes.append(too_much)
    if run.is_rehearsal or (too_much and not run.is_forced):
        return _end(run, plan.report, RunState.REHEARSED if run.is_rehearsal else RunState.STOPPED)
    writer = Writer(plan, progress)
    with transaction.atomic():
        writer.write()
        _end(run, plan.report, RunState.DONE)
        if writer.has_written:
            public_content_changed.send(sender=ImportRun)


def _end(run, report, state):
    with transaction.atomic():
        report.save(run)
        run.state, run.rows_done, run.finished_at = state, run.rows_read, timezone.now()
        run.save()


def _fail(run):
    """What the transaction wrote is gone; the run says so."""
    run.state, run.finished_at, run.counts = RunState.FAILED, timezone.now(), {}
    run.save(update_fields=["state", "finished_at", "counts"])
