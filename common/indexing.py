"""What Wagtail does at every save of a page (search index, references): when, and once for each page of a long run."""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend
from modelsearch.backends import get_search_backends

from common.signals import public_content_changed

CHUNK = 100
# Its name, because that module asks for this one's backend while it is being loaded.
SEARCH_TASK = "modelsearch.tasks.insert_or_update_object_task"
_held = ContextVar("held", default=None)


@contextmanager
def each_once():
    """Inside, index work waits; at the end it runs once for each page. Inside another, the outer one runs it.

    A page is saved three times on its way to being published, and indexed each time. What was held is
    forgotten when the run fails: its rows are rolled back.
    """
    if _held.get() is not None:
        yield
        return
    held = {}
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
    found = defaultdict(list)
    for task_, args, kwargs in held.values():
        if task_.module_path == SEARCH_TASK:
            found[args[:2]].append(args[2])
        else:
            task_.enqueue(*args, **kwargs)
    for model, pks in found.items():
        index_stored(apps.get_model(*model), pks)


def index_stored(model, pks):
    """Put objects of one model into the search index, many at a time. Returns whether it may have changed."""
    changed = False
    for start in range(0, len(pks), CHUNK):
        things = list(model.get_indexed_objects().filter(pk__in=pks[start : start + CHUNK]))
        changed = index_many(model, things) or changed
    return changed


def index_many(model, things):
    """Put things that are in memory, with their relations, into the search index at once.

    Returns whether the index may have changed: our backends say how many entries did.
    """
    written = [backend.add_bulk(model, things) for backend in get_search_backends(with_auto_update=True)]
    return any(number != 0 for number in written)


@task(backend="queue", queue_name="default")
def index_later(app_label, model_name, pk):
    """What was saved, into the search index; nothing if it is gone by now. Copies of old answers go."""
    thing = apps.get_model(app_label, model_name)._base_manager.filter(pk=pk).first()
    thing = thing and thing.get_indexed_instance()
    if thing and index_stored(type(thing), [thing.pk]):
        public_content_changed.send(sender=type(thing))


def _enqueue_once(*thing):
    """Have the worker index a thing, once however often it is saved before the worker comes to it.

    The task is a row of the saving transaction. One that waits already is held until this transaction ends:
    the worker cannot take it before it can read what was saved.
    """
    from django_tasks_db.models import DBTaskResult  # the tasks are loaded before the models

    waiting = DBTaskResult.objects.ready().filter(
        task_path=index_later.module_path, args_kwargs={"args": list(thing), "kwargs": {}}
    )
    with transaction.atomic():
        if not list(waiting.select_for_update(skip_locked=True).values_list("pk")[:1]):
            index_later.enqueue(*thing)


class IndexingBackend(ImmediateBackend):
    """Runs a task at once, or at the end of ``each_once()``; with ``INDEX_IN_QUEUE``, the worker writes the search index."""

    def enqueue(self, task, args, kwargs):
        held = _held.get()
        if held is not None:
            held[task.module_path, repr(args), repr(kwargs)] = (task, tuple(args), kwargs)
            return None
        if settings.INDEX_IN_QUEUE and task.module_path == SEARCH_TASK:
            return _enqueue_once(*args)
        return super().enqueue(task, args, kwargs)
