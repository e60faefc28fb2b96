"""What Wagtail does at every save of a page (search index, references): once for each page of a long run."""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.db import connection
from django_tasks.backends.immediate import ImmediateBackend
from modelsearch.backends import get_search_backends

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
    for task, args, kwargs in held.values():
        if task.module_path == SEARCH_TASK:
            found[args[:2]].append(args[2])
        else:
            task.enqueue(*args, **kwargs)
    for model, pks in found.items():
        _index(apps.get_model(*model), pks)


def _index(model, pks):
    """Put objects of one model into the search index, many at a time."""
    for start in range(0, len(pks), CHUNK):
        index_many(model, list(model.get_indexed_objects().filter(pk__in=pks[start : start + CHUNK])))


def index_many(model, things):
    """Put things that are in memory, with their relations, into the search index at once."""
    for backend in get_search_backends(with_auto_update=True):
        if connection.vendor == "postgresql":
            # Not at the top: the module it builds on wants PostgreSQL.
            from common.postgres_indexing import add_many

            add_many(backend, model, things)
        else:
            backend.add_bulk(model, things)


class IndexingBackend(ImmediateBackend):
    """Runs a task at once, or at the end of ``each_once()``."""

    def enqueue(self, task, args, kwargs):
        held = _held.get()
        if held is None:
            return super().enqueue(task, args, kwargs)
        held[task.module_path, repr(args), repr(kwargs)] = (task, tuple(args), kwargs)
        return None
