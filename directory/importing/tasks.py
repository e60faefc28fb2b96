"""Importing in the background: the worker does it, the screen asks `progress_of` how far it is."""

from django_tasks import task

from directory.importing.engine import run_import
from directory.models.importing import ImportRun, RunState


@task(backend="queue", queue_name="default")
def run_import_task(run_pk):
    """May run twice: a finished run is left as it is, one that was cut off left nothing behind."""
    run = ImportRun.objects.filter(pk=run_pk).select_related("source").first()
    if run is None or run.state not in {RunState.QUEUED, RunState.RUNNING}:
        return
    run_import(run, rehearsal=run.is_rehearsal, force=run.is_forced)


def enqueue(run, *, rehearsal=False, force=False):
    """Put a draft, a rehearsed or a stopped run into the queue."""
    run.state, run.is_rehearsal, run.is_forced = RunState.QUEUED, rehearsal, force
    run.save(update_fields=["state", "is_rehearsal", "is_forced"])
    run_import_task.enqueue(run.pk)
