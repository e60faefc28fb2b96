"""What headquarters asks to be done with a run. The worker does it, once, whoever presses twice."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log

from accounts.models import User
from directory.actions import require_headquarters
from directory.importing import engine
from directory.importing.holder import NoDirectory
from directory.importing.log import ImportAction
from directory.importing.undo import refuse
from directory.models.importing import ImportRun, RunState

logger = logging.getLogger(__name__)

WAITING = (RunState.QUEUED, RunState.RUNNING)
CHANGEABLE = (RunState.DRAFT, RunState.REHEARSED, RunState.STOPPED, RunState.FAILED)
UNFORESEEN = "뜻하지 않은 오류로 멈추었습니다. 아무것도 바뀌지 않았습니다. 관리자에게 알려 주십시오."
TOLD_OF = {
    RunState.REHEARSED: ImportAction.REHEARSED,
    RunState.DONE: ImportAction.IMPORTED,
    RunState.STOPPED: ImportAction.STOPPED,
}


@transaction.atomic
def upload(content, file_name, *, kind, source=None, new_source="", by):
    """A draft of the file. Raises ``ValidationError`` with what is wrong with it."""
    require_headquarters(by)
    try:
        with transaction.atomic():
            if source is None and new_source:
                source = engine.source_named(new_source, kind)
            run = engine.prepare(content, file_name, source=source, kind=kind, by=by)
    except engine.UnreadableFile as error:
        raise ValidationError(str(error)) from error
    log(instance=run, action=ImportAction.UPLOADED, user=by)
    return run


@transaction.atomic
def map_columns(run, fields, reference_date, *, by):
    """Columns as a person reads them, for this and later editions. What was rehearsed before no longer holds."""
    require_headquarters(by)
    run = _locked(run)
    if is_under_way(run) or run.state not in CHANGEABLE:
        raise ValidationError(f"‘{run.get_state_display()}’ 상태라 칸을 다시 이을 수 없습니다.")
    if (run.header_map, run.reference_date) == (run.header_map | fields, reference_date):
        return run
    engine.remember_mapping(run, fields)
    run.reference_date, run.state, run.counts = reference_date, RunState.DRAFT, {}
    run.save(update_fields=["reference_date", "state", "counts"])
    run.problems.all().delete()
    log(instance=run, action=ImportAction.MAPPED, user=by)
    return run


@transaction.atomic
def ask_for(run, *, by, rehearsal=False, force=False, reason=""):
    """Put the run in the queue; False if it is under way already."""
    require_headquarters(by, reason if force else None)
    run = _locked(run)
    if is_under_way(run):
        return False
    if run.state not in (*CHANGEABLE, *WAITING):
        raise ValidationError(
            f"‘{run.get_state_display()}’ 상태입니다. 다시 하려면 파일을 새로 올려 주십시오."
        )
    if force:
        if run.state != RunState.STOPPED:
            raise ValidationError("많이 바뀌어 멈춘 가져오기만 그래도 가져올 수 있습니다.")
        log(instance=run, action=ImportAction.FORCED, user=by, data={"reason": reason})
    run.state, run.is_rehearsal, run.is_forced = RunState.QUEUED, rehearsal, force
    run.save(update_fields=["state", "is_rehearsal", "is_forced"])
    import_in_background.enqueue(run.pk, by.pk)
    return True


@transaction.atomic
def ask_to_undo(run, *, by, reason):
    """Put the undoing in the queue; False if it waits there already."""
    require_headquarters(by, reason)
    run = _locked(run)
    if is_undoing(run):
        return False
    try:
        refuse(run)
    except engine.CannotUndo as error:
        raise ValidationError(str(error)) from error
    undo_in_background.enqueue(run.pk, by.pk, reason)
    return True


def is_under_way(run):
    """Whether a worker does it or will. One that was lost with its task may be asked for again."""
    return run.state in WAITING and _waits(import_in_background, run)


def is_undoing(run):
    return run.state == RunState.DONE and _waits(undo_in_background, run)


def _waits(what, run):
    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return DBTaskResult.objects.filter(
        task_path=what.module_path, status__in=unfinished, args_kwargs__args__0=run.pk
    ).exists()


def _locked(run):
    runs = ImportRun.objects.select_for_update(of=("self",)).select_related("source").defer("content")
    return runs.get(pk=run.pk)


def _note(run, sentence):
    run.notes = [*run.notes, sentence]
    run.save(update_fields=["notes"])


@task(backend="queue", queue_name="default")
def import_in_background(run_pk, by_pk):
    """Do what was asked. Tried again while another import is going; a second call finds it done."""
    run = ImportRun.objects.select_related("source").filter(pk=run_pk, state__in=WAITING).first()
    if run is None:
        return
    try:
        engine.run_import(run, rehearsal=run.is_rehearsal, force=run.is_forced)
    except engine.Busy:
        raise
    except (engine.UnreadableFile, NoDirectory) as error:
        _note(run, str(error))
    except Exception:
        logger.exception("Import %s failed", run_pk)
        _note(run, UNFORESEEN)
    by = User.objects.filter(pk=by_pk).first()
    log(instance=run, action=TOLD_OF.get(run.state, ImportAction.FAILED), user=by)


@task(backend="queue", queue_name="default")
def undo_in_background(run_pk, by_pk, reason):
    run = ImportRun.objects.select_related("source").defer("content").filter(pk=run_pk).first()
    if run is None or run.state != RunState.DONE:
        return
    by = User.objects.filter(pk=by_pk).first()
    try:
        engine.undo(run, by=by)
    except engine.CannotUndo as error:
        return _note(run, str(error))
    log(instance=run, action=ImportAction.UNDONE, user=by, data={"reason": reason})
